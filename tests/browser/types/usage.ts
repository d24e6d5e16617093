// How an author uses the element and the messages; and what the types must refuse.
import type { RequestMessage, ReportMessage } from '../../../static/tcp-scope';

export async function control(): Promise<string[]> {
  const scope = document.querySelector('tcp-scope');
  if (scope === null) {
    return [];
  }
  await scope.play();
  scope.pause();
  scope.currentTime = scope.duration / 2;
  await scope.seek({ marker: 'nextState' });
  await scope.act('drop:9');
  scope.addEventListener('tcpscope-event', ({ detail }) => detail.kind === 'state' && detail.to === 'TIME-WAIT');
  scope.addEventListener('error', ({ detail }) => detail.code === 'timeout');
  const events = await scope.getTrace();
  const text: string = await scope.getTrace('text');
  return [await scope.getState(), text, ...events.map((event) => event.text)];
}

export const refused: (RequestMessage | ReportMessage)[] = [
  // @ts-expect-error There is no such request.
  { tcpscope: { v: 1, type: 'fly' } },
  // @ts-expect-error Nor such a version.
  { tcpscope: { v: 2, type: 'play' } },
  // @ts-expect-error Where to?
  { tcpscope: { v: 1, type: 'seek' } },
  // @ts-expect-error A number of seconds.
  { tcpscope: { v: 1, type: 'seek', t: '1' } },
  // @ts-expect-error There is no such colour.
  { tcpscope: { v: 1, type: 'config', theme: 'green' } },
  // @ts-expect-error What happened?
  { tcpscope: { v: 1, type: 'event', n: 1, step: 1, t: 0, text: '' } },
  // @ts-expect-error Why?
  { tcpscope: { v: 1, type: 'result', id: 'a', ok: false } },
];
