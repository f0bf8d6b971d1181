/** Devices that fail in every usual way: a status with a retry, counted and survived, and the others work on. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OperatorView } from '../../protocols/api/views.ts';
import { openLive, type LiveClient } from '../live-client.ts';
import {
  createEndings,
  devicesReady,
  sendCommand,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
  type DaemonProcess,
  type Hall,
} from '../running.ts';
import { audible, obsTruth, slateScene, wideScene } from './hall-truth.ts';

const endings = createEndings();
let hall: Hall;
let daemon: DaemonProcess;
let operator: string;
let page: LiveClient<'operator'>;

async function startDaemon(): Promise<void> {
  daemon = endings.add(
    await startDaemonProcess({ config: hall.config, dataDir: join(temporaryFolder(endings), 'data') }),
    (it) => it.stop(),
  );
  operator = await signIn(daemon.url, 'operator');
  page = endings.add(await openLive(daemon.url, { view: 'operator', cookie: operator }), (it) => it.close());
}

async function command(name: string, input: object = {}): Promise<void> {
  const { status, body } = await sendCommand(daemon.url, operator, name, input);
  if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
}

async function openPublic(): Promise<void> {
  await command('broadcast/open', { confirmed: true });
  await page.until('the wide is on air', ({ onAir }) => onAir.picture === 'live');
}

const press = (seat: number): Promise<unknown> => hall.control('POST', `/seats/${seat}/press`);
const release = (seat: number): Promise<unknown> => hall.control('POST', `/seats/${seat}/release`);
const shows =
  (seat: number) =>
  ({ direction }: OperatorView): boolean =>
    direction.program?.kind === 'close-up' && direction.program.seats.join() === String(seat);

beforeEach(async () => {
  hall = endings.add(
    await startHall({ seats: 8, cameras: 2, direction: { minimumHoldMs: 200, silenceMs: 300 } }),
    (it) => it.close(),
  );
});
afterEach(() => endings.run());

describe('absent at the start', () => {
  test('the unit is a status with a retry; picture and pages work without it, and it is welcome later', async () => {
    await hall.control('POST', '/devices/mikrofone/unplug');
    await startDaemon();
    const without = await page.until(
      'everything else is ready',
      ({ devices }) =>
        Object.entries(devices).every(([id, { code }]) => id === 'mikrofone' || code === 'ready'),
      15_000,
    );
    expect(without.devices['mikrofone']).toMatchObject({ level: 'fault' });
    expect(without.devices['mikrofone']?.link).not.toBe('up');
    expect(Object.values(without.seats).every(({ microphone }) => microphone === 'unknown')).toBe(true);
    expect((await sendCommand(daemon.url, operator, 'floor/next')).body.error).toBe('device-offline');
    await openPublic();
    // Nobody knows who can be heard: a picture, but no sound.
    expect(audible(await obsTruth(hall))).toEqual([]);

    await hall.control('POST', '/devices/mikrofone/reboot');
    await page.until('the unit is ready', ({ devices }) => devices['mikrofone']?.code === 'ready', 20_000);
    await press(3);
    await page.until('seat 3 is on air', shows(3));
  });

  test('OBS may come last: until then the picture is unknown, then the slate is put on first', async () => {
    await hall.control('POST', '/devices/obs/unplug');
    await startDaemon();
    const view = await page.until(
      'the unit is ready',
      ({ devices }) => devices['mikrofone']?.code === 'ready',
      15_000,
    );
    expect(view.onAir).toMatchObject({ picture: 'unknown', sound: 'unknown' });
    expect(view.alarms).toContainEqual({ code: 'alarm-device-offline', params: { device: 'obs' } });
    await hall.control('POST', '/devices/obs/reboot');
    const later = await page.until('the slate is on', ({ onAir }) => onAir.picture === 'slate', 20_000);
    expect(later.devices['obs']?.code).toBe('ready');
    expect(later.alarms.map(({ params }) => params?.['device'])).not.toContain('obs');
  });

  test('a camera that is not there takes part in nothing, the other one takes its place', async () => {
    await hall.control('POST', '/devices/camera-1/unplug');
    await startDaemon();
    await page.until('camera 2 is ready', ({ devices }) => devices['camera-2']?.code === 'ready', 15_000);
    await openPublic();
    await press(2);
    const view = await page.until('seat 2 is on air', shows(2));
    expect(view.direction.program?.camera).toBe('camera-2');
    expect(view.cameras['camera-1']?.motion).toBe('unknown');
    expect(view.devices['camera-1']?.level).toBe('fault');
  });
});

describe('in the middle of a sitting', () => {
  beforeEach(async () => {
    await startDaemon();
    await devicesReady(daemon.url, operator);
    await openPublic();
    await press(2);
    await page.until('seat 2 is on air', shows(2));
  });

  test('the unit is rebooted: its microphones are unknown and silent, the sitting goes on afterwards', async () => {
    await hall.control('POST', '/devices/mikrofone/reboot');
    const lost = await page.until(
      'it is noticed',
      ({ devices }) => devices['mikrofone']?.link !== 'up',
      3000,
    );
    expect(lost.devices['mikrofone']?.level).toBe('fault');
    await page.until('the sound is closed', ({ onAir }) => onAir.sound === 'closed', 3000);
    expect(audible(await obsTruth(hall))).toEqual([]);
    const back = await page.until(
      'it is back',
      ({ devices }) => devices['mikrofone']?.code === 'ready',
      20_000,
    );
    // A cold unit has no open microphone: what was true before is not replayed.
    expect(back.open).toEqual([]);
    await press(5);
    await page.until('seat 5 is on air', shows(5));
    expect(audible(await obsTruth(hall))).toEqual(['Mic/Aux']);
  });

  test('the unit falls silent on an open line: noticed by its missing sign of life', async () => {
    await hall.control('POST', '/devices/mikrofone/faults/silent', {});
    await page.until('it is a fault', ({ devices }) => devices['mikrofone']?.level === 'fault', 20_000);
    await page.until('the sound is closed', ({ onAir }) => onAir.sound === 'closed', 3000);
    // The picture is not held up by it.
    await command('direction/wide');
    expect((await obsTruth(hall)).program).toBe(wideScene);
    await command('direction/hand-back');
    await hall.control('POST', '/devices/mikrofone/faults/silent', { on: false });
    await page.until('it is ready again', ({ devices }) => devices['mikrofone']?.code === 'ready', 20_000);
    await page.until('the open microphone was not forgotten', ({ open }) => open.includes(2));
  }, 90_000);

  test('garbage and lines without an end are counted; split bytes are none', async () => {
    const garbage = (): number => page.view().devices['mikrofone']?.garbage ?? 0;
    await hall.control('POST', '/devices/mikrofone/faults/split', { bytes: 1 });
    await press(4);
    await page.until('seat 4 speaks too', ({ open }) => open.includes(4));
    expect(garbage()).toBe(0);
    await hall.control('POST', '/devices/mikrofone/faults/split', { bytes: 0 });

    await hall.control('POST', '/devices/mikrofone/faults/garbage', { bytes: 20_000 });
    await page.until('garbage is counted', () => garbage() > 0);
    const before = garbage();
    await hall.control('POST', '/devices/mikrofone/faults/oversized', {});
    await page.until('the endless line is counted', () => garbage() > before);
    await page.until('it is ready', ({ devices }) => devices['mikrofone']?.code === 'ready', 20_000);
    await release(2);
    await press(6);
    await page.until('microphones still count', ({ open }) => open.includes(6) && !open.includes(2), 20_000);
    expect(page.view().devices['obs']).toMatchObject({ code: 'ready', garbage: 0 });
  });

  test('the camera on air is unplugged: nothing is cut to it, and the other one shows the next speaker', async () => {
    const onAir = page.view().direction.program?.camera ?? '';
    const other = onAir === 'camera-1' ? 'camera-2' : 'camera-1';
    await hall.control('POST', `/devices/${onAir}/unplug`);
    await page.until('it is noticed', ({ devices }) => devices[onAir]?.level !== 'ok', 15_000);
    await release(2);
    await press(7);
    const view = await page.until('seat 7 is on air', shows(7), 15_000);
    expect(view.direction.program?.camera).toBe(other);
    await hall.control('POST', `/devices/${onAir}/reboot`);
    await page.until('it is ready again', ({ devices }) => devices[onAir]?.code === 'ready', 20_000);
  });

  test('a network that loses every third datagram still leads to the right picture', async () => {
    for (const id of ['camera-1', 'camera-2'])
      await hall.control('POST', `/devices/${id}/faults/loss`, { probability: 0.3 });
    await release(2);
    await press(8);
    await page.until('seat 8 is on air', shows(8), 20_000);
  });

  test('OBS is restarted: slate or wish, never a stranger’s scene for long, and the sound as the rules say', async () => {
    await hall.control('POST', '/devices/obs/faults/restart', {});
    await page.until('it is noticed', ({ devices }) => devices['obs']?.link !== 'up', 5000);
    await page.until('OBS is back', ({ devices }) => devices['obs']?.code === 'ready', 15_000);
    await page.until('seat 2 is on air again', shows(2));
    const truth = await obsTruth(hall);
    expect(truth.program).toMatch(/^Saalregie Kamera/);
    expect(audible(truth)).toEqual(['Mic/Aux']);
  });

  test('OBS freezes: shown, and a part that became non-public meanwhile is slate and silence at once after', async () => {
    await hall.control('POST', '/devices/obs/faults/freeze', {});
    await page.until('it is noticed', ({ devices }) => devices['obs']?.code !== 'ready', 15_000);
    // The others go on.
    await press(3);
    await page.until('seat 3 speaks', ({ open }) => open.includes(3), 3000);
    await command('broadcast/non-public');
    await hall.control('POST', '/devices/obs/faults/freeze', { on: false });
    await page.until(
      'slate and silence',
      ({ onAir }) => onAir.picture === 'slate' && onAir.sound === 'closed',
      15_000,
    );
    const truth = await obsTruth(hall);
    expect([truth.program, audible(truth)]).toEqual([slateScene, []]);
  });

  test('half a message from OBS is counted', async () => {
    await hall.control('POST', '/devices/obs/faults/garbage', {});
    await page.until('garbage is counted', ({ devices }) => (devices['obs']?.garbage ?? 0) > 0);
    await press(5);
    await page.until('seat 5 is on air', shows(5), 20_000);
  });

  test('somebody at OBS who opens an input in the non-public part is overruled for as long as it takes', async () => {
    await command('broadcast/non-public');
    await page.until('slate', ({ onAir }) => onAir.picture === 'slate');
    for (let again = 0; again < 5; again++) {
      await hall.control('POST', '/devices/obs/faults/foreign-mute', { input: 'Mic/Aux', muted: false });
      await hall.control('POST', '/devices/obs/faults/foreign-scene', { scene: wideScene });
      await page.until(`slate and silence, ${again}`, () => true);
      await expect
        .poll(async () => [(await obsTruth(hall)).program, audible(await obsTruth(hall))], { timeout: 5000 })
        .toEqual([slateScene, []]);
    }
  });
});
