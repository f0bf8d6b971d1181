/**
 * The OBS simulator on a WebSocket. Faults: `freeze {on?}` (answers nothing, sockets stay), `not-ready
 * {on?}` (207), `lost-answer {count?}`, `restart` (closes with 1006, back after 0.5 s, stream off), `kick`
 * (4011), `slow {ms}`, `ignore {request, on?}` (says "ok", does nothing), `password {password|null}`,
 * `dead-server {on?}` (streams end at once), `silent-server {on?}` (they never begin), `line {kilobitsPerSecond?,
 * droppedShare?, congestion?, isReconnecting?}`, `disk {freeMb}`, `levels {input, decibels|null}`, `still {on?}`
 * (the picture stands), `without {output, on?}` (no virtualCamera or replayBuffer), `version {version}` (of
 * obs-websocket), `garbage`, and somebody at the OBS itself: `foreign-scene {scene}`, `foreign-mute {input,
 * muted}`, `foreign-input {name, kind?}`, `foreign-transition {name}`, `foreign-stream {on?}`, `foreign-output
 * {name, on?}`, `foreign-text {input, text}`, `foreign-collection {on?}`, `foreign-request {request, data?}`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import {
  closeCode,
  flagOf,
  isObject,
  jsonSubprotocol,
  maxMessageLength,
  numberOf,
  type JsonObject,
} from '../../protocols/obs-websocket/messages.ts';
import { listen } from '../listen.ts';
import { servePicture } from '../picture.ts';
import type { FaultAnswer, Serve } from '../simulator.ts';
import { createConnection, type Connection } from './connection.ts';
import { createObsModel } from './model.ts';
import type { Line } from './outputs.ts';
import { createPictures, type Pictures } from './picture.ts';

const restartMs = 500;
/** Power cycle of the PC that runs OBS, shortened. */
const bootMs = 3000;
const programFramesPerSecond = 10;
const maxHeldUpgrades = 64;

