/** `npm run obs:provision -- --config FILE`: makes the scenes and sources a chamber needs in the OBS of the config. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { connectObs } from '../../drivers/obs-websocket/caller.ts';
import { obsConfig } from '../../drivers/obs-websocket/config.ts';
import { provision } from '../../drivers/obs-websocket/provision.ts';
import { describe, loadConfig } from '../config/load.ts';
import { languageOf } from '../messages.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { provisionPlan } from './provision-plan.ts';

const { values } = parseArgs({ options: { config: { type: 'string', default: 'saalregie.json5' } } });
const file = resolve(values.config);
const language = languageOf(process.env);
const loaded = await loadConfig(file, language);
if (!loaded.ok) {
  process.stderr.write(`${describe(file, loaded, language)}\n`);
  process.exit(78);
}
const { config } = loaded;
const device = config.file.devices.find(({ id }) => id === config.hall.switcher);
const { address, password } = obsConfig.parse(device);
try {
  const obs = await connectObs({
    host: address.host,
    port: address.port,
    clock: createSystemClock(),
    ...(password === undefined ? {} : { password }),
  });
  const { created, updated, kept } = await provision(obs.call, provisionPlan(config.file));
  obs.close();
  for (const [sign, names] of Object.entries({ '+': created, '~': updated, '=': kept }))
    for (const name of names) process.stdout.write(`${sign} ${name}\n`);
} catch (error) {
  process.stderr.write(
    `OBS ${address.host}:${address.port}: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(69);
}
