// What must happen before, or without, the Rust side: language and theme before the first paint, loading the module, and the
// notice for when it cannot be loaded or has panicked. A panic aborts (Cargo.toml), so after one the module must never be
// called again. Plain syntax on purpose: this file has to run where the rest cannot.
(function () {
  'use strict';

  var root = document.documentElement;
  var darkQuery = window.matchMedia('(prefers-color-scheme: dark)');
  var crashed = false;

  // Storage throws in a sandboxed frame and when the reader has switched it off.
  function stored(key) {
    try {
      return window.localStorage.getItem(key);
    } catch (refused) {
      return null;
    }
  }

  // data-theme is always one of `light` and `dark`, so that the style sheet needs one selector and no media query.
  function applyTheme() {
    var choice = stored('tcpscope.theme');
    if (choice !== 'light' && choice !== 'dark') {
      choice = darkQuery.matches ? 'dark' : 'light';
    }
    root.dataset.theme = choice;
  }

  function applyLanguage() {
    var choice = stored('tcpscope.lang') || navigator.language || 'en';
    root.lang = /^zh/i.test(choice) ? 'zh-Hans' : 'en';
  }

  function describe(reason) {
    var lines = [String(reason && reason.stack ? reason.stack : reason)];
    // Some browsers leave the message out of the stack.
    if (reason && reason.message && lines[0].indexOf(reason.message) < 0) {
      lines.unshift(reason.message);
    }
    lines.push('', location.href, navigator.userAgent);
    return lines.join('\n');
  }

  // `kind` is `load` or `run`; it chooses the words. The first reason is the cause, later ones only follow from it.
  function showCrash(kind, reason) {
    if (crashed) {
      return;
    }
    crashed = true;
    var notice = document.getElementById('crash');
    notice.dataset.kind = kind;
    document.getElementById('crash-message').textContent = describe(reason);
    document.getElementById('app').inert = true;
    notice.hidden = false;
    document.getElementById('crash-reload').focus();
  }

  // The panic hook calls this with the panic's message, before the trap.
  window.tcpscopeCrashed = function (message) {
    showCrash('run', message);
  };

  // A part of the module that is fetched later calls this when it cannot be had.
  window.tcpscopeMissed = function (reason) {
    showCrash('load', reason);
  };

  // The trap itself, for when the hook could not run.
  function onTrap(reason) {
    if (window.WebAssembly && reason instanceof WebAssembly.RuntimeError) {
      showCrash('run', reason);
    }
  }
  window.addEventListener('error', function (event) {
    onTrap(event.error);
  });
  window.addEventListener('unhandledrejection', function (event) {
    onTrap(event.reason);
  });

  // Has the page open without a network next time, all of it. Only where it is a page by itself and not an author's figure;
  // only a finished build names a worker. What cannot be kept is no loss now.
  function keepForOffline(worker) {
    var alone = window.top === window && !/[?#&]embed\b/.test(location.search + location.hash);
    if (!worker || !alone || !navigator.serviceWorker) {
      return;
    }
    var only = { createScriptURL: function () {
      return new URL(worker, document.baseURI).href;
    } };
    Promise.resolve()
      .then(function () {
        var policy = window.trustedTypes ? window.trustedTypes.createPolicy('tcpscope', only) : only;
        return navigator.serviceWorker.register(policy.createScriptURL(''));
      })
      .catch(function () {});
  }

  function start() {
    document.getElementById('crash-reload').addEventListener('click', function () {
      location.reload();
    });
    document.getElementById('crash-afresh').addEventListener('click', function () {
      try {
        window.sessionStorage.removeItem('tcpscope.run');
      } catch (refused) {
        // Then nothing was kept there either.
      }
      location.reload();
    });

    var app = document.querySelector('meta[name="tcpscope-app"]');
    // Against the page, not against this script.
    var glue = new URL(app.content, document.baseURI).href;
    var wasm = new URL(app.dataset.wasm, document.baseURI);
    import(glue)
      .then(function (module) {
        return module.default({ module_or_path: wasm });
      })
      .then(function () {
        keepForOffline(app.dataset.worker);
      })
      .catch(function (reason) {
        showCrash('load', reason);
      });
  }

  applyTheme();
  applyLanguage();
  // The reader's system may change while the page is open; a choice made in the page has precedence.
  darkQuery.addEventListener('change', applyTheme);
  document.addEventListener('DOMContentLoaded', start);
})();
