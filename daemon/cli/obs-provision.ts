/** `npm run obs:provision -- --config FILE`: makes the scenes and sources a chamber needs in the OBS of the config. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { obsConfig } from '../../drivers/obs-websocket/config.ts';
import { describe, loadConfig } from '../config/load.ts';
import { languageOf } from '../messages.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { provisionPlan } from '../config/provision-plan.ts';

const { values } = parseArgs({ options: { config: { type: 'string', default: 'saalregie.json5' } } });
const file = resolve(values.config);
const language = languageOf(process.env);
const loaded = await loadConfig(file, language);
if (!loaded.ok) {
  process.stderr.write(`${describe(file, loaded, language)}\n`);
  process.exit(78);
}
const { config } = loaded;
const { address } = obsConfig.parse(config.file.devices.find(({ id }) => id === config.hall.switcher));
try {
  const device = config.devices.find(({ id }) => id === config.hall.switcher);
  const kind = device?.kind.model === 'switcher' ? device.kind : undefined;
  if (!kind?.provision) throw new Error('this mixer cannot be prepared from here');
  const plan = provisionPlan(config.file);
  const { created, updated, kept } = await kind.provision(device?.config, createSystemClock(), plan);
  for (const [sign, names] of Object.entries({ '+': created, '~': updated, '=': kept }))
    for (const name of names) process.stdout.write(`${sign} ${name}\n`);
} catch (error) {
  process.stderr.write(
    `OBS ${address.host}:${address.port}: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(69);
}
