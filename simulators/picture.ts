/**
 * Pictures over HTTP as network cameras serve them: MJPEG (multipart/x-mixed-replace) at `/`, one JPEG at
 * `/frame.jpg`. A frame is made only while somebody watches, and once for all of them. Who reads slowly
 * misses frames instead of getting old ones. Paced by real time, whatever clock the world has: the sockets
 * and those who look are real.
 */
import { createServer, type ServerResponse } from 'node:http';
import { clearTimeout, setTimeout } from 'node:timers';
import { listen } from './listen.ts';

export interface PictureOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly framesPerSecond: number;
  frame(): Promise<Uint8Array> | Uint8Array;
}

export interface PictureServer {
  readonly port: number;
  close(): Promise<void>;
}

const boundary = 'frame';
const maxWatchers = 16;
const maxRequests = 64;

export async function servePicture(options: PictureOptions): Promise<PictureServer> {
  const watchers = new Set<ServerResponse>();
  const periodMs = 1000 / options.framesPerSecond;
  let timer: NodeJS.Timeout | null = null;
  let due = 0;
  let closed = false;

  function write(watcher: ServerResponse, jpeg: Uint8Array): void {
    // Still busy with the frame before: this one is skipped.
    if (watcher.writableLength > 0 || watcher.destroyed) return;
    const head = `--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
    watcher.cork();
    watcher.write(head);
    watcher.write(jpeg);
    watcher.write('\r\n');
    watcher.uncork();
  }

  async function tick(): Promise<void> {
    timer = null;
    if (closed || watchers.size === 0) return;
    try {
      const jpeg = await options.frame();
      for (const watcher of watchers) write(watcher, jpeg);
    } catch {
      // No picture this time; the next tick tries again.
    }
    schedule();
  }

  function schedule(): void {
    if (closed || timer || watchers.size === 0) return;
    const now = performance.now();
    due = Math.max(now, due + periodMs);
    timer = setTimeout(() => void tick(), due - now);
  }

  async function oneFrame(response: ServerResponse): Promise<void> {
    try {
      const jpeg = await options.frame();
      response.writeHead(200, {
        'content-type': 'image/jpeg',
        'content-length': jpeg.length,
        'cache-control': 'no-store',
      });
      response.end(jpeg);
    } catch {
      response.writeHead(503).end();
    }
  }

  const server = createServer((request, response) => {
    request.resume();
    response.on('error', () => response.destroy());
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET') {
      response.writeHead(405).end();
    } else if (path === '/frame.jpg') {
      void oneFrame(response);
    } else if (path !== '/') {
      response.writeHead(404).end();
    } else if (watchers.size >= maxWatchers) {
      response.writeHead(503).end();
    } else {
      response.writeHead(200, {
        'content-type': `multipart/x-mixed-replace; boundary=${boundary}`,
        'cache-control': 'no-store',
        connection: 'close',
      });
      response.socket?.setNoDelay(true);
      watchers.add(response);
      response.on('close', () => watchers.delete(response));
      schedule();
    }
  });
  server.maxConnections = maxRequests;
  const port = await listen(server, options.host, options.port);
  return {
    port,
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
