// The <tcp-scope> element and the messages beneath it. The messages are version 1: new types and fields may come, what is
// here stays. All times are in seconds of the run.

/** What stands in every message's `tcpscope`. */
export interface Envelope<Message> {
  tcpscope: { v: 1 } & Message;
}

/** Sent to the frame. With an `id`, the answer is a `result` of the same `id`. */
export type RequestMessage = Envelope<TcpScopeRequest & { id?: string }>;
/** Sent by the frame to the page that holds it. */
export type ReportMessage = Envelope<TcpScopeReport>;

export type TcpScopeRequest =
  | { type: 'play' }
  | { type: 'pause' }
  | ({ type: 'seek' } & SeekTarget)
  | ({ type: 'config' } & TcpScopeConfig)
  | { type: 'load'; run: string }
  | { type: 'load'; lesson: string }
  | { type: 'action'; deed: string }
  | { type: 'getState' }
  | { type: 'getTrace'; format?: TraceFormat };

export type Marker = 'start' | 'end' | 'previous' | 'next' | 'previousState' | 'nextState';
export type SeekTarget = { t: number } | { step: number } | { marker: Marker };
export type TraceFormat = 'events' | 'text';

/** How the run is shown. Each value may also be the text that stands in an address. */
export interface TcpScopeConfig {
  lang?: string;
  theme?: 'auto' | 'light' | 'dark';
  states?: 'rfc' | 'socket';
  controls?: 'full' | 'min' | 'none';
  panels?: string;
  edit?: boolean | '0' | '1';
  speed?: number | string;
  motion?: 'auto' | 'reduce' | 'full';
  keys?: boolean | '0' | '1';
  links?: boolean | '0' | '1';
}

export type TcpScopeReport =
  | ReadyReport
  | RunReport
  | ResizeReport
  | TimeReport
  | EventReport
  | EndedReport
  | ResultReport
  | ErrorReport;

/** What there is to know of a run. */
export interface RunFacts {
  lesson: string;
  duration: number;
  events: number;
  steps: number;
}

export interface ReadyReport extends RunFacts {
  type: 'ready';
  protocol: 1;
  version: string;
  lang: 'en' | 'zh-Hans';
  height: number;
  warnings: string[];
}

export interface RunReport extends RunFacts {
  type: 'run';
}

export interface ResizeReport {
  type: 'resize';
  height: number;
}

export interface TimeReport {
  type: 'time';
  t: number;
  step: number;
  playing: boolean;
}

export interface EventReport extends MachineEvent {
  type: 'event';
}

export interface EndedReport {
  type: 'ended';
}

export type ResultReport =
  | { type: 'result'; id: string; ok: true; value: null | string | MachineEvent[] }
  | { type: 'result'; id: string; ok: false; error: Failure };

export interface ErrorReport extends Failure {
  type: 'error';
}

export interface Failure {
  code: 'bad-message' | 'bad-state' | 'refused' | 'panic' | 'load';
  message: string;
}

export type Host = 'client' | 'server';

export type StateName =
  | 'LISTEN'
  | 'SYN-SENT'
  | 'SYN-RECEIVED'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'CLOSE-WAIT'
  | 'CLOSING'
  | 'LAST-ACK'
  | 'TIME-WAIT'
  | 'CLOSED';

export type EventKind =
  | 'act'
  | 'call'
  | 'return'
  | 'sleep'
  | 'send'
  | 'receive'
  | 'drop'
  | 'delay'
  | 'duplicate'
  | 'inject'
  | 'state'
  | 'reject'
  | 'acknowledged'
  | 'data'
  | 'early-data'
  | 'timer-set'
  | 'timer-stop'
  | 'timer'
  | 'fail'
  | 'overflow'
  | 'forget';

export type TimerName =
  | 'retransmission'
  | 'delayed-ack'
  | 'time-wait'
  | 'tail-loss-probe'
  | 'window-probe'
  | 'keep-alive'
  | 'fin-wait-2';

/** One event of the machine. */
export interface MachineEvent {
  /** Its place in the run, counted from zero. */
  n: number;
  /** The place of its moment, counted from zero. */
  step: number;
  t: number;
  kind: EventKind;
  /** The event in a sentence, in the page's language. */
  text: string;
  /** Where it happened; of what happens on the wire, who sent the segment. */
  host?: Host;
  /** The segment's number on the wire. */
  segment?: number;
  flags?: string[];
  /** Counted from the initial sequence numbers. */
  seq?: number;
  ack?: number;
  /** Bytes of data. */
  len?: number;
  from?: StateName;
  to?: StateName;
  call?: string;
  /** The socket API's name: `ECONNRESET`. */
  error?: string;
  timer?: TimerName;
  /** When the timer will go off. */
  expires?: number;
  /** For how long. */
  by?: number;
  /** Why a segment was not taken. */
  reason?: string;
  /** The rule behind it. */
  rule?: string;
}

export interface TcpScopeEventMap {
  ready: CustomEvent<ReadyReport>;
  durationchange: CustomEvent<RunReport>;
  timeupdate: CustomEvent<TimeReport>;
  play: CustomEvent<TimeReport>;
  pause: CustomEvent<TimeReport>;
  ended: CustomEvent<EndedReport>;
  seeking: CustomEvent<undefined>;
  seeked: CustomEvent<undefined>;
  ratechange: CustomEvent<undefined>;
  error: CustomEvent<{ code: Failure['code'] | 'timeout'; message: string }>;
  'tcpscope-event': CustomEvent<EventReport>;
}

/** `<tcp-scope lesson="three_way_handshake">…</tcp-scope>` */
export interface TcpScopeElement extends HTMLElement {
  play(): Promise<void>;
  /** Also before it is ready, which it is not loaded for: then it will stand still. */
  pause(): void;
  /** Starts anew, with what the attributes now say. */
  load(): Promise<void>;
  seek(where: SeekTarget): Promise<void>;
  /** Does something to the run: `drop:9`, `close:server:never`. */
  act(deed: string): Promise<void>;
  /** The run as the fragment of a link. */
  getState(): Promise<string>;
  getTrace(format?: 'events'): Promise<MachineEvent[]>;
  getTrace(format: 'text'): Promise<string>;
  readonly paused: boolean;
  readonly ended: boolean;
  /** NaN until the machine is ready. */
  readonly duration: number;
  currentTime: number;
  playbackRate: number;
  addEventListener<Kind extends keyof TcpScopeEventMap>(
    kind: Kind,
    heard: (event: TcpScopeEventMap[Kind]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(kind: string, heard: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-scope': TcpScopeElement;
  }
}
