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

  // `import.meta` is an error in a plain script, and a module is nobody's `currentScript`; but the stack names the file.
  const HERE = document.currentScript?.src || /(?:https?|file):[^\s]*?\.js/.exec(new Error().stack)?.[0] || document.baseURI;

  /** How long the machine may take to be ready. */
  const PATIENCE_MS = 20_000;

  /** How the run is shown: each is a parameter of the frame's address, and can be changed while it runs. */
  const VIEW = ['lang', 'theme', 'states', 'controls', 'panels', 'edit', 'speed', 'motion', 'keys', 'links'];
  /** Which run: written into the fragment. */
  const RUN = ['lesson', 'run', 't'];

  const WORDS = {
    en: { title: 'tcpscope: a TCP connection to open, watch and break', start: 'Start the TCP connection' },
    zh: { title: 'tcpscope：可以打开、观察和弄坏的 TCP 连接', start: '启动这条 TCP 连接' },
  };

  const LOOKS = new CSSStyleSheet();
  LOOKS.replaceSync(
    ':host{display:block;position:relative;min-height:20rem}' +
      ':host([hidden]){display:none}' +
      '.ready{visibility:hidden}' +
      'iframe,button{position:absolute;inset:0}' +
      'iframe{width:100%;height:100%;border:0;visibility:hidden}' +
      '.ready+iframe{visibility:visible}' +
      'button{margin:auto;width:fit-content;height:fit-content;padding:.7em 1.4em;border:2px solid #fff;border-radius:2em;' +
      'background:#0b5394;color:#fff;font:600 1rem/1.4 system-ui;cursor:pointer}' +
      'button:focus-visible{outline:3px solid #0b5394;outline-offset:3px}',
  );

  /** All elements in the document. */
  const all = new Set();
  /** Those that want to load. One at a time does, so that all but the first find the machine in the browser's cache. */
  const queue = [];
  let loading = null;
  /** How many requests there have been. */
  let count = 0;

  const GONE = { code: 'aborted', message: 'taken away or loaded anew' };
  const failure = (reason) => Object.assign(new Error(reason.message), reason);

  function next() {
    loading = queue.shift() ?? null;
    loading?._open();
  }

  const onScreen = new IntersectionObserver(
    (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && target._want()),
    // A screen above and a screen below.
    { rootMargin: '100% 0px' },
  );

  addEventListener('message', ({ data, source }) => {
    const report = data?.tcpscope;
    if (report?.v === 1) {
      all.forEach((element) => source && source === element._frame?.contentWindow && element._hear(report));
    }
  });

  class TcpScope extends HTMLElement {
    static observedAttributes = [...VIEW, ...RUN, 'src', 'height', 'loading'];

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [LOOKS];
      this._still = document.createElement('div');
      this._still.append(document.createElement('slot'));
      root.append(this._still);
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
        this._reserve(now);
      } else if (all.has(this) && before !== now) {
        // Several attributes that change together are one change.
        if (!this._changed.size) {
          queueMicrotask(() => this._change());
        }
        this._changed.add(name);
      }
    }

    // As media elements have it. Times are in seconds.

    /** Plays; loads first if that has not been done. */
    play() {
      return this._ask('play');
    }

    /** Stands still. */
    pause() {
      if (this._isReady) {
        this._ask('pause').catch(() => {});
      }
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
      return this._rate ?? Number(this.getAttribute('speed') || 1);
    }

    set playbackRate(speed) {
      this._ask('config', { speed: Number(speed) }).then(() => this._tell('ratechange', (this._rate = Number(speed))), () => {});
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

    get _lang() {
      const lang = this.closest('[lang]')?.lang ?? '';
      return /^(?:zh|en)/i.test(lang) ? lang : '';
    }

    get _words() {
      return /^zh/i.test(this._lang || navigator.language) ? WORDS.zh : WORDS.en;
    }

    /** The run, as the fragment of an address. */
    get _run() {
      const parts = RUN.map((name) => [name, this.getAttribute(name)]).filter(([, value]) => value);
      return parts.map(([name, value]) => (name === 'run' ? value.replace(/^[#?&]+/, '') : `${name}=${encodeURIComponent(value)}`)).join('&');
    }

    get _address() {
      const src = this.getAttribute('src');
      const address = new URL(src || 'index.html', src ? document.baseURI : HERE);
      const query = address.searchParams;
      query.set('embed', '1');
      for (const name of [...VIEW, 'autoplay']) {
        const value = name === 'lang' ? this._lang || null : this.getAttribute(name);
        if (value !== null) {
          query.set(name, value || '1');
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
      this._isReady = this._playing = this._ended = false;
      this._time = 0;
      this._duration = NaN;
      this._rate = undefined;
      this._asked = new Map();
      this._ready = new Promise((resolve, reject) => (this._settle = { resolve, reject }));
      // Who waits for it hears of a failure; who does not, must not find it in the console.
      this._ready.catch(() => {});
    }

    /** Waits for what is to start the machine. */
    _begin() {
      const how = this.getAttribute('loading');
      if (how === 'eager') {
        this._want();
      } else if (how === 'click') {
        this._button = document.createElement('button');
        this._button.type = 'button';
        this._button.part = 'button';
        this._button.textContent = `▶ ${this._words.start}`;
        this._button.onclick = () => {
          this._focus = true;
          this.play().catch(() => {});
        };
        this.shadowRoot.append(this._button);
      } else {
        onScreen.observe(this);
      }
    }

    /** Takes the frame away, and is as if nothing had been loaded. */
    _end(reason = GONE) {
      onScreen.unobserve(this);
      clearTimeout(this._patience);
      this._button?.remove();
      this._frame?.remove();
      this._frame = this._button = null;
      this._still.className = '';
      const { _settle: ready, _asked: asked } = this;
      this._forget();
      const error = failure(reason);
      ready.reject(error);
      asked.forEach(({ reject }) => reject(error));
      this._leave();
    }

    /** Gets into the queue, once. */
    _want() {
      onScreen.unobserve(this);
      if (!this._frame && this.isConnected && !queue.includes(this)) {
        queue.push(this);
        if (!loading) {
          next();
        }
      }
    }

    /** Gets out of the queue, and lets the next one load. */
    _leave() {
      if (queue.includes(this)) {
        queue.splice(queue.indexOf(this), 1);
      }
      if (loading === this) {
        next();
      }
    }

    _open() {
      const frame = document.createElement('iframe');
      frame.title = this.title || this._words.title;
      // Without an origin of its own: it can reach nothing of the host page, and of its own host no more than files.
      frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
      frame.allow = 'fullscreen; clipboard-write';
      frame.referrerPolicy = 'strict-origin-when-cross-origin';
      frame.src = this._address;
      this._frame = frame;
      this._still.after(frame);
      this._patience = setTimeout(() => this._fail({ code: 'timeout', message: 'the machine did not come up' }), PATIENCE_MS);
    }

    _fail(reason) {
      this._end(reason);
      this._tell('error', reason);
    }

    _change() {
      const changed = [...this._changed];
      this._changed.clear();
      const has = (names) => changed.some((name) => names.includes(name));
      const config = {};
      for (const name of VIEW.filter((view) => changed.includes(view))) {
        config[name] = name === 'lang' ? this._lang : this.getAttribute(name);
      }
      if (!this._frame || !changed.length) {
        // What it will load, or has begun to, it loads with these. Only when that is to be may be another matter.
        if (has(['loading']) && all.has(this)) {
          this._end();
          this._begin();
        }
      } else if (has(['src']) || !this._isReady || Object.values(config).includes(null)) {
        // What an attribute that is gone stood for, only the frame's address leaves out.
        this.load();
      } else {
        const failed = ({ code, message }) => this._tell('error', { code, message });
        if (Object.keys(config).length) {
          this._ask('config', config).catch(failed);
        }
        if (has(RUN)) {
          this._ask('load', { run: this._run }).catch(failed);
        }
      }
    }

    /** Asks the machine; a promise of its answer. */
    _ask(type, fields) {
      this._want();
      return this._ready.then(() => {
        if (!this._frame) {
          throw failure(GONE);
        }
        const id = `${(count += 1)}`;
        this._frame.contentWindow.postMessage({ tcpscope: { v: 1, id, type, ...fields } }, '*');
        return new Promise((resolve, reject) => this._asked.set(id, { resolve, reject }));
      });
    }

    _hear(report) {
      switch (report.type) {
        case 'ready':
          return this._onReady(report);
        case 'run':
          this._duration = report.duration;
          return this._tell('durationchange', report);
        case 'resize':
          return this.getAttribute('height') === 'auto' && this._reserve(report.height);
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
      this._button?.remove();
      if (this.getAttribute('height') === 'auto') {
        this._reserve(report.height);
      }
      if (this._focus) {
        this._frame.focus();
        this._focus = false;
      }
      this._settle.resolve();
      this._tell('ready', report);
      this._leave();
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

    /** Keeps so many pixels free. */
    _reserve(height) {
      this._still.style.minHeight = height > 0 ? `${height}px` : '';
    }

    _tell(kind, detail) {
      this.dispatchEvent(new CustomEvent(kind, { detail }));
    }
  }

  customElements.define('tcp-scope', TcpScope);
})();
