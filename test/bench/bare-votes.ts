/**
 * The floor of `bench votes`: a WebSocket server over the same TLS that does nothing but hand the same records to
 * the same journal on its worker, and answers each when it is on disk. No right, no ballot, no page.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { WebSocketServer } from 'ws';
import { openSqliteJournal } from '../../daemon/journal/sqlite.ts';

const [path = '', keyFile = '', certFile = '', delay = '0'] = process.argv.slice(2);
const journal = await openSqliteJournal({
  path,
  onRecords: () => undefined,
  onFailed: (error) => {
    throw error;
  },
  syncDelayMs: Number(delay),
});
const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) });
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
let seq = 0;
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { ballot, cast, choice } = JSON.parse(data.toString('utf8')) as Record<string, string>;
    const number = ++seq;
    void journal
      .append([
        {
          seq: number,
          wallMs: Date.now(),
          monoMs: Math.round(performance.now()),
          actor: 'seat',
          type: 'ballot/cast',
          version: 1,
          data: { ballot, tag: number, channel: 'page', cast },
          personal: { choice },
        },
      ])
      .then(() =>
        socket.send(
          JSON.stringify({ type: 'receipt', receipt: { ballot, cast, choice, number, at: Date.now() } }),
        ),
      );
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
