/** The browser's side of the live store: its clock, its WebSocket, its signs of waking up. The only owner of sockets here. */
import type { LiveClock, LiveSocket, SocketHandlers } from './store.ts';
import type { PictureSocket, PictureSocketHandlers } from './pictures.ts';

export const browserClock: LiveClock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

function address(path: string): string {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Opens the live WebSocket of the daemon that served this page. */
export const openLiveSocket = (handlers: SocketHandlers): LiveSocket => open('/api/live', handlers);

/** Opens the members' WebSocket at the door that served this page. */
export const openSeatSocket = (handlers: SocketHandlers): LiveSocket => open('/api/seat/live', handlers);

/** Opens the pictures' WebSocket; messages arrive as ArrayBuffer. */
export const openPictureSocket = (handlers: PictureSocketHandlers): PictureSocket =>
  open('/api/pictures', handlers);

function open(path: string, handlers: SocketHandlers | PictureSocketHandlers): LiveSocket {
  const socket = new WebSocket(address(path));
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => handlers.onOpen());
  socket.addEventListener('message', (event: MessageEvent<unknown>) => handlers.onMessage(event.data));
  socket.addEventListener('close', () => handlers.onClose());
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}

/** Calls `wake` whenever the device may have slept or the network changed; returns how to stop. */
export function onWake(wake: () => void): () => void {
  const visible = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  document.addEventListener('visibilitychange', visible);
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', wake);
  window.addEventListener('focus', wake);
  return () => {
    document.removeEventListener('visibilitychange', visible);
    window.removeEventListener('online', wake);
    window.removeEventListener('pageshow', wake);
    window.removeEventListener('focus', wake);
  };
}
