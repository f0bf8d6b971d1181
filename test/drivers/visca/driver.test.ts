import { expect, test } from 'vitest';
import { rehearsalConfig } from '../../../daemon/cli/rehearsal-config.ts';
import { checkConfig } from '../../../daemon/config/load.ts';
import { viscaConfigSchema } from '../../../drivers/visca/config.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';

test('the config of the rehearsal tells each camera where all its presets are', async () => {
  const chamber = standardChamber({ seats: 100, cameras: 4, seed: 1, clock: createVirtualClock() });
  const ids = [...chamber.shots.keys()];
  const port = (index: number) => ({ device: 1000 + index, picture: 2000 + index });
  const raw = rehearsalConfig({
    chamber,
    ports: {
      microphones: { kind: 'shure-dis-ccu', client: { address: 'tcp://127.0.0.1:1' } },
      obs: 2,
      cameras: Object.fromEntries(ids.map((id, index) => [id, port(index)])),
      widePicture: 3,
    },
    pins: { operator: '123456', chair: '234567' },
    httpPort: 8470,
  });
  // As the file is read: through JSON.
  const loaded = await checkConfig(JSON.parse(JSON.stringify(raw)), 'en');
  expect(loaded.ok ? [] : loaded).toEqual([]);
  const cameras = raw.devices.filter(({ kind }) => kind === 'visca');
  expect(cameras.map(({ id }) => id)).toEqual(ids);
  for (const camera of cameras) {
    const { presetTargets } = viscaConfigSchema.parse(camera);
    const presets = chamber.world.cameras.get(camera.id)?.presets ?? new Map();
    expect(presets.size).toBeGreaterThan(20);
    expect(presetTargets).toEqual(Object.fromEntries(presets));
  }
});
