/**
 * The simulated Media Source: reads an MJPEG stream over HTTP (multipart/x-mixed-replace, as cameras and
 * ffmpeg's mpjpeg serve it) while somebody wants its picture, and keeps the last whole frame.
 */
import { get, type ClientRequest } from 'node:http';
import type { Cancel, Clock } from '../../protocols/clock.ts';

export interface MediaReader {
  /** The newest frame as JPEG; waits for the first one, at most `firstFrameMs`. null: there is none. */
  frame(): Promise<Uint8Array | null>;
  close(): void;
}

/** A frame larger than this is no frame. Bytes. */
const maxFrameBytes = 4 * 1024 * 1024;
const firstFrameMs = 1000;
/** Nobody looked for so long: the stream is left alone. */
const unwantedMs = 3000;
const reconnectMs = 1000;
/** A frame older than this is not shown any more: the camera is gone. */
const staleMs = 3000;

const startOfImage = Uint8Array.of(0xff, 0xd8);
const endOfImage = Uint8Array.of(0xff, 0xd9);

export function createMediaReader(url: string, clock: Clock): MediaReader {
  let request: ClientRequest | null = null;
  let latest: { readonly jpeg: Uint8Array; readonly at: number } | null = null;
  let pending: Buffer = Buffer.alloc(0);
  let cancelUnwanted: Cancel | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;
  const waiting = new Set<(jpeg: Uint8Array | null) => void>();

  function take(chunk: Buffer): void {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const start = pending.indexOf(startOfImage);
      const end = start < 0 ? -1 : pending.indexOf(endOfImage, start + 2);
      if (start < 0 || end < 0) break;
      latest = { jpeg: pending.subarray(start, end + 2), at: clock.now() };
      for (const resolve of waiting) resolve(latest.jpeg);
      waiting.clear();
      pending = pending.subarray(end + 2);
    }
    if (pending.length > maxFrameBytes) pending = Buffer.alloc(0);
  }

  function disconnect(): void {
    request?.destroy();
    request = null;
    pending = Buffer.alloc(0);
  }

  function connect(): void {
    if (request || clock.now() - failedAt < reconnectMs) return;
    const failed = (): void => {
      failedAt = clock.now();
      disconnect();
    };
    try {
      request = get(url, (response) => {
        response.on('data', take);
        response.on('close', failed);
        response.on('error', failed);
      });
      request.on('error', failed);
    } catch {
      // Not an address at all: as silent as a camera that is off.
      failedAt = clock.now();
    }
  }

  const fresh = (): Uint8Array | null => (latest && clock.now() - latest.at < staleMs ? latest.jpeg : null);

  return {
    frame() {
      cancelUnwanted?.();
      cancelUnwanted = clock.after(unwantedMs, () => {
        disconnect();
        latest = null;
      });
      connect();
      const jpeg = fresh();
      if (jpeg || !request) return Promise.resolve(jpeg);
      return new Promise((resolve) => {
        const cancel = clock.after(firstFrameMs, () => settle(null));
        const settle = (result: Uint8Array | null): void => {
          cancel();
          waiting.delete(settle);
          resolve(result);
        };
        waiting.add(settle);
      });
    },
    close() {
      cancelUnwanted?.();
      disconnect();
      for (const resolve of waiting) resolve(null);
    },
  };
}
