/**
 * Topics of an MQTT broker, and the only owner of the packages mqtt and aedes. Either a client of the hall's
 * broker, or, where a hall has none, a broker of our own that the hall's buttons connect to. Reconnecting and
 * deadlines are the shell's: the library's own reconnecting and its queue while offline are off, because a
 * command from before would be carried out when the broker comes back.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { connect as connectMqtt, type MqttClient } from 'mqtt';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';
import { connectTls, type TlsOptions } from './tls.ts';
import type { LinkSink, Refusal, Transport } from './transport.ts';

const connectTimeoutMs = 3000;
const keepAliveSeconds = 10;
/** Reason codes of CONNACK: bad user name or password, not authorised. */
const refusalCodes = new Set([4, 5, 134, 135]);

export interface MqttOptions {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: TlsOptions;
  readonly filters: readonly string[];
}

export function createMqttTransport(options: MqttOptions): Transport<TopicMessage, TopicMessage> {
  return {
    connect(sink) {
      let over = false;
      let client: MqttClient | null = null;
      let wasUp = false;
      const secured = options.tls
        ? connectTls(options, options.tls, ({ verdict, shown }) => {
            if (verdict === 'trusted') open();
            else end('the certificate is not trusted', 'unknown-certificate', shown);
          })
        : null;
      secured?.on('error', (error) => end(error.message));
      secured?.setTimeout(connectTimeoutMs, () => {
        if (!client) end('no connection in time');
      });

      function end(reason: string, refusal?: Refusal, detail?: string): void {
        if (over) return;
        over = true;
        client?.end(true);
        secured?.destroy();
        sink.down(reason, refusal, detail);
      }

      function open(): void {
        if (over) return;
        const { host, port, username, password } = options;
        const opened = connectMqtt({
          host,
          port,
          protocol: 'mqtt',
          ...(secured ? { stream: secured } : {}),
          ...(username === undefined ? {} : { username }),
          ...(password === undefined ? {} : { password }),
          clean: true,
          keepalive: keepAliveSeconds,
          connectTimeout: connectTimeoutMs,
          reconnectPeriod: 0,
          queueQoSZero: false,
        });
        client = opened;
        opened.on('connect', () => {
          opened.subscribe([...options.filters], { qos: 1 }, (error) => {
            if (error) end(error.message);
            else if (!over) {
              wasUp = true;
              sink.up();
            }
          });
        });
        opened.on('message', (topic, payload, { retain }) => {
          if (!over) sink.received({ topic, payload: payload.toString('utf8'), retain });
        });
        opened.on('error', (error) => {
          const code = 'code' in error ? error.code : 0;
          // Bytes that are no MQTT: something else answers at this port.
          const isForeign =
            !wasUp && /^(Malformed|Invalid|Unknown|Header|Not supported)/i.test(error.message);
          end(
            error.message,
            refusalCodes.has(code) ? 'wrong-password' : isForeign ? 'wrong-device' : undefined,
          );
        });
        opened.on('close', () => end('closed by the broker'));
      }

      if (!options.tls) setImmediate(open);
      return {
        send({ topic, payload, retain }) {
          // Never kept for later: what cannot go out now is not meant any more.
          if (!over && client?.connected) client.publish(topic, payload, { qos: 1, retain });
        },
        close: () => end('closed'),
      };
    },
  };
}

export interface BrokerOptions {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly filters: readonly string[];
  /** Below which a client may publish and listen, and nowhere else. */
  readonly prefix: string;
}

const maxClients = 256;

/** A broker of our own. "Up" when it listens: whether a button is connected, its `status` says. */
export function createBrokerTransport(options: BrokerOptions): Transport<TopicMessage, TopicMessage> {
  return {
    connect(sink) {
      let over = false;
      let broker: Aedes | null = null;
      const sockets = new Set<Socket>();
      const server: Server = createServer((socket) => {
        if (!broker || sockets.size >= maxClients) {
          socket.destroy();
          return;
        }
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => socket.destroy());
        broker.handle(socket);
      });
      const end = (reason: string): void => {
        if (over) return;
        over = true;
        for (const socket of sockets) socket.destroy();
        server.close();
        broker?.close();
        sink.down(reason);
      };
      server.on('error', (error) => end(error.message));
      const isBelow = (topic: string): boolean => topic.startsWith(`${options.prefix}/`);
      Aedes.createBroker({
        authenticate: (_client, username, password, done) =>
          done(null, username === options.username && password?.toString('utf8') === options.password),
        authorizePublish: (_client, { topic }, done) =>
          done(isBelow(topic) ? null : new Error('outside the hall')),
        authorizeSubscribe: (_client, subscription, done) =>
          done(null, isBelow(subscription.topic) ? subscription : null),
      }).then(
        (made) => {
          if (over) {
            made.close();
            return;
          }
          broker = made;
          hear(
            made,
            options.filters,
            sink,
            () => over,
            () => {
              if (!over) server.listen(options.port, options.host, () => (over ? undefined : sink.up()));
            },
          );
        },
        (error: unknown) => end(error instanceof Error ? error.message : 'no broker'),
      );
      return {
        send({ topic, payload, retain }) {
          broker?.publish({ cmd: 'publish', topic, payload, qos: 1, retain, dup: false }, () => undefined);
        },
        close: () => end('closed'),
      };
    },
  };
}

/** What passes through our own broker, as a client of it would hear it. */
function hear(
  broker: Aedes,
  topics: readonly string[],
  sink: LinkSink<TopicMessage>,
  isOver: () => boolean,
  ready: () => void,
): void {
  let missing = topics.length;
  for (const topic of topics)
    broker.subscribe(
      topic,
      (packet, done) => {
        if (!isOver())
          sink.received({
            topic: packet.topic,
            payload: packet.payload.toString('utf8'),
            retain: packet.retain,
          });
        done();
      },
      () => {
        missing--;
        if (missing === 0) ready();
      },
    );
}
