/**
 * HTTP as exchanges: each request ends in exactly one answer or failure, also when the link is closed.
 * "Up" at once: only an exchange tells whether somebody is there. Connections are kept alive between requests.
 */
import { Agent, request as httpRequest, type ClientRequest } from 'node:http';
import type { HttpExchange, HttpRequest } from '../session.ts';
import type { Transport } from './transport.ts';

const maxBodyBytes = 1_000_000;
const maxConnections = 4;

export function createHttpTransport(options: {
  readonly host: string;
  readonly port: number;
}): Transport<HttpRequest, HttpExchange> {
  return {
    connect(sink) {
      let over = false;
      const agent = new Agent({ keepAlive: true, maxSockets: maxConnections });
      const running = new Set<ClientRequest>();

      function exchange(sent: HttpRequest): void {
        let settled = false;
        const settle = (result: HttpExchange['result']): void => {
          if (settled) return;
          settled = true;
          running.delete(request);
          if (!over) sink.received({ id: sent.id, result });
        };
        const request = httpRequest(
          {
            agent,
            host: options.host,
            port: options.port,
            method: sent.method,
            path: sent.path,
            headers: { ...sent.headers },
            timeout: sent.timeoutMs,
          },
          (response) => {
            const parts: Buffer[] = [];
            let length = 0;
            response.on('data', (part: Buffer) => {
              length += part.length;
              if (length > maxBodyBytes) request.destroy(new Error('the answer is too long'));
              else parts.push(part);
            });
            response.on('end', () =>
              settle({
                ok: true,
                status: response.statusCode ?? 0,
                body: Buffer.concat(parts).toString('utf8'),
              }),
            );
            response.on('error', (error) => settle({ ok: false, reason: error.message }));
          },
        );
        running.add(request);
        request.on('timeout', () => request.destroy(new Error('no answer in time')));
        request.on('error', (error) => settle({ ok: false, reason: error.message }));
        request.end(sent.body);
      }

      setImmediate(() => {
        if (!over) sink.up();
      });
      return {
        send(sent) {
          if (!over) exchange(sent);
        },
        close() {
          if (over) return;
          over = true;
          for (const request of running) request.destroy();
          agent.destroy();
          sink.down('closed');
        },
      };
    },
  };
}
