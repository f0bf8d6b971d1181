/** Program, preview and single cameras as pictures for the operator's pages, over one WebSocket each. */
import type {} from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { pictureKinds } from '../../protocols/api/timing.ts';
import type { PictureName, Pictures } from '../pictures/pictures.ts';

/** A page that has this much unread is skipped: a late picture is worth less than none. */
const maxUnsentBytes = 200_000;
const maxWatchers = 20;

const message = z.strictObject({
  type: z.literal('watch'),
  /** Device ids; more than a page has room for nobody looks at. */
  cameras: z.array(z.string().max(64)).max(4).default([]),
});

export interface PicturesFeed {
  /** Ends all connections. */
  stop(): void;
}

export function registerPictures(app: FastifyInstance, pictures: Pictures): PicturesFeed {
  const watchers = new Map<WebSocket, () => void>();

  app.get('/api/pictures', { websocket: true, schema: { hide: true } }, (socket, request) => {
    if (request.role !== 'operator' || watchers.size >= maxWatchers) {
      socket.close(1008);
      return;
    }
    socket.on('message', (data: Buffer) => {
      const wanted = parseMessage(data.toString('utf8'));
      if (!wanted) return socket.close(1007);
      watchers.get(socket)?.();
      watchers.set(
        socket,
        pictures.look({ onAir: true, cameras: wanted.cameras }, (name, jpeg) => {
          if (socket.readyState === socket.OPEN && socket.bufferedAmount < maxUnsentBytes)
            socket.send(encodePicture(name, jpeg));
        }),
      );
    });
    socket.on('close', () => {
      watchers.get(socket)?.();
      watchers.delete(socket);
    });
    socket.on('error', () => socket.terminate());
  });

  return {
    stop() {
      for (const [watcher, lookAway] of watchers) {
        lookAway();
        watcher.close(1001);
      }
      watchers.clear();
    },
  };
}

function parseMessage(text: string): z.infer<typeof message> | null {
  try {
    const parsed = message.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** As protocols/api/timing.ts says. */
function encodePicture(name: PictureName, jpeg: Uint8Array): Buffer {
  if (typeof name === 'string') return Buffer.concat([Buffer.from([pictureKinds.indexOf(name)]), jpeg]);
  const camera = Buffer.from(name.camera);
  return Buffer.concat([Buffer.from([pictureKinds.indexOf('camera'), camera.length]), camera, jpeg]);
}
