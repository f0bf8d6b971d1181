/**
 * The virtual chamber as a process of its own, started by start.ts: brings the simulators, provisions OBS,
 * writes the config, and says where everything is. Ends with its parent.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectObs } from '../../drivers/obs-websocket/caller.ts';
import { provision } from '../../drivers/obs-websocket/provision.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { checkConfig, describe } from '../config/load.ts';
import { languageOf } from '../messages.ts';
import { provisionPlan } from '../config/provision-plan.ts';
import { rehearsalConfig } from './rehearsal-config.ts';
import { openVirtualChamber } from './virtual-chamber.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seats: { type: 'string', default: '41' },
    cameras: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    'http-port': { type: 'string', default: '8470' },
    control: { type: 'string', default: '0' },
    'obs-port': { type: 'string' },
    microphones: { type: 'string', default: 'shure-dis-ccu' },
    keypads: { type: 'string', default: 'sunvote' },
    'operator-pin': { type: 'string' },
    'chair-pin': { type: 'string' },
    'clerk-pin': { type: 'string' },
    'members-port': { type: 'string', default: '0' },
  },
});
const directory = values.data;
if (directory === undefined) throw new Error('--data is missing');

const clock = createSystemClock();
const obsPassword = process.env['SAALREGIE_OBS_PASSWORD'];
const chamber = await openVirtualChamber({
  clock,
  seats: Number(values.seats),
  cameras: Number(values.cameras),
  seed: Number(values.seed),
  controlPort: Number(values.control),
  microphones: values.microphones,
  keypads: values.keypads,
  ...(values['obs-port'] === undefined
    ? {}
    : { obs: { port: Number(values['obs-port']), ...(obsPassword ? { password: obsPassword } : {}) } }),
});

const raw = rehearsalConfig({
  chamber: chamber.chamber,
  ports: chamber.ports,
  pins: {
    operator: values['operator-pin'] ?? '',
    chair: values['chair-pin'] ?? '',
    clerk: values['clerk-pin'] ?? '',
  },
  httpPort: Number(values['http-port']),
  // Members may take part from elsewhere there.
  profile: 'mv',
  members: { port: Number(values['members-port']), secondChannel: 'Telefon 0385 1234567' },
  // Two members who keep something back, so that the rehearsal shows what then happens.
  consents: {
    18: { image: 'not-recognisable', sound: true, name: true },
    31: { image: 'yes', sound: true, name: false },
  },
});
const language = languageOf(process.env);
const loaded = await checkConfig(raw, language);
if (!loaded.ok) throw new Error(describe('rehearsal', loaded, language));

const file = join(directory, 'saalregie.json5');
writeFileSync(file, `${JSON.stringify(raw, null, 2)}\n`, { mode: 0o600 });

const obs = await connectObs({
  host: '127.0.0.1',
  port: chamber.ports.obs,
  clock,
  ...(chamber.ports.obsPassword === undefined ? {} : { password: chamber.ports.obsPassword }),
});
await provision(obs.call, provisionPlan(loaded.config.file));
obs.close();

let closing = false;
const close = (): void => {
  if (closing) return;
  closing = true;
  void chamber.close().then(() => process.exit(0));
};
process.on('SIGTERM', close);
process.on('SIGINT', () => undefined);
process.on('disconnect', close);
process.send?.({ ready: true, config: file, control: `http://127.0.0.1:${chamber.control.port}` });
