/**
 * `npm run simulate -- <kind> [--port N] [--host 127.0.0.1] [--seats N] [--names FILE] [--seed N] [--pty PATH]
 * [--control N] [--picture N]`: one simulator alone, for any client. When ready it prints one JSON line.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { simulators } from '../../simulators/catalogue.ts';
import { serveControl } from '../../simulators/control.ts';
import { standardChamber } from '../../simulators/world/chamber.ts';
import { createSystemClock } from '../runtime/clock.ts';

function usage(message: string): never {
  process.stderr.write(
    `${message}\nnpm run simulate -- <${Object.keys(simulators).join('|')}> [--port N] [--host 127.0.0.1] ` +
      '[--seats N] [--names FILE] [--seed N] [--pty PATH] [--control N] [--picture N]\n',
  );
  process.exit(64);
}

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        seats: { type: 'string', default: '41' },
        names: { type: 'string' },
        seed: { type: 'string', default: '1' },
        pty: { type: 'string' },
        control: { type: 'string', default: '0' },
        picture: { type: 'string', default: '0' },
      },
    });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

const { values, positionals } = readOptions();
const kind = positionals[0] ?? '';
const entry = simulators[kind];
if (!entry || positionals.length > 1) usage(`unknown device: ${kind}`);
if (values.pty !== undefined && entry.isSerial !== true) usage(`--pty: ${kind} is on no serial line`);
const number = (
  name: 'port' | 'seats' | 'seed' | 'control' | 'picture',
  lowest: number,
  highest: number,
): number => {
  const value = Number(values[name]);
  return Number.isInteger(value) && value >= lowest && value <= highest
    ? value
    : usage(`--${name}: ${values[name]}`);
};

const seats = number('seats', 2, 500);
// One name a line, the first for seat 1.
const names = values.names === undefined ? [] : readFileSync(values.names, 'utf8').split(/\r?\n/);
const clock = createSystemClock();
const { world } = standardChamber({
  seats,
  cameras: entry.model === 'camera' ? 1 : 0,
  seed: number('seed', 0, 2 ** 31),
  clock,
  nameOf: (seat) => names[seat - 1]?.trim() || (seat === seats ? 'Vorsitz' : `Mitglied ${seat}`),
});
const serve = await entry.load();
try {
  const simulator = await serve({
    world,
    clock,
    id: entry.model === 'camera' ? 'camera-1' : kind,
    host: values.host,
    port: number('port', 0, 65_535),
    ...(values.pty === undefined ? {} : { pty: values.pty }),
    ...(entry.model === 'microphones' ? {} : { picturePort: number('picture', 0, 65_535) }),
  });
  const control = await serveControl({
    host: values.host,
    port: number('control', 0, 65_535),
    devices: new Map([[kind, simulator]]),
  });
  const close = (): void => {
    void Promise.all([simulator.close(), control.close()]).then(() => process.exit(0));
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  process.stdout.write(
    `${JSON.stringify({
      ready: true,
      kind,
      ports: { ...simulator.ports, control: control.port },
      ...(simulator.pty === undefined ? {} : { pty: simulator.pty }),
      ...(simulator.client === undefined ? {} : { client: simulator.client }),
    })}\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(69);
}
