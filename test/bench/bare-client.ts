/**
 * The floor of the cut: a process that does nothing but change the scene when bytes come in, by a bare
 * WebSocket client. Arguments: port of the bytes, port of OBS, password or nothing, then two scenes.
 */
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import WebSocket from 'ws';

const [bytesPort, obsPort, password = '', ...scenes] = process.argv.slice(2);
const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

const socket = new WebSocket(`ws://127.0.0.1:${obsPort}`, 'obswebsocket.json');
let turn = 0;
socket.on('message', (data: Buffer) => {
  const { op, d } = JSON.parse(data.toString()) as {
    op: number;
    d: { authentication?: Record<string, string> };
  };
  if (op === 0) {
    const { salt = '', challenge = '' } = d.authentication ?? {};
    const authentication = digest(digest(password + salt) + challenge);
    socket.send(
      JSON.stringify({
        op: 1,
        d: { rpcVersion: 1, eventSubscriptions: 0, ...(d.authentication ? { authentication } : {}) },
      }),
    );
  }
  if (op === 2) listen();
  // An answer: the next bytes may come.
  if (op === 7) process.send?.({ answered: true });
});

function listen(): void {
  const bytes = connect({ host: '127.0.0.1', port: Number(bytesPort), noDelay: true });
  bytes.on('connect', () => process.send?.({ ready: true }));
  bytes.on('data', () => {
    const sceneName = scenes[turn++ % 2];
    const d = { requestType: 'SetCurrentProgramScene', requestId: String(turn), requestData: { sceneName } };
    socket.send(JSON.stringify({ op: 6, d }));
  });
}
process.on('disconnect', () => process.exit(0));
