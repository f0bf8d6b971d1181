/** The daemon dies or may not start: what was acknowledged is there afterwards, and what restricts holds first. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { OBSWebSocket } from 'obs-websocket-js/json';
import { afterEach, describe, expect, test } from 'vitest';
import type { Consent, OperatorView, Publicity } from '../../protocols/api/views.ts';
import {
  createEndings,
  devicesReady,
  eventually,
  isListening,
  readView,
  runDaemonProcess,
  sendCommand,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
  type DaemonProcess,
  type Hall,
} from '../running.ts';
import { audible, obsTruth, slateScene } from './hall-truth.ts';

const endings = createEndings();
afterEach(() => endings.run());

async function prepare(): Promise<{ hall: Hall; dataDir: string; start: () => Promise<DaemonProcess> }> {
  const hall = endings.add(await startHall({ seats: 6, cameras: 1 }), (it) => it.close());
  const dataDir = join(temporaryFolder(endings), 'data');
  const start = async (): Promise<DaemonProcess> =>
    endings.add(await startDaemonProcess({ config: hall.config, dataDir }), (it) => it.stop());
  return { hall, dataDir, start };
}

/** What people were told is so. */
interface Truth {
  readonly publicity: Publicity;
  readonly soundOff: boolean;
  readonly consents: Readonly<Record<string, Consent>>;
}

const truthOf = ({ publicity, soundOff, seats }: OperatorView): Truth => ({
  publicity,
  soundOff,
  consents: Object.fromEntries(
    Object.values(seats).flatMap(({ person, consent }) => (person && consent ? [[person, consent]] : [])),
  ),
});

interface Step {
  readonly name: string;
  readonly input: object;
  after(truth: Truth): Truth;
}

