// Adds up how far things on the page move by themselves, and keeps what elements report.
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.shift += entry.value;
  }
}).observe({ type: 'layout-shift', buffered: true });

window.heard = [];
for (const kind of ['ready', 'play', 'pause', 'timeupdate', 'durationchange', 'ended', 'error', 'seeking', 'seeked', 'ratechange', 'tcpscope-event']) {
  // They do not bubble, but on their way down they can be heard.
  const note = ({ target, detail }) => target.localName === 'tcp-scope' && window.heard.push({ kind, id: target.id, detail });
  window.addEventListener(kind, note, true);
}
