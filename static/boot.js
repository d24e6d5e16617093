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

  // What the address asks for. The fragment has precedence over the query; WordPress puts a second `#?` behind it. Some
  // escape a `&` for HTML once too often, a Chinese keyboard types `＆` and `＝`, and names may be in capitals or full width:
  // src/share/ takes them too.
  function asked(name) {
    var text = (location.search + location.hash).replace(/[?#]+|&amp;|%EF%BC%86/gi, '&').replace(/%EF%BC%9D/gi, '=');
    var last;
    new URLSearchParams(text).forEach(function (value, key) {
      if (key.normalize('NFKC').trim().toLowerCase() === name) {
        last = value;
      }
    });
    return last;
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

  // Until the page stands: a picture of the lesson's run. Without one the notice above it is all there is.
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
        boot.after(still);
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

  // The page that holds this one. Its wishes are the module's to understand (src/remote/); but a failure must be told
  // when there is no module. A page in no frame tells nothing and hears nobody.

  var LONGEST_MESSAGE = 16384;
  var host = window.parent === window ? null : window.parent;
  // Only a page of this origin is obeyed, if one is named.
  var origin = asked('origin');
  // Where reports go: to whoever was obeyed last.
  var reader = origin || '*';
  // Messages that came before the module was there.
  var held = [];

  function tell(report) {
    host.postMessage({ tcpscope: Object.assign({ v: 1 }, report) }, reader);
    // What WordPress understands, see its wp-embed.js.
    var secret = asked('secret');
    if (secret && report.height) {
      host.postMessage({ secret: secret, message: 'height', value: Math.min(Math.max(report.height, 200), 1000) }, '*');
    }
  }

  function pass(request) {
    window.dispatchEvent(new CustomEvent('tcpscope-request', { detail: request }));
  }

  function hear(event) {
    var message = Object(event.data).tcpscope;
    if (event.source !== host || (origin && event.origin !== origin) || message === undefined || crashed) {
      return;
    }
    // A sandboxed page has no origin that could be named.
    reader = event.origin === 'null' ? '*' : event.origin;
    var text;
    try {
      text = JSON.stringify(message);
    } catch (circular) {
      text = '';
    }
    var request = text && text.length <= LONGEST_MESSAGE ? JSON.parse(text) : null;
    if (!held) {
      pass(request);
    } else if (held.length < 100) {
      held.push(request);
    }
  }

  // All parts of the module are there.
  function whole() {
    window.dispatchEvent(new CustomEvent('tcpscope-whole'));
    held.forEach(pass);
    held = null;
  }

  if (host) {
    window.tcpscopeTell = tell;
    window.addEventListener('message', hear);
  }

  // `kind` is `load` or `run`; it chooses the words. The first reason is the cause, later ones only follow from it.
  function showCrash(kind, reason) {
    if (crashed) {
      return;
    }
    crashed = true;
    if (host) {
      tell({ type: 'error', code: kind === 'load' ? 'load' : 'panic', message: String((reason && reason.message) || reason) });
    }
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
    if (!worker || host || asked('embed')) {
      return;
    }
    var only = { createScriptURL: function () {
      return new URL(worker, document.baseURI).href;
    } };
    Promise.resolve()
      .then(function () {
        // Asking for it throws where storage does.
        var workers = navigator.serviceWorker;
        var policy = window.trustedTypes ? window.trustedTypes.createPolicy('tcpscope', only) : only;
        return workers.register(policy.createScriptURL(''));
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
    // The page in one file has no stills.
    if (!/^data:/.test(app.content)) {
      showStill();
    }
    // Against the page, not against this script.
    var glue = new URL(app.content, document.baseURI).href;
    var wasm = new URL(app.dataset.wasm, document.baseURI);
    import(glue)
      .then(function (module) {
        return module.default({ module_or_path: wasm });
      })
      .then(function () {
        // What is fetched behind the first view. What only a frame needs is in it.
        return window.tcpscopeRest;
      })
      .then(function () {
        // Not before the page is drawn.
        setTimeout(whole);
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
