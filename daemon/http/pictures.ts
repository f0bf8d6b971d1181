/** Program and preview as pictures for the operator: one capture for all, and only while somebody looks. */
import type {} from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { PictureSource } from '../../drivers/driver.ts';
import { pictureKinds } from '../../protocols/api/timing.ts';

export interface PicturesOptions {
  /** Makes the source; `onPicture` gets every JPEG of 640×360. */
  createSource(onPicture: (kind: 'program' | 'preview', jpeg: Uint8Array) => void): PictureSource;
  previewScene(): string | null;
}

export interface Pictures {
  /** The preview scene may be another one now. */
  changed(): void;
  stop(): void;
}

/** A page that has this much unread is skipped: a late picture is worth less than none. */
const maxUnsentBytes = 200_000;
const maxWatchers = 20;

export function registerPictures(app: FastifyInstance, options: PicturesOptions): Pictures {
  const watchers = new Set<WebSocket>();
  let preview: string | null = null;
  const source = options.createSource((kind, jpeg) => {
    const message = Buffer.concat([Buffer.from([pictureKinds.indexOf(kind)]), jpeg]);
    for (const watcher of watchers)
      if (watcher.readyState === watcher.OPEN && watcher.bufferedAmount < maxUnsentBytes)
        watcher.send(message);
  });

  app.get('/api/pictures', { websocket: true, schema: { hide: true } }, (socket, request) => {
    if (request.role !== 'operator' || watchers.size >= maxWatchers) {
      socket.close(1008);
      return;
    }
    socket.on('message', () => {
      // The only thing a page can say is that it looks.
      if (watchers.size === 0) {
        preview = options.previewScene();
        source.watch(preview);
      }
      watchers.add(socket);
    });
    socket.on('close', () => {
      if (watchers.delete(socket) && watchers.size === 0) source.stop();
    });
    socket.on('error', () => socket.terminate());
  });

  return {
    changed() {
      const next = options.previewScene();
      if (watchers.size === 0 || next === preview) return;
      preview = next;
      source.watch(next);
    },
    stop() {
      for (const watcher of watchers) watcher.close(1001);
      watchers.clear();
      source.stop();
    },
  };
}
