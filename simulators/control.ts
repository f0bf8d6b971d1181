/**
 * The control side of simulators, HTTP JSON on loopback: `POST /seats/:n/press`, `/seats/:n/release`, `/move`,
 * `/keypads/:id/press {key}`, `/faults/:name`, `/unplug`, `/reboot`, `GET /truth`. With several devices each
 * also has these below `/devices/:id/`; without that prefix a request goes to the first device that understands it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from './listen.ts';
import type { Simulator } from './simulator.ts';

const maxBodyBytes = 4096;

export interface Control {
  readonly port: number;
  close(): Promise<void>;
}

export async function serveControl(options: {
  readonly host: string;
  readonly port: number;
  readonly devices: ReadonlyMap<string, Simulator>;
}): Promise<Control> {
  const server = createServer((request, response) => {
    readBody(request)
      .then((body) => answer(options.devices, request, body))
      .catch((): Answer => ({ status: 400, body: { error: 'not JSON, or too long' } }))
      .then((result) => send(response, result))
      .catch(() => response.destroy());
  });
  const port = await listen(server, options.host, options.port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > maxBodyBytes) throw new Error('too long');
  }
  const value: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value as Record<string, unknown>;
}

function answer(
  devices: ReadonlyMap<string, Simulator>,
  request: IncomingMessage,
  body: Record<string, unknown>,
): Answer {
  const parts = (request.url ?? '/').split('?')[0]?.split('/').filter(Boolean).map(decodeURIComponent) ?? [];
  const isNamed = parts[0] === 'devices';
  const candidates = isNamed
    ? [...devices].filter(([id]) => id === parts[1]).map(([, device]) => device)
    : [...devices.values()];
  const [verb, argument, action] = isNamed ? parts.slice(2) : parts;
  const notFound: Answer = { status: 404, body: { error: 'unknown', devices: [...devices.keys()] } };
  const done: Answer = { status: 200, body: { ok: true } };

  if (request.method === 'GET') {
    if (verb !== 'truth') return notFound;
    const [only] = candidates;
    if (only && candidates.length === 1) return { status: 200, body: only.truth() };
    return {
      status: 200,
      body: Object.fromEntries([...devices].map(([id, device]) => [id, device.truth()])),
    };
  }
  if (request.method !== 'POST') return { status: 405, body: { error: 'GET or POST' } };

  switch (verb) {
    case 'seats': {
      const seat = Number(argument);
      const device = candidates.find((each) => each.press && each.release);
      if (!device || !Number.isInteger(seat)) return notFound;
      if (action === 'press') device.press?.(seat);
      else if (action === 'release') device.release?.(seat);
      else return notFound;
      return done;
    }
    case 'keypads': {
      // Keypads before units that have keys besides a microphone.
      const device =
        candidates.find((each) => each.pressKey && !each.press) ?? candidates.find((each) => each.pressKey);
      const key = Number(body['key']);
      if (!device || argument === undefined || action !== 'press') return notFound;
      if (!Number.isInteger(key)) return { status: 400, body: { error: 'key' } };
      device.pressKey?.(argument, key);
      return done;
    }
    case 'move': {
      const device = candidates.find((each) => each.move);
      const [pan, tilt, zoom] = [Number(body['pan']), Number(body['tilt']), Number(body['zoom'])];
      if (!device) return notFound;
      if (![pan, tilt, zoom].every(Number.isFinite))
        return { status: 400, body: { error: 'pan, tilt, zoom' } };
      device.move?.({ pan, tilt, zoom });
      return done;
    }
    case 'faults': {
      for (const device of candidates) {
        const result = device.fault(argument ?? '', body);
        if (result.ok) return done;
        if (candidates.length === 1)
          return { status: 404, body: { error: 'unknown fault', known: result.known } };
      }
      return notFound;
    }
    case 'unplug':
    case 'reboot': {
      for (const device of candidates) device[verb]();
      return candidates.length > 0 ? done : notFound;
    }
    default:
      return notFound;
  }
}