/** Marsaglia's xorshift: the same steps for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function stepOf(random: (below: number) => number, publicity: Publicity): Step {
  const off = random(2) === 0;
  const person = `mitglied-${1 + random(5)}`;
  const consent: Consent = {
    image: (['yes', 'not-recognisable', 'no'] as const)[random(3)] ?? 'no',
    sound: random(2) === 0,
    name: random(2) === 0,
  };
  switch (random(5)) {
    case 0:
      return {
        name: 'broadcast/non-public',
        input: {},
        after: (truth) => ({ ...truth, publicity: 'non-public' }),
      };
    case 1:
      // The way back takes two steps.
      if (publicity === 'non-public')
        return {
          name: 'broadcast/prepare',
          input: {},
          after: (truth) => ({ ...truth, publicity: 'pre' }),
        };
      return {
        name: 'broadcast/open',
        input: { confirmed: true },
        after: (truth) => ({ ...truth, publicity: 'public' }),
      };
    case 2:
      return {
        name: off ? 'broadcast/sound-off' : 'broadcast/sound-on',
        input: {},
        after: (truth) => ({ ...truth, soundOff: off }),
      };
    default:
      return {
        name: 'people/consent',
        input: { person, ...consent },
        after: (truth) => ({ ...truth, consents: { ...truth.consents, [person]: consent } }),
      };
  }
}

test('killed ten times in mid-sitting, it never forgets what it acknowledged', async () => {
  const seed = Number(process.env['SAALREGIE_SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`kill -9 with SAALREGIE_SEED=${seed}\n`);
  const random = randomFrom(seed);
  const { start } = await prepare();
  let known: Truth | null = null;
  let underWay: Step | null = null;
  let acknowledged = 0;

  for (let round = 0; round <= 10; round++) {
    const daemon = await start();
    const cookie = await signIn(daemon.url, 'operator');
    const found = truthOf(await readView(daemon.url, cookie));
    if (known) {
      const allowed: Truth[] = underWay ? [known, underWay.after(known)] : [known];
      expect(allowed, `seed ${seed}, round ${round}`).toContainEqual(found);
    }
    let truth = found;
    if (round === 10) break;

    const killed = pause(20 + random(400)).then(() => daemon.kill('SIGKILL'));
    for (;;) {
      underWay = stepOf(random, truth.publicity);
      try {
        const { body } = await sendCommand(daemon.url, cookie, underWay.name, underWay.input);
        expect(body.ok, `${underWay.name}: ${JSON.stringify(body)}`).toBe(true);
      } catch (error) {
        // Cut off in the middle: it may have happened or not. Anything else is a failure of this test.
        if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
        break;
      }
      truth = underWay.after(truth);
      acknowledged++;
    }
    known = truth;
    await killed;
    expect(await daemon.ended).toEqual({ code: null, signal: 'SIGKILL' });
  }
  process.stdout.write(`${acknowledged} acknowledged commands in ten lives\n`);
  expect(acknowledged).toBeGreaterThan(50);
});

test('a non-public part stays one: slate and silence come before anything else', async () => {
  const { hall, start } = await prepare();
  const first = await start();
  const cookie = await signIn(first.url, 'operator');
  await devicesReady(first.url, cookie);
  await sendCommand(first.url, cookie, 'broadcast/open', { confirmed: true });
  await sendCommand(first.url, cookie, 'broadcast/non-public');
  await eventually(
    'the microphones were read back as closed',
    async () => (await readView(first.url, cookie)).broadcast.closing === undefined,
  );
  first.kill('SIGKILL');
  await first.ended;

  const watcher = endings.add(new OBSWebSocket(), (it) => it.disconnect());
  const seen: string[] = [];
  watcher.on('CurrentProgramSceneChanged', ({ sceneName }) => seen.push(sceneName));
  watcher.on('InputMuteStateChanged', ({ inputName, inputMuted }) =>
    seen.push(`${inputName} ${inputMuted ? 'muted' : 'open'}`),
  );
  await watcher.connect(`ws://127.0.0.1:${hall.chamber.ports.obs}`);
  // Meanwhile somebody leaves OBS in the worst state.
  await hall.control('POST', '/devices/obs/faults/foreign-scene', { scene: 'Saalregie Kamera 1' });
  await hall.control('POST', '/devices/obs/faults/foreign-mute', { input: 'Mic/Aux', muted: false });
  await eventually('both have happened', () => seen.length === 2);
  expect(audible(await obsTruth(hall))).toEqual(['Mic/Aux']);
  seen.length = 0;

  await hall.control('POST', '/seats/2/press');
  const second = await start();
  await eventually('slate and silence', async () => {
    const truth = await obsTruth(hall);
    return truth.program === slateScene && audible(truth).length === 0;
  });
  await devicesReady(second.url, cookie);
  const view = await readView(second.url, cookie);
  expect(view).toMatchObject({ publicity: 'non-public', onAir: { picture: 'slate', sound: 'closed' } });
  // The microphone that is open in the hall changed nothing of it.
  expect(view.open).toEqual([2]);
  expect(seen).toContain('Mic/Aux muted');
  expect(seen.filter((each) => !each.endsWith(' muted') && each !== slateScene)).toEqual([]);
});

test('a public part is public again after a crash, and a session made before still counts', async () => {
  const { start } = await prepare();
  const first = await start();
  const cookie = await signIn(first.url, 'operator');
  await sendCommand(first.url, cookie, 'broadcast/open', { confirmed: true });
  first.kill('SIGKILL');
  await first.ended;
  const second = await start();
  expect((await readView(second.url, cookie)).publicity).toBe('public');
});

test('a second daemon on the same data refuses to start, says where the first one is, and disturbs nothing', async () => {
  const { hall, dataDir, start } = await prepare();
  const first = await start();
  const { code, output, listened } = await runDaemonProcess({ config: hall.config, dataDir });
  expect([code, listened]).toEqual([75, false]);
  expect(output).toContain('already runs on this data folder');
  expect(output).toContain(first.url);
  expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
  await first.stop();
  expect(await isListening(first.port)).toBe(false);
  // The lock went with it.
  await start();
});

describe('a damaged journal', () => {
  const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
  const damages: readonly [string, (file: string) => void][] = [
    [
      'a changed record',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec(`UPDATE records SET data = '{"to":"public"}' WHERE type = 'broadcast/publicity'`);
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        database.close();
      },
    ],
    [
      'a missing record',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec(`DELETE FROM records WHERE seq = 2`);
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        database.close();
      },
    ],
    [
      'a page of zeros',
      (file) => {
        const bytes = readFileSync(file);
        bytes.fill(0, 4096, 3 * 4096);
        writeFileSync(file, bytes);
      },
    ],
    ['a file that is no database', (file) => writeFileSync(file, 'Protokoll der Sitzung\n'.repeat(500))],
    ['half a file', (file) => writeFileSync(file, readFileSync(file).subarray(0, 4096 + 2048))],
  ];
  test.each(damages)(
    '%s stops the start with what to do, and the file is left as it is',
    async (_name, damage) => {
      const { hall, dataDir, start } = await prepare();
      const first = await start();
      const cookie = await signIn(first.url, 'operator');
      for (const name of [
        'broadcast/non-public',
        'broadcast/sound-off',
        'broadcast/sound-on',
        'broadcast/non-public',
      ])
        expect((await sendCommand(first.url, cookie, name)).status).toBe(200);
      await first.stop();

      const journal = join(dataDir, 'journal.sqlite');
      damage(journal);
      const before = hashOf(journal);
      const { code, output, listened } = await runDaemonProcess({ config: hall.config, dataDir });
      expect([code, listened], output).toEqual([65, false]);
      expect(output).toContain(`The journal ${journal} is damaged`);
      expect(output).toContain('1. Copy the whole data folder');
      expect(output).toContain('npm run verify -- --data');
      expect(output).not.toMatch(/\n\s+at .*\.js/);
      expect(hashOf(journal)).toBe(before);
    },
  );
});
