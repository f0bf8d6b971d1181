/**
 * The moving pictures of the operator's page: one WebSocket on `/api/pictures` shared by all who look, open
 * only while somebody does. Each binary message is one byte (its index in `pictureKinds`) and a JPEG.
 * Leaves the painting to components/picture.tsx.
 */
import { pictureKinds, type PictureKind } from '../../protocols/api/timing.ts';
import type { LiveClock } from './store.ts';

/** A picture older than this is no picture, ms. */
export const pictureStaleMs = 1500;
const retryMs = 1000;
const maxPictureBytes = 2_000_000;

export interface PictureSocket {
  send(text: string): void;
  close(): void;
}

export interface PictureSocketHandlers {
  onOpen(): void;
  onMessage(data: unknown): void;
  onClose(): void;
}

export interface PictureStream {
  /** Looks at one picture; the returned function looks away. The last one closes the connection. */
  watch(kind: PictureKind, onPicture: (jpeg: Uint8Array<ArrayBuffer>) => void): () => void;
}

/** Splits a message; null when it is not a picture. */
export function parsePicture(
  data: unknown,
): { readonly kind: PictureKind; readonly jpeg: Uint8Array<ArrayBuffer> } | null {
  if (!(data instanceof ArrayBuffer) || data.byteLength < 4 || data.byteLength > maxPictureBytes) return null;
  const bytes = new Uint8Array(data);
  const kind = pictureKinds[bytes[0] ?? -1];
  // SOI marker of a JPEG (ITU-T T.81, B.1.1.3)
  if (kind === undefined || bytes[1] !== 0xff || bytes[2] !== 0xd8) return null;
  return { kind, jpeg: bytes.subarray(1) };
}

/** Connects on the first `watch`, reconnects every second while somebody looks. */
export function createPictureStream(
  clock: LiveClock,
  openSocket: (handlers: PictureSocketHandlers) => PictureSocket,
): PictureStream {
  const watchers = new Set<{ kind: PictureKind; onPicture: (jpeg: Uint8Array<ArrayBuffer>) => void }>();
  let socket: PictureSocket | null = null;
  let generation = 0;
  let cancelRetry: (() => void) | null = null;

  function connect(): void {
    cancelRetry?.();
    cancelRetry = null;
    const mine = ++generation;
    socket = openSocket({
      onOpen: () => {
        if (mine === generation) socket?.send(JSON.stringify({ type: 'watch' }));
      },
      onMessage: (data) => {
        if (mine !== generation) return;
        const picture = parsePicture(data);
        if (picture === null) return;
        for (const watcher of watchers) if (watcher.kind === picture.kind) watcher.onPicture(picture.jpeg);
      },
      onClose: () => {
        if (mine !== generation) return;
        socket = null;
        if (watchers.size > 0) cancelRetry = clock.after(retryMs, connect);
      },
    });
  }

  return {
    watch(kind, onPicture) {
      const watcher = { kind, onPicture };
      watchers.add(watcher);
      if (socket === null && cancelRetry === null) connect();
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        generation++;
        cancelRetry?.();
        cancelRetry = null;
        socket?.close();
        socket = null;
      };
    },
  };
}
