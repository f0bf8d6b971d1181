/** Sessions over a restart of the daemon: they stay in mid-sitting, and end when the PIN changes. */
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  createEndings,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
  pins,
} from '../../running.ts';

const endings = createEndings();
afterEach(() => endings.run());

async function roleOf(url: string, cookie: string): Promise<unknown> {
  return (await fetch(`${url}/api/session`, { headers: { cookie } })).json();
}

test('a session survives a restart on the same data, ends with its PIN, and is worth nothing elsewhere', async () => {
  const { config } = endings.add(await startHall({ seats: 4, cameras: 1 }), (it) => it.close());
  const folder = temporaryFolder(endings);
  const dataDir = join(folder, 'data');
  const start = async (changed: Record<string, string> = {}, directory = dataDir) =>
    endings.add(
      await startDaemonProcess({
        config: { ...config, access: { pins: { ...pins, ...changed } } },
        dataDir: directory,
      }),
      (it) => it.stop(),
    );
  const first = await start();
  const operator = await signIn(first.url, 'operator');
  const chair = await signIn(first.url, 'chair');
  await first.stop();

  const second = await start();
  expect(await roleOf(second.url, operator)).toEqual({ role: 'operator' });
  expect(await roleOf(second.url, chair)).toEqual({ role: 'chair' });
  await second.stop();

  const third = await start({ operator: '998877' });
  expect(await roleOf(third.url, operator)).toEqual({ error: 'not-signed-in' });
  expect(await roleOf(third.url, chair)).toEqual({ role: 'chair' });

  const elsewhere = await start({}, join(folder, 'other'));
  expect(await roleOf(elsewhere.url, chair)).toEqual({ error: 'not-signed-in' });
});
