/** A wrong config from the outside: every mistake at once, in the language of the system, and nothing starts. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkConfig, describe as describeConfig } from '../../../daemon/config/load.ts';
import { deviceKinds } from '../../../drivers/registry.ts';
import {
  createEndings,
  freePort,
  isListening,
  pins,
  runDaemonProcess,
  startDaemonProcess,
  temporaryFolder,
  type Ended,
} from '../../running.ts';

const endings = createEndings();
afterEach(() => endings.run());

interface Shot {
  preset: number;
  subjects: number[];
  visible?: number[];
}

/** A small room that is right in every respect; each test spoils a copy of its own. */
function goodConfig() {
  return {
    chamber: {
      name: 'Stadtvertretung',
      title: 'Sitzung',
      layout: { kind: 'hemicycle', rows: [3, 4] } as Record<string, unknown>,
      chairSeat: 8,
      microphones: 'mikrofone',
    },
    people: [
      { id: 'a', name: 'Mitglied 1', seat: 1 },
      { id: 'b', name: 'Mitglied 2', seat: 2, consent: { image: 'yes', sound: true, name: true } },
    ] as Record<string, unknown>[],
    devices: [
      { id: 'mikrofone', kind: 'shure-dis-ccu', address: 'tcp://127.0.0.1:9' },
      { id: 'kamera', kind: 'visca', address: 'udp://127.0.0.1:9' },
      { id: 'obs', kind: 'obs-websocket', address: 'ws://127.0.0.1:9', password: 'geheimes-kennwort' },
    ] as Record<string, unknown>[],
    broadcast: {
      switcher: 'obs',
      slate: { scene: 'Tafel' },
      pause: { scene: 'Pause' },
      wides: [{ id: 'totale', scene: 'Totale' }],
      cameras: [
        {
          device: 'kamera',
          scene: 'Kamera',
          shots: [
            { preset: 1, subjects: [1] },
            { preset: 2, subjects: [2] },
          ] as Shot[],
        },
      ],
      soundInputs: ['Mic/Aux'],
    },
    access: { pins: { operator: pins.operator as unknown, chair: pins.chair as unknown } },
    http: { port: 0 } as Record<string, unknown>,
  };
}
type Config = ReturnType<typeof goodConfig>;

/** Seven mistakes in seven places, two of them secrets. */
function badConfig(port: number): Config {
  const config = goodConfig();
  config.chamber.name = '';
  config.chamber.layout = { kind: 'zickzack', rows: [3] };
  config.people[1] = { ...config.people[1], consent: { image: 'vielleicht', sound: true, name: true } };
  config.devices[0] = { id: 'mikrofone', kind: 'shure-dis-ccu', address: 'udp://127.0.0.1:9' };
  config.devices.push({ id: 'unbekannt', kind: 'walkie-talkie', address: 'tcp://127.0.0.1:1' });
  config.devices[2] = { ...config.devices[2], password: 4711081547110815 };
  config.access.pins.operator = 'pin mit blank';
  config.http = { port, hots: '0.0.0.0' };
  return config;
}

const badPaths = [
  'chamber.name',
  'chamber.layout.kind',
  'people[1].consent.image',
  'devices[0].address',
  'devices[3].kind',
  'devices[2].password',
  'access.pins.operator',
];

async function complaint(
  config: object | string,
  env: Record<string, string> = {},
): Promise<Ended & { output: string; listened: boolean }> {
  return runDaemonProcess({ config, dataDir: join(temporaryFolder(endings), 'data'), env });
}

