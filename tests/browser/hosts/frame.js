// Loads the frame at the address in `?frame=`, behind the app's own, and keeps what it says in `told`.
window.told = [];

window.addEventListener('message', (event) => {
  const frame = document.querySelector('iframe');
  if (event.source === frame.contentWindow) {
    window.told.push({ origin: event.origin, data: event.data });
  }
});

window.say = (message) => document.querySelector('iframe').contentWindow.postMessage(message, '*');

document.addEventListener('DOMContentLoaded', () => {
  const frame = document.querySelector('iframe');
  frame.src = frame.dataset.src + (new URLSearchParams(location.search).get('frame') ?? '');
});