export const serve: Serve = async ({ clock, host, port, picturePort }) => {
  const connections = new Set<Connection>();
  const held: [IncomingMessage, Duplex, Buffer][] = [];
  let frozen = false;
  let password: string | null = null;
  let closed = false;

  let pictures: Pictures | null = null;
  const model = createObsModel({
    clock,
    emit(eventType, intent, data) {
      for (const connection of connections) connection.event(eventType, intent, data);
    },
    screenshot: async (source, width, height) =>
      pictures ? Buffer.from(await pictures.of(source, width, height)).toString('base64') : '',
  });
  pictures = createPictures(model.studio, clock);
  const drawn = pictures;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageLength,
    handleProtocols: (offered) => (offered.has(jsonSubprotocol) ? jsonSubprotocol : false),
  });
  const server = createServer((_request, response) => {
    response.writeHead(426).end();
  });
  server.on('upgrade', (request, socket, head) => {
    if (!frozen) accept(request, socket, head);
    else if (held.length < maxHeldUpgrades) held.push([request, socket, head]);
    else socket.destroy();
  });

  function accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = createConnection(webSocket, model, password);
      connections.add(connection);
      webSocket.on('close', () => connections.delete(connection));
    });
  }

  function freeze(value: boolean): void {
    frozen = value;
    for (const connection of connections) connection.freeze(value);
    if (!value) for (const [request, socket, head] of held.splice(0)) accept(request, socket, head);
  }

  /** The process is gone: the sockets break without a word, the port is free. */
  function vanish(): void {
    for (const connection of connections) connection.terminate();
    connections.clear();
    for (const [, socket] of held.splice(0)) socket.destroy();
    frozen = false;
    server.close();
  }

  function comeBack(afterMs: number): void {
    clock.after(afterMs, () => {
      if (closed || server.listening) return;
      model.restarted();
      server.listen(devicePort, host);
    });
  }

  const devicePort = await listen(server, host, port);
  // Coming back on a port that somebody took meanwhile is not survived silently.
  server.on('error', (error) => {
    throw error;
  });
  const picture =
    picturePort === undefined
      ? null
      : await servePicture({
          host,
          port: picturePort,
          framesPerSecond: programFramesPerSecond,
          frame: () => drawn.program(model.onAir()),
        });

  const byHand = (requestType: string, requestData: JsonObject = {}): void => {
    model.byHand({ requestType, requestData });
  };
  const faults: Readonly<Record<string, (parameters: JsonObject) => void>> = {
    freeze: ({ on }) => freeze(on !== false),
    'not-ready': ({ on }) => {
      model.faults.notReady = on !== false;
    },
    'lost-answer': ({ count }) => {
      model.faults.lostAnswers += typeof count === 'number' ? count : 1;
    },
    restart: () => {
      vanish();
      comeBack(restartMs);
    },
    kick: () => {
      for (const connection of connections)
        connection.close(closeCode.sessionInvalidated, 'Your session has been invalidated.');
    },
    slow: ({ ms }) => {
      model.faults.slowMs = typeof ms === 'number' ? Math.max(0, ms) : 0;
    },
    ignore: ({ request, on }) => {
      if (on === false) model.faults.ignored.delete(String(request));
      else model.faults.ignored.add(String(request));
    },
    password: (parameters) => {
      password = typeof parameters['password'] === 'string' ? parameters['password'] : null;
    },
    'dead-server': ({ on }) => model.outputs.setServer(on === false ? 'alive' : 'dead'),
    'silent-server': ({ on }) => model.outputs.setServer(on === false ? 'alive' : 'silent'),
    line: (parameters) => model.outputs.setLine(lineOf(parameters)),
    disk: ({ freeMb }) => {
      if (typeof freeMb === 'number') model.studio.freeDiskMb = freeMb;
    },
    levels: ({ input, decibels }) => {
      model.studio.levels.set(String(input), typeof decibels === 'number' ? decibels : null);
    },
    still: ({ on }) => {
      model.faults.still = on !== false;
      drawn.freeze(on !== false);
    },
    without: ({ output, on }) => {
      if (output === 'virtualCamera') model.studio.hasVirtualCamera = on === false;
      if (output === 'replayBuffer') model.studio.hasReplayBuffer = on === false;
    },
    version: ({ version }) => {
      model.studio.version = String(version);
    },
    garbage: () => {
      for (const connection of connections) connection.sendText('{"op":5,"d":');
    },
    'foreign-scene': ({ scene }) => byHand('SetCurrentProgramScene', { sceneName: scene }),
    'foreign-mute': ({ input, muted }) => byHand('SetInputMute', { inputName: input, inputMuted: muted }),
    'foreign-input': ({ name, kind }) =>
      byHand('CreateInput', {
        sceneName: model.studio.program,
        inputName: name,
        inputKind: kind ?? 'ffmpeg_source',
      }),
    'foreign-transition': ({ name }) => byHand('SetCurrentSceneTransition', { transitionName: name }),
    'foreign-stream': ({ on }) => byHand(on === false ? 'StopStream' : 'StartStream'),
    'foreign-output': ({ name, on }) => model.outputs.setOther(String(name), on !== false),
    'foreign-text': ({ input, text }) =>
      byHand('SetInputSettings', { inputName: input, inputSettings: { text } }),
    'foreign-collection': ({ on }) => model.collection(on !== false),
    'foreign-request': ({ request, data }) => byHand(String(request), isObject(data) ? data : {}),
  };

  return {
    ports: { device: devicePort, ...(picture ? { picture: picture.port } : {}) },
    fault(name, parameters): FaultAnswer {
      const run = Object.hasOwn(faults, name) ? faults[name] : undefined;
      if (!run) return { ok: false, known: Object.keys(faults) };
      run(parameters);
      return { ok: true };
    },
    truth: () => model.truth(),
    unplug: vanish,
    reboot() {
      vanish();
      comeBack(bootMs);
    },
    async close() {
      closed = true;
      const ended = server.listening ? new Promise((resolve) => server.once('close', resolve)) : null;
      vanish();
      model.restarted();
      drawn.close();
      await ended;
      await picture?.close();
    },
  };
};

/** What a fault says of the line, as far as it makes sense. */
function lineOf(parameters: JsonObject): Partial<Line> {
  const number = (key: 'kilobitsPerSecond' | 'droppedShare' | 'congestion'): Partial<Line> => {
    const value = numberOf(parameters[key]);
    return value === undefined ? {} : { [key]: value };
  };
  const isReconnecting = flagOf(parameters['isReconnecting']);
  return {
    ...number('kilobitsPerSecond'),
    ...number('droppedShare'),
    ...number('congestion'),
    ...(isReconnecting === undefined ? {} : { isReconnecting }),
  };
}
