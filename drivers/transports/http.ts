/**
 * HTTP as exchanges: each request ends in exactly one answer or failure. The link is up once a connection
 * stands (and, with TLS, its certificate is trusted), and down when a later one is refused: a device that
 * went away is noticed at the next request. Connections are kept alive between requests.
 */
import { Agent, request as httpRequest, type ClientRequest, type RequestOptions } from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import { createConnection, type Socket } from 'node:net';
import type { HttpExchange, HttpRequest } from '../session.ts';
import { connectTls, isNotTls, type TlsOptions } from './tls.ts';
import type { Refusal, Transport } from './transport.ts';

const maxBodyBytes = 4_000_000;
const maxConnections = 8;
const connectTimeoutMs = 3000;
/** Nobody is at this address, or nobody who may be spoken to: not a fault of the one exchange. */
const goneCodes = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENOTFOUND']);

class UnknownCertificate extends Error {
  readonly shown: string;
  constructor(shown: string) {
    super('the certificate is not trusted');
    this.shown = shown;
  }
}

export interface HttpTransportOptions {
  readonly host: string;
  readonly port: number;
  /** Present: HTTPS. */
  readonly tls?: TlsOptions;
}

export function createHttpTransport(options: HttpTransportOptions): Transport<HttpRequest, HttpExchange> {
  const address = { host: options.host, port: options.port };
  return {
    connect(sink) {
      let over = false;
      const agent = agentFor(options);
      const running = new Set<ClientRequest>();

      function end(reason: string, refusal?: Refusal, detail?: string): void {
        if (over) return;
        over = true;
        probe.destroy();
        for (const request of running) request.destroy();
        agent.destroy();
        sink.down(reason, refusal, detail);
      }

      function failed(error: Error): void {
        if (error instanceof UnknownCertificate) end(error.message, 'unknown-certificate', error.shown);
        else if (goneCodes.has((error as NodeJS.ErrnoException).code ?? '')) end(error.message);
      }

      function exchange(sent: HttpRequest): void {
        let timedOut = false;
        let settled = false;
        const settle = (result: HttpExchange['result']): void => {
          if (settled) return;
          settled = true;
          running.delete(request);
          clearTimeout(timer);
          if (over) return;
          if (result.ok) sink.received({ id: sent.id, result });
          else sink.unanswered({ id: sent.id, result });
        };
        const broken = (error: Error): void => {
          if (!timedOut) failed(error);
          settle({ ok: false, reason: timedOut ? 'timeout' : 'broken' });
        };
        const request = (options.tls ? httpsRequest : httpRequest)(
          {
            ...address,
            agent,
            // The agent's own: without it a request over TLS is refused.
            protocol: options.tls ? 'https:' : 'http:',
            method: sent.method,
            path: sent.path,
            headers: { ...sent.headers },
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
            response.on('error', broken);
          },
        );
        // From sending to the last byte: a device that drips one byte a second is late as well.
        const timer = setTimeout(() => {
          timedOut = true;
          request.destroy(new Error('no answer in time'));
        }, sent.timeoutMs);
        running.add(request);
        request.on('error', broken);
        request.end(sent.body);
      }

      const probe = connectProbe(options, () => {
        probe.destroy();
        if (!over) sink.up();
      });
      probe.setTimeout(connectTimeoutMs, () => end('no connection in time'));
      probe.on('error', (error) => {
        failed(error);
        if (isNotTls(error)) end('no TLS at this address', 'wrong-device');
        end(error.message);
      });

      return {
        send(sent) {
          if (!over) exchange(sent);
        },
        close: () => end('closed'),
      };
    },
  };
}

function connectProbe(options: HttpTransportOptions, reached: () => void): Socket {
  const address = { host: options.host, port: options.port };
  if (!options.tls) return createConnection(address, reached);
  return connectTls(address, options.tls, ({ socket, verdict, shown }) => {
    if (verdict === 'trusted') reached();
    else socket.destroy(new UnknownCertificate(shown));
  });
}

function agentFor(options: HttpTransportOptions): Agent {
  const common = { keepAlive: true, maxSockets: maxConnections, scheduling: 'lifo' } as const;
  const { tls } = options;
  if (!tls) return new Agent(common);
  // Every connection is judged, not only the first: who answers may change between two of them.
  class PinningAgent extends TlsAgent {
    override createConnection(
      where: RequestOptions,
      ready?: (error: Error | null, socket: Socket) => void,
    ): Socket {
      const socket = connectTls(
        { host: String(where.host), port: Number(where.port) },
        tls ?? {},
        ({ socket: secured, verdict, shown }) => {
          if (verdict === 'trusted') ready?.(null, secured);
          else secured.destroy(new UnknownCertificate(shown));
        },
      );
      socket.once('error', (error) => ready?.(error, socket));
      // Handed over by the callback once it is trusted; until then the request has no socket to write to.
      return undefined as never;
    }
  }
  return new PinningAgent(common);
}
