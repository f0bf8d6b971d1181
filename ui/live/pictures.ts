/**
 * The moving pictures of the operator's page: one WebSocket on `/api/pictures` shared by all who look, open
 * only while somebody does. The page names the cameras it looks at, program and preview always come
 * (protocols/api/timing.ts). Leaves the painting to components/picture.tsx.
 */
import { pictureKinds } from '../../protocols/api/timing.ts';
import type { LiveClock } from './store.ts';

/** A picture older than this is no picture, ms. */
export const pictureStaleMs = 1500;
const retryMs = 1000;
const maxPictureBytes = 2_000_000;

/** Which picture: what is on air, what comes next, or one camera. */
export type PictureName =
  { readonly kind: 'program' | 'preview' } | { readonly kind: 'camera'; readonly camera: string };

type Jpeg = Uint8Array<ArrayBuffer>;

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
  watch(name: PictureName, onPicture: (jpeg: Jpeg) => void): () => void;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeText(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Splits a message; null when it is not a picture. */
export function parsePicture(data: unknown): { readonly name: PictureName; readonly jpeg: Jpeg } | null {
  if (!(data instanceof ArrayBuffer) || data.byteLength < 4 || data.byteLength > maxPictureBytes) return null;
  const bytes = new Uint8Array(data);
  const kind = pictureKinds[bytes[0] ?? -1];
  if (kind === undefined) return null;
  const idEnd = kind === 'camera' ? 2 + (bytes[1] ?? 0) : 1;
  const jpeg = bytes.subarray(idEnd);
  // SOI marker of a JPEG (ITU-T T.81, B.1.1.3)
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return null;
  if (kind !== 'camera') return { name: { kind }, jpeg };
  const camera = decodeText(bytes.subarray(2, idEnd));
  return camera === null || camera === '' ? null : { name: { kind, camera }, jpeg };
}

const keyOf = (name: PictureName): string => (name.kind === 'camera' ? `camera ${name.camera}` : name.kind);

/** Connects on the first `watch`, reconnects every second while somebody looks. */
export function createPictureStream(
  clock: LiveClock,
  openSocket: (handlers: PictureSocketHandlers) => PictureSocket,
): PictureStream {
  const watchers = new Set<{
    readonly name: PictureName;
    readonly key: string;
    onPicture: (jpeg: Jpeg) => void;
  }>();
  let socket: PictureSocket | null = null;
  let isOpen = false;
  let generation = 0;
  let asked = '';
  let cancelRetry: (() => void) | null = null;

  /** Says which cameras are looked at, where the daemon does not know it yet. */
  function ask(): void {
    const cameras = [
      ...new Set([...watchers].flatMap(({ name }) => (name.kind === 'camera' ? [name.camera] : []))),
    ].sort();
    const message = JSON.stringify({ type: 'watch', ...(cameras.length === 0 ? {} : { cameras }) });
    if (!isOpen || message === asked) return;
    asked = message;
    socket?.send(message);
  }

  function connect(): void {
    cancelRetry?.();
    cancelRetry = null;
    const mine = ++generation;
    isOpen = false;
    asked = '';
    socket = openSocket({
      onOpen: () => {
        if (mine !== generation) return;
        isOpen = true;
        ask();
      },
      onMessage: (data) => {
        if (mine !== generation) return;
        const picture = parsePicture(data);
        if (picture === null) return;
        const key = keyOf(picture.name);
        for (const watcher of watchers) if (watcher.key === key) watcher.onPicture(picture.jpeg);
      },
      onClose: () => {
        if (mine !== generation) return;
        socket = null;
        isOpen = false;
        if (watchers.size > 0) cancelRetry = clock.after(retryMs, connect);
      },
    });
  }

  return {
    watch(name, onPicture) {
      const watcher = { name, key: keyOf(name), onPicture };
      watchers.add(watcher);
      if (socket === null && cancelRetry === null) connect();
      else ask();
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) {
          ask();
          return;
        }
        generation++;
        cancelRetry?.();
        cancelRetry = null;
        socket?.close();
        socket = null;
        isOpen = false;
      };
    },
  };
}
