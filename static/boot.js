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

  // What the address asks for; the fragment has precedence over the query.
  function asked(name) {
    return new URLSearchParams(location.hash.slice(1)).get(name) || new URLSearchParams(location.search).get(name);
  }

  // data-theme is always one of `light` and `dark`, so that the style sheet needs one selector and no media query.
  function applyTheme() {
    var choice = asked('theme') || stored('tcpscope.theme');
    if (choice !== 'light' && choice !== 'dark') {
      choice = darkQuery.matches ? 'dark' : 'light';
    }
    root.dataset.theme = choice;
  }

  function applyLanguage() {
    var choice = asked('lang') || stored('tcpscope.lang') || navigator.language || 'en';
    root.lang = /^zh/i.test(choice) ? 'zh-Hans' : 'en';
  }

  // Until the page stands: a picture of the lesson's run. Without one the notice below it is all there is.
  function showStill() {
    var lesson = (asked('lesson') || 'three_way_handshake').toLowerCase().replace(/-/g, '_').replace(/[^a-z_]/g, '');
    var still = new Image();
    still.id = 'still';
    still.alt =
      root.lang === 'en'
        ? 'A picture of the run: segments between client and server, time running down.'
        : '这次运行的时序图：客户端与服务器之间的报文段，时间自上而下。';
    still.onload = function () {
      var boot = document.getElementById('boot');
      if (boot) {
        boot.before(still);
      }
    };
    var width = window.innerWidth < 600 ? '.narrow' : '';
    still.src = './stills/' + lesson + '.' + root.lang + width + '.svg';
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

    showStill();
    var app = document.querySelector('meta[name="tcpscope-app"]');
    // Against the page, not against this script.
    var glue = new URL(app.content, document.baseURI).href;
    var wasm = new URL(app.dataset.wasm, document.baseURI);
    import(glue)
      .then(function (module) {
        return module.default({ module_or_path: wasm });
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
