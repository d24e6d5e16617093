// <tcp-scope>: tcpscope in somebody else's page. One file without dependencies, for `<script src>` and for `import` alike.
// What stands inside the element, a picture or a link, is shown until the machine in its frame is ready, and again if
// it cannot be had. The messages between the element and the frame are described in embedding.html, the types in
// tcp-scope.d.ts. Nothing here writes markup or a style attribute: strict policies of the host page hold.
(function () {
  'use strict';

  // A server that renders pages has no elements; a page may load this file twice.
  if (typeof HTMLElement !== 'function' || customElements.get('tcp-scope')) {
    return;
  }

  // `import.meta` is an error in a plain script, and a module is nobody's `currentScript`; but the stack names the file,
  // with line and column behind it.
  const HERE = document.currentScript?.src || /(?:https?|file):\S+?(?=:\d+:\d)/.exec(new Error().stack)?.[0] || document.baseURI;

  /** How long the machine may take to be ready. */
  const PATIENCE_MS = 20_000;

  /**
   * How the run is shown, and how if nothing is said: each is a parameter of the frame's address, and can be changed while
   * it runs.
   */
  const VIEW = {
    lang: '',
    theme: 'auto',
    states: 'rfc',
    controls: 'full',
    panels: 'lesson',
    edit: 1,
    speed: 1,
    motion: 'auto',
    keys: 1,
    links: 1,
  };
  /** Which run: written into the fragment. What two of them say, the later one says. */
  const RUN = ['lesson', 'run', 't'];

  const WORDS = {
    en: { title: 'tcpscope: a TCP connection to open, watch and break', start: 'Start the TCP connection' },
    zh: { title: 'tcpscope：可以打开、观察和弄坏的 TCP 连接', start: '启动这条 TCP 连接' },
  };

  const LOOKS = new CSSStyleSheet();
  LOOKS.replaceSync(
    ':host{display:block;position:relative;min-height:20rem}' +
      ':host([hidden]){display:none}' +
      // Neither wider than its column nor, with a height, higher: what stands inside may be both. Its outline is not cut off.
      'div{overflow:auto}' +
      '::slotted(*){max-width:100%;outline-offset:-3px}' +
      'iframe,button{position:absolute;inset:0}' +
      'iframe{width:100%;height:100%;border:0}' +
      '.ready,:not(.ready)+iframe{visibility:hidden}' +
      'button{margin:auto;width:fit-content;height:fit-content;padding:.7em 1.4em;border:2px solid #fff;border-radius:2em;' +
      'background:#0b5394;color:#fff;font:600 1rem/1.4 system-ui;cursor:pointer}' +
      ':host(:not([loading=click])) button,.ready~button{display:none}' +
      '@media print{button{display:none}}',
  );

  /** All elements in the document. */
  const all = new Set();
  /** Those that want to load. One at a time does, the first, so that all others find the machine in the browser's cache. */
  const queue = new Set();
  /** How many requests there have been; the first thing that is waited for is the machine itself. */
  const READY = 0;
  let count = READY;

  const GONE = { code: 'aborted', message: 'taken away or loaded anew' };
  const failure = (reason) => Object.assign(new Error(reason.message), reason);

  /** Lets the next one load, if `done` was the one that did or would have. */
  function next(done) {
    queue.delete(done);
    const [first] = queue;
    if (first && !first._frame) {
      first._open();
    }
  }

  const onScreen = new IntersectionObserver(
    (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && target._want()),
    // A screen above and a screen below.
    { rootMargin: '100% 0px' },
  );

  addEventListener('message', ({ data, source }) => {
    const report = data?.tcpscope;
    if (report?.v === 1) {
      all.forEach((element) => source === element._frame?.contentWindow && element._hear(report));
    }
  });

  class TcpScope extends HTMLElement {
    static observedAttributes = [...Object.keys(VIEW), ...RUN, 'src', 'height', 'loading'];

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [LOOKS];
      this._still = document.createElement('div');
      this._still.append(document.createElement('slot'));
      this._button = document.createElement('button');
      this._button.part = 'button';
      this._button.onclick = () => {
        this._focus = true;
        this.play().catch(() => {});
      };
      root.append(this._still, this._button);
      this._changed = new Set();
      this._forget();
    }

    connectedCallback() {
      all.add(this);
      this._begin();
    }

    disconnectedCallback() {
      this._end();
      all.delete(this);
    }

    attributeChangedCallback(name, before, now) {
      if (name === 'height') {
        this._reserve();
      } else if (all.has(this) && before !== now) {
        // Several attributes that change together are one change: the first call takes them all.
        this._changed.add(name);
        queueMicrotask(() => this._change());
      }
    }

    // As media elements have it. Times are in seconds.

    /** Plays; loads first if that has not been done. */
    play() {
      return this._ask('play');
    }

    /** Stands still; what is not ready yet will, and is not loaded for it. */
    pause() {
      this._send('pause').catch(() => {});
    }

    get paused() {
      return !this._playing;
    }

    get ended() {
      return this._ended;
    }

    get duration() {
      return this._duration;
    }

    get currentTime() {
      return this._time;
    }

    set currentTime(t) {
      this.seek({ t: Number(t) }).catch(() => {});
    }

    get playbackRate() {
      return this._rate || parseFloat(this.getAttribute('speed')) || 1;
    }

    set playbackRate(speed) {
      const rate = Number(speed);
      const set = () => {
        this._rate = rate;
        this._tell('ratechange');
      };
      this._ask('config', { speed: rate }).then(set, () => {});
    }

    /** Starts anew, with what the attributes now say. */
    load() {
      this._changed.clear();
      this._end();
      this._want();
      return this._ready;
    }

    // And what only this has.

    /** To `{ t }`, `{ step }` or `{ marker }`. */
    seek(where) {
      this._tell('seeking');
      return this._ask('seek', where).then(() => this._tell('seeked'));
    }

    /** Does something to the run where it stands, as `drop:9` or `close:server:never`. */
    act(deed) {
      return this._ask('action', { deed });
    }

    /** The run as the text of a link. */
    getState() {
      return this._ask('getState');
    }

    /** All that happens in the run: as `events`, or as `text`. */
    getTrace(format = 'events') {
      return this._ask('getTrace', { format });
    }

    /** The one of the surrounding page, whatever shadow roots are in between, or else the reader's. */
    get _lang() {
      let at = this;
      while (at && !at.lang) {
        at = at.parentNode ?? at.host;
      }
      return /^zh/i.test(/^(?:zh|en)/i.test(at?.lang) ? at.lang : navigator.language) ? 'zh' : 'en';
    }

    /** The run, as the fragment of an address. */
    get _run() {
      const said = RUN.map((name) => {
        const value = this.getAttribute(name);
        return name === 'run' || !value ? value : `${name}=${encodeURIComponent(value)}`;
      });
      // `run` may have been copied with its `#`.
      const parts = new Map(said.join('&').split(/&[#?]*/).map((part) => [part.split('=')[0].toLowerCase(), part]));
      parts.delete('');
      return [...parts.values()].join('&');
    }

    /** What is said of how it is shown; null if nothing is. */
    _said(name) {
      return name === 'lang' ? this._lang : this.getAttribute(name);
    }

    get _address() {
      const src = this.getAttribute('src');
      const address = new URL(src || 'index.html', src ? document.baseURI : HERE);
      const query = address.searchParams;
      query.set('embed', '1');
      for (const name of [...Object.keys(VIEW), 'autoplay']) {
        const value = this._said(name);
        if (value !== null) {
          query.set(name, value);
        }
      }
      // Whoever else gets hold of the frame is not obeyed.
      if (/^http/.test(location.origin)) {
        query.set('origin', location.origin);
      }
      address.hash = this._run;
      return address.href;
    }

    _forget() {
      this._isReady = this._playing = this._ended = this._focus = false;
      this._time = this._rate = 0;
      this._duration = NaN;
      this._asked = new Map();
      this._ready = this._answer(READY);
      // Who waits for it hears of a failure; who does not, must not find it in the console.
      this._ready.catch(() => {});
    }

    /** Waits for what is to start the machine. */
    _begin() {
      const how = this.getAttribute('loading');
      this._button.textContent = `▶ ${WORDS[this._lang].start}`;
      onScreen.unobserve(this);
      if (how === 'eager') {
        this._want();
      } else if (how !== 'click') {
        onScreen.observe(this);
      }
    }

    /** Takes the frame away, and is as if nothing had been loaded. */
    _end(reason = GONE) {
      const asked = this._asked;
      const error = failure(reason);
      onScreen.unobserve(this);
      clearTimeout(this._patience);
      this._frame?.remove();
      this._frame = null;
      this._still.className = '';
      this._forget();
      asked.forEach(({ reject }) => reject(error));
      next(this);
    }

    /** Gets into the queue, once. */
    _want() {
      if (!this._frame && this.isConnected) {
        queue.add(this);
        next();
      }
    }

    /** Loads the frame, in place of one that has become out of date before it was ready. */
    _open() {
      this._frame?.remove();
      clearTimeout(this._patience);
      const frame = document.createElement('iframe');
      frame.title = this.title || WORDS[this._lang].title;
      // Without an origin of its own: it can reach nothing of the host page, and of its own host no more than files.
      frame.sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
      frame.allow = 'fullscreen; clipboard-write';
      frame.referrerPolicy = 'strict-origin-when-cross-origin';
      frame.src = this._address;
      this._frame = frame;
      this._still.after(frame);
      this._patience = setTimeout(() => this._fail({ code: 'timeout', message: 'nothing was heard' }), PATIENCE_MS);
    }

    _fail(reason) {
      this._end(reason);
      this._tell('error', reason);
    }

    _change() {
      const changed = this._changed;
      this._changed = new Set();
      const view = Object.keys(VIEW).filter((name) => changed.has(name));
      if (!this._frame || !changed.size) {
        // What it will load, it loads with these.
      } else if (!this._isReady) {
        // Whoever waits for it goes on waiting.
        this._open();
      } else if (changed.has('src')) {
        this.load();
      } else {
        if (changed.has('speed')) {
          this._rate = 0;
        }
        const failed = ({ code, message }) => this._tell('error', { code, message });
        if (view.length) {
          this._ask('config', Object.fromEntries(view.map((name) => [name, this._said(name) ?? VIEW[name]]))).catch(failed);
        }
        if (RUN.some((name) => changed.has(name))) {
          this._ask('load', { run: this._run }).catch(failed);
        }
      }
      if (changed.has('loading')) {
        this._begin();
      }
    }

    /** Asks the machine, and has it loaded for that; a promise of its answer. */
    _ask(type, fields) {
      this._want();
      return this._send(type, fields);
    }

    /** Asks the machine as soon as it is ready. */
    _send(type, fields) {
      return this._ready.then(() => {
        if (!this._frame) {
          throw failure(GONE);
        }
        const id = `${(count += 1)}`;
        this._frame.contentWindow.postMessage({ tcpscope: { v: 1, id, type, ...fields } }, '*');
        return this._answer(id);
      });
    }

    _answer(id) {
      return new Promise((resolve, reject) => this._asked.set(id, { resolve, reject }));
    }

    _hear(report) {
      switch (report.type) {
        case 'ready':
          return this._onReady(report);
        case 'run':
          this._duration = report.duration;
          return this._tell('durationchange', report);
        case 'resize':
          return this._reserve(report.height);
        case 'time':
          return this._onTime(report);
        case 'event':
          return this._tell('tcpscope-event', report);
        case 'ended':
          this._ended = true;
          return this._tell('ended', report);
        case 'result':
          return this._onResult(report);
        case 'error':
          // After a panic the frame has a word for its reader; before it is ready, the picture is better.
          return this._isReady ? this._tell('error', report) : this._fail(report);
      }
    }

    _onReady(report) {
      clearTimeout(this._patience);
      this._isReady = true;
      this._duration = report.duration;
      this._still.className = 'ready';
      this._reserve(report.height);
      if (this._focus) {
        this._frame.focus();
      }
      this._asked.get(READY).resolve();
      this._tell('ready', report);
      next(this);
    }

    _onTime(report) {
      const was = this._playing;
      this._time = report.t;
      this._playing = report.playing;
      this._ended = this._ended && report.t >= this._duration;
      this._tell('timeupdate', report);
      if (was !== report.playing) {
        this._tell(report.playing ? 'play' : 'pause', report);
      }
      if (report.playing && !was) {
        all.forEach((other) => other !== this && other._playing && other.pause());
      }
    }

    _onResult({ id, ok, value, error }) {
      const asked = this._asked.get(id);
      this._asked.delete(id);
      if (ok) {
        asked?.resolve(value);
      } else {
        asked?.reject(failure(error));
      }
    }

    /** Is as high as its attribute says, from now on; with `auto`, as high as the frame has asked to be. */
    _reserve(asked = this._asks) {
      const height = this.getAttribute('height');
      const pixels = height === 'auto' ? asked : parseFloat(height);
      this._asks = asked;
      this._still.style.height = pixels > 0 ? `${pixels}px` : '';
    }

    _tell(kind, detail) {
      this.dispatchEvent(new CustomEvent(kind, { detail }));
    }
  }

  customElements.define('tcp-scope', TcpScope);
})();