describe('a config with many mistakes', () => {
  test('names every one of them at once with path, value and what was expected, and ends with code 78', async () => {
    const port = await freePort();
    const { code, output, listened } = await complaint(badConfig(port));
    expect(code).toBe(78);
    expect(listened).toBe(false);
    expect(await isListening(port)).toBe(false);
    for (const path of badPaths) expect(output.split('\n')).toContain(`  ${path}`);
    expect(output).toContain('8 mistakes. Nothing was started.');
    expect(output).toContain('hots');
    // The value and the expectation stand under each path.
    expect(output.match(/^ {4}found: {4}\S/gm)).toHaveLength(8);
    expect(output.match(/^ {4}expected: \S/gm)).toHaveLength(8);
    expect(output).toContain('"vielleicht"');
    expect(output).toContain(Object.keys(deviceKinds).join(', '));
  });

  test('says it in German where the system is German', async () => {
    const { code, output } = await complaint(badConfig(0), { LANG: 'de_DE.UTF-8' });
    expect(code).toBe(78);
    expect(output).toContain('8 Fehler. Nichts wurde gestartet.');
    expect(output.match(/^ {4}steht dort: /gm)).toHaveLength(8);
    expect(output.match(/^ {4}erwartet: {3}/gm)).toHaveLength(8);
    expect(output).toContain('eine bekannte Geräteart');
    expect(output).toMatch(/Ungültige/);
    expect(output).not.toMatch(/Invalid|expected|Too small/);
  });

  test('never prints a PIN or a password, right or wrong', async () => {
    const { output } = await complaint(badConfig(0));
    for (const secret of ['pin mit blank', pins.chair, 'geheimes-kennwort', '4711081547110815'])
      expect(output).not.toContain(secret);
  });

  test('does not print the secrets that stand inside a wrong larger part either', async () => {
    const config = goodConfig();
    const spoilt = { ...config, access: [{ pins: config.access.pins }], devices: config.devices[2] };
    const { code, output } = await complaint(spoilt);
    expect(code).toBe(78);
    expect(output).toMatch(/^ {2}access$/m);
    for (const secret of [pins.operator, pins.chair, 'geheimes-kennwort'])
      expect(output).not.toContain(secret);
  });

  test('leaves no data folder behind', async () => {
    const dataDir = join(temporaryFolder(endings), 'data');
    await runDaemonProcess({ config: badConfig(0), dataDir });
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('a file that is no config', () => {
  test('a missing file is named, with code 78', async () => {
    const { code, output } = await complaint(join(temporaryFolder(endings), 'keine.json5'));
    expect(code).toBe(78);
    expect(output).toContain('keine.json5: cannot be read');
  });

  test('a file that is not JSON5 is named with the place where it breaks, and shows nothing of what is in it', async () => {
    const file = join(temporaryFolder(endings), 'kaputt.json5');
    writeFileSync(file, `{\n  access: {pins: {operator: '${pins.operator}'\n  chair`);
    const { code, output } = await complaint(file, { LANG: 'de_DE.UTF-8' });
    expect(code).toBe(78);
    expect(output).toMatch(/kaputt\.json5: nicht lesbar \(.*3:3/);
    expect(output).not.toContain(pins.operator);
  });

  test('a folder in its place, an empty file and a bare value are complaints too', async () => {
    const folder = temporaryFolder(endings);
    mkdirSync(join(folder, 'ordner.json5'));
    writeFileSync(join(folder, 'leer.json5'), '');
    writeFileSync(join(folder, 'zahl.json5'), '42');
    for (const name of ['ordner', 'leer', 'zahl'])
      expect((await complaint(join(folder, `${name}.json5`))).code, name).toBe(78);
  });
});

describe('what only a look at the whole file finds', () => {
  const cases: readonly [string, (config: Config) => unknown, string, RegExp][] = [
    [
      'an unknown kind of device',
      (config) => config.devices.push({ id: 'x', kind: 'toString' }),
      'devices[3].kind',
      /known kind of device: audio-technica-atuc, .*shure-dis-ccu, .*obs-websocket/,
    ],
    [
      'two devices with one id',
      (config) => config.devices.push({ id: 'kamera', kind: 'visca', address: 'udp://127.0.0.1:10' }),
      'devices[3].id',
      /only once/,
    ],
    [
      'two cameras with one address, whatever the spelling',
      (config) => config.devices.push({ id: 'zweite', kind: 'visca', address: 'UDP://127.0.0.1:9' }),
      'devices[3].address',
      /each camera address only once/,
    ],
    [
      'two cameras with one place in the chain of a line',
      (config) =>
        config.devices.push(
          { id: 'vorn', kind: 'visca', address: 'serial:/dev/ttyUSB0', deviceAddress: 2 },
          { id: 'hinten', kind: 'visca', address: 'serial:/dev/ttyUSB0?baud=38400', deviceAddress: 2 },
        ),
      'devices[4].address',
      /only once/,
    ],
    [
      'a zone that the camera does not have',
      (config) => Object.assign(config.broadcast.cameras[0]?.shots[0] ?? {}, { zones: ['tribuene'] }),
      'broadcast.cameras[0].shots[0].zones[0]',
      /a zone of this camera: none/,
    ],
    [
      'a guest of honour on a seat that does not exist',
      (config) => Object.assign(config.broadcast, { direction: { vip: [99] } }),
      'broadcast.direction.vip[0]',
      /seat of chamber\.layout/,
    ],
    [
      'two people with one id',
      (config) => config.people.push({ id: 'a', name: 'Zwilling' }),
      'people[2].id',
      /only once/,
    ],
    [
      'two people on one seat',
      (config) => config.people.push({ id: 'c', name: 'Mitglied 3', seat: 1 }),
      'people[2].seat',
      /only once/,
    ],
    [
      'two people with one keypad',
      (config) => {
        config.devices.push({ id: 'tasten', kind: 'sunvote', address: 'serial:/dev/ttyUSB0' });
        for (const person of config.people) person['keypads'] = { tasten: '7' };
      },
      'people[1].keypads.tasten',
      /only once/,
    ],
    [
      'a keypad of a device that nobody votes on',
      (config) => Object.assign(config.people[0] ?? {}, { keypads: { kamera: '7' } }),
      'people[0].keypads.kamera',
      /device of model voting/,
    ],
    [
      'a preset that opens the menu of common cameras',
      (config) => config.broadcast.cameras[0]?.shots.push({ preset: 95, subjects: [3] }),
      'broadcast.cameras[0].shots[2].preset',
      /permitted preset/,
    ],
    [
      'one preset for two shots',
      (config) => config.broadcast.cameras[0]?.shots.push({ preset: 2, subjects: [3] }),
      'broadcast.cameras[0].shots[2].preset',
      /only once/,
    ],
    [
      'a shot of a seat that does not exist',
      (config) => config.broadcast.cameras[0]?.shots.push({ preset: 3, subjects: [99] }),
      'broadcast.cameras[0].shots[2].subjects[0]',
      /seat of chamber\.layout/,
    ],
    [
      'one scene for camera and slate',
      (config) => (config.broadcast.slate.scene = 'Kamera'),
      'broadcast.cameras[0].scene',
      /only once/,
    ],
    [
      'a camera in the place of the microphone system',
      (config) => (config.chamber.microphones = 'kamera'),
      'chamber.microphones',
      /device of model microphones \(there are: mikrofone\)/,
    ],
  ];
  test.each(cases)('%s', async (_name, spoil, path, expected) => {
    const config = goodConfig();
    spoil(config);
    const loaded = await checkConfig(config, 'en');
    if (loaded.ok || 'unreadable' in loaded) throw new Error('the mistake was not found');
    expect(loaded.mistakes).toEqual([
      { path, value: expect.anything() as unknown, expected: expect.stringMatching(expected) as unknown },
    ]);
    expect(describeConfig('datei', loaded, 'de')).toContain('ein Fehler. Nichts wurde gestartet.');
  });

  test('mistakes of the whole file come together with those of its parts', async () => {
    const config = goodConfig();
    config.devices[1] = { ...config.devices[1], panSpeed: 99 };
    config.broadcast.cameras[0]?.shots.push({ preset: 4, subjects: [99] });
    config.chamber.name = '';
    config.people.push({ id: 'a', name: 'Zwilling' });
    const loaded = await checkConfig(config, 'en');
    if (loaded.ok || 'unreadable' in loaded) throw new Error('the mistakes were not found');
    // The camera is there, only wrong: nobody is told that it is missing. A part that cannot be read (here
    // the chamber with its seats) is no measure for others.
    expect(loaded.mistakes.map(({ path }) => path).toSorted()).toEqual([
      'chamber.name',
      'devices[1].panSpeed',
      'people[2].id',
    ]);
    config.chamber.name = 'Stadtvertretung';
    const second = await checkConfig(config, 'en');
    if (second.ok || 'unreadable' in second) throw new Error('the mistakes were not found');
    expect(second.mistakes.map(({ path }) => path)).toContain('broadcast.cameras[0].shots[2].subjects[0]');
  });
});

describe('bodies', () => {
  test('name people, seats and profiles that exist', async () => {
    const config = goodConfig();
    const bodies = [
      {
        id: 'rat',
        name: 'Rat',
        statutorySeats: 2,
        profile: 'atlantis',
        members: [{ person: 'a' }, { person: 'nobody' }],
        seatPlan: { 99: 'a', 1: 'b' },
      },
      { id: 'rat', name: 'Rat', statutorySeats: 2 },
    ];
    const loaded = await checkConfig({ ...config, bodies }, 'en');
    if (loaded.ok || !('mistakes' in loaded)) throw new Error('it was taken');
    expect(loaded.mistakes.map(({ path }) => path).sort()).toEqual([
      'bodies[0].members[1].person',
      'bodies[0].profile',
      'bodies[0].seatPlan.99',
      'bodies[1].id',
    ]);
  });
});

describe('a good config', () => {
  test('listens on loopback and gives no consent that does not stand there', async () => {
    const config = goodConfig();
    const loaded = await checkConfig({ ...config, http: undefined }, 'en');
    if (!loaded.ok) throw new Error(describeConfig('datei', loaded, 'en'));
    const { file, hall } = loaded.config;
    expect(file.http).toEqual({ host: '127.0.0.1', port: 8470 });
    expect(hall.people['a']?.consent).toEqual({ image: 'no', sound: false, name: false });
    expect(hall.people['b']?.consent).toEqual({ image: 'yes', sound: true, name: true });
    expect(hall.seats[3]?.person).toBeNull();
    expect(hall.limits.speechMs).toBeNull();
    expect(hall.seating).toBe('tonight');
    expect(file.access.pins.display).toBeUndefined();
  });

  test('starts with every device absent and says where', async () => {
    const dataDir = join(temporaryFolder(endings), 'data');
    const daemon = endings.add(await startDaemonProcess({ config: goodConfig(), dataDir }), (it) =>
      it.stop(),
    );
    expect(new URL(daemon.url).hostname).toBe('127.0.0.1');
    expect(daemon.output()).toContain(`Saalregie is running: ${daemon.url}`);
    expect(await (await fetch(`${daemon.url}/api/health`)).json()).toEqual({ status: 'ok' });
    const { port } = daemon;
    expect(await daemon.stop()).toEqual({ code: 0, signal: null });
    expect(await isListening(port)).toBe(false);
    for (const secret of [pins.operator, pins.chair, 'geheimes-kennwort'])
      expect(daemon.output()).not.toContain(secret);
  });
});
