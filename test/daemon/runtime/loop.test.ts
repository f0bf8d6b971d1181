import { describe, expect, test } from 'vitest';
import type { FastTrack, Wish } from '../../../daemon/chamber/feature.ts';
import {
  chamberFeatures,
  initialRoot,
  restricts,
  type ChamberCommand,
  type ChamberEvent,
  type ChamberRoot,
} from '../../../daemon/chamber/root.ts';
import type { NewRecord } from '../../../daemon/journal/store.ts';
import { createLoop } from '../../../daemon/runtime/loop.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { DeviceCommand } from '../../../protocols/models/commands.ts';
import { noMicrophones } from '../../../protocols/models/microphones.ts';
import { outcome, type Outcome } from '../../../protocols/models/outcome.ts';
import { smallHall } from '../director/small-hall.ts';

/** A loop whose disk syncs when told to, and whose fast track only notes what it was shown. */
function openLoop(
  options: { wishes?: (acting: ChamberRoot) => readonly Wish[]; onSubmit?: () => void } = {},
) {
  const clock = createVirtualClock();
  const written: NewRecord[] = [];
  const syncs: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const seen: ChamberRoot[] = [];
  const submitted: DeviceCommand[] = [];
  const fatal: unknown[] = [];
  let answer: Outcome = outcome.done('acknowledged');
  const track: FastTrack<ChamberRoot, ChamberEvent, null, null> = {
    initial: null,
    run(_memory, acting) {
      seen.push(acting);
      return {
        memory: null,
        wishes: options.wishes?.(acting) ?? [],
        traces: [],
        wakeAt: null,
        picture: null,
      };
    },
  };
  const loop = createLoop<ChamberRoot, ChamberEvent, ChamberCommand, null, null>({
    clock,
    features: chamberFeatures,
    initial: initialRoot(smallHall),
    restricts,
    track,
    append(records) {
      written.push(...records);
      return new Promise((resolve, reject) => void syncs.push({ resolve, reject }));
    },
    submit(command) {
      submitted.push(command);
      options.onSubmit?.();
      return Promise.resolve(answer);
    },
    alarm: () => ({ type: 'log/alarm', version: 1, data: { code: 'x', params: {} } }),
    fatal: (error) => fatal.push(error),
  });
  loop.start();
  return {
    clock,
    loop,
    written,
    submitted,
    fatal,
    acting: () => seen.at(-1),
    setAnswer: (next: Outcome) => {
      answer = next;
    },
    /** The disk has caught up. */
    async sync() {
      for (const { resolve } of syncs.splice(0)) resolve();
      await clock.advance(0);
    },
    failSync: () => {
      for (const { reject } of syncs.splice(0)) reject(new Error('EIO'));
    },
  };
}

const open: ChamberCommand = { name: 'broadcast/open', input: { confirmed: true } };
const close: ChamberCommand = { name: 'broadcast/non-public', input: {} };

describe('what permits waits for the disk, what restricts does not', () => {
  test('the public part acts, shows and is acknowledged after the sync only', async () => {
    const { loop, acting, sync, clock } = openLoop();
    let answered = false;
    const answer = loop.command(open, 'operator').then((result) => {
      answered = true;
      return result;
    });
    await clock.advance(1000);
    expect(answered).toBe(false);
    expect(acting()?.broadcast.publicity).toBe('unknown');
    expect(loop.durable().broadcast.publicity).toBe('unknown');
    await sync();
    await expect(answer).resolves.toEqual({ ok: true });
    expect(acting()?.broadcast.publicity).toBe('public');
  });

  test('the non-public part acts at once and is shown and acknowledged after the sync', async () => {
    const { loop, acting, sync } = openLoop();
    void loop.command(open, 'operator');
    await sync();
    const answer = loop.command(close, 'chair');
    expect(acting()?.broadcast.publicity).toBe('non-public');
    expect(loop.durable().broadcast.publicity).toBe('public');
    await sync();
    await expect(answer).resolves.toEqual({ ok: true });
    expect(loop.durable().broadcast.publicity).toBe('non-public');
  });

  test('a restriction given while a permission is on its way to the disk is never undone by it', async () => {
    const { loop, acting, sync, written } = openLoop();
    void loop.command(open, 'operator');
    void loop.command(close, 'operator');
    expect(acting()?.broadcast.publicity).toBe('non-public');
    await sync();
    expect(acting()?.broadcast.publicity).toBe('non-public');
    expect(loop.durable().broadcast.publicity).toBe('non-public');
    expect(written.map(({ data }) => data)).toEqual([{ to: 'public' }, { to: 'non-public' }]);
  });

  test('whoever takes a seat counts as nobody until it is on disk', async () => {
    const { loop, acting, sync } = openLoop();
    void loop.command({ name: 'people/assign', input: { seat: 3, person: null } }, 'operator');
    await sync();
    void loop.command({ name: 'people/assign', input: { seat: 2, person: 'p3' } }, 'operator');
    expect(acting()?.people.occupants[2]).toBeNull();
    await sync();
    expect(acting()?.people.occupants[2]).toEqual({ person: 'p3', isConfirmed: true });
  });

  test('a withdrawn consent acts at once, a given one after the sync', async () => {
    const { loop, acting, sync } = openLoop();
    const consent = (image: 'yes' | 'no'): ChamberCommand => ({
      name: 'people/consent',
      input: { person: 'p2', image },
    });
    void loop.command(consent('no'), 'operator');
    expect(acting()?.people.consents['p2']?.image).toBe('no');
    await sync();
    void loop.command(consent('yes'), 'operator');
    expect(acting()?.people.consents['p2']?.image).toBe('no');
    await sync();
    expect(acting()?.people.consents['p2']?.image).toBe('yes');
  });

  test('a failed sync is the end: nothing is acknowledged, and it is reported as fatal', async () => {
    const { loop, failSync, fatal, clock } = openLoop();
    const answer = loop.command(open, 'operator');
    failSync();
    await clock.advance(0);
    await expect(answer).resolves.toEqual({ ok: false, error: 'journal-failed' });
    expect(fatal).toHaveLength(1);
    expect(loop.durable().broadcast.publicity).toBe('unknown');
  });
});

describe('reports of devices', () => {
  const snapshot = { model: 'microphones', event: { type: 'snapshot', state: noMicrophones } } as const;
  const opened = (seat: number) => ({ model: 'microphones', event: { type: 'opened', seat } }) as const;

  test('reach the fast track at once and the record after the sync', async () => {
    const { loop, acting, sync, written } = openLoop();
    loop.deviceReported('mics', snapshot);
    loop.deviceReported('mics', opened(2));
    expect(loop.observed().microphones['mics']?.speakers).toEqual([2]);
    expect(acting()?.floor.open).toEqual([]);
    expect(written.map(({ type }) => type)).toEqual(['floor/opened']);
    await sync();
    expect(loop.durable().floor.open.map(({ seat }) => seat)).toEqual([2]);
  });

  test('are recorded once, however often they come while the disk is slow', async () => {
    const { loop, written } = openLoop();
    loop.deviceReported('mics', snapshot);
    loop.deviceReported('mics', opened(2));
    loop.deviceReported('mics', { model: 'microphones', event: { type: 'requested', seat: 3 } });
    loop.deviceReported('mics', snapshot);
    expect(written.map(({ type, data }) => [type, data])).toEqual([
      ['floor/opened', { seat: 2 }],
      ['floor/requested', { seat: 3, kind: 'request' }],
      ['floor/closed', { seat: 2 }],
      ['floor/request-ended', { seat: 3 }],
    ]);
  });

  test('a lost link makes the microphones unknown and leaves the record alone', async () => {
    const { loop, sync, written } = openLoop();
    loop.deviceReported('mics', snapshot);
    loop.deviceReported('mics', opened(2));
    await sync();
    loop.deviceLost('mics', 'microphones');
    expect(loop.observed().microphones['mics']).toBeNull();
    expect(written).toHaveLength(1);
    loop.deviceReported('mics', snapshot);
    expect(written.at(-1)?.type).toBe('floor/closed');
  });
});

describe('the order of records', () => {
  test('is kept when a device answers within the very turn in which something restricting was decided', async () => {
    const { loop, written, sync } = openLoop({
      wishes: ({ broadcast }) =>
        broadcast.publicity === 'non-public'
          ? [
              {
                key: 'obs/program',
                wanted: 'Tafel',
                reported: 'Totale',
                command: { device: 'obs', model: 'switcher', command: { type: 'program', scene: 'Tafel' } },
                insist: true,
              },
            ]
          : [],
      // As a microphone unit that closes everything does, heard at once.
      onSubmit: () =>
        loop.deviceReported('mics', {
          model: 'microphones',
          event: { type: 'snapshot', state: { ...noMicrophones, speakers: [2] } },
        }),
    });
    const answer = loop.command({ name: 'broadcast/non-public', input: {} }, 'operator');
    expect(written.map(({ type }) => type)).toEqual(['broadcast/publicity', 'floor/opened']);
    expect(written.map(({ seq }) => seq)).toEqual([1, 2]);
    await sync();
    expect(await answer).toEqual({ ok: true });
  });

  test('a trace that waits for company is on the record before the fact that came after it', async () => {
    const { loop, written, clock, sync } = openLoop();
    loop.trace([{ type: 'captions/said', version: 1, data: {}, personal: { text: 'Zur Sache' } }]);
    expect(written).toEqual([]);
    loop.record([{ type: 'broadcast/recording', version: 1, data: { id: 'r1', on: false } }], 'device');
    expect(written.map(({ type, actor }) => [type, actor])).toEqual([
      ['captions/said', 'daemon'],
      ['broadcast/recording', 'device'],
    ]);
    await sync();
    loop.trace([{ type: 'captions/said', version: 1, data: {}, personal: { text: 'allein' } }]);
    await clock.advance(1000);
    expect(written).toHaveLength(3);
  });
});

describe('commands', () => {
  test('to a device answer with its evidence, or with its failure', async () => {
    const { loop, submitted, setAnswer } = openLoop();
    loop.deviceReported('mics', { model: 'microphones', event: { type: 'snapshot', state: noMicrophones } });
    const give: ChamberCommand = { name: 'floor/give', input: { seat: 2 } };
    await expect(loop.command(give, 'chair')).resolves.toEqual({ ok: true, evidence: 'acknowledged' });
    expect(submitted).toEqual([{ device: 'mics', model: 'microphones', command: { type: 'open', seat: 2 } }]);
    setAnswer(outcome.failed('device-refused'));
    await expect(loop.command(give, 'chair')).resolves.toEqual({ ok: false, error: 'device-refused' });
  });

  test.each<[ChamberCommand, string]>([
    [{ name: 'floor/give', input: { seat: 99 } }, 'unknown-seat'],
    [{ name: 'floor/next', input: {} }, 'nobody-waits'],
    [{ name: 'floor/withdraw', input: { seat: 2 } }, 'not-open'],
    [{ name: 'floor/drop-request', input: { seat: 2 } }, 'not-waiting'],
    [{ name: 'floor/extend', input: { seconds: 60 } }, 'nobody-has-the-floor'],
    [{ name: 'broadcast/pause', input: {} }, 'not-public'],
    [{ name: 'broadcast/resume', input: {} }, 'not-public'],
    [{ name: 'direction/show', input: { shot: 'no:1' } }, 'unknown-shot'],
    [{ name: 'people/assign', input: { seat: 2, person: 'p9' } }, 'unknown-person'],
    [{ name: 'people/assign', input: { seat: 2, person: 'p3' } }, 'person-seated-elsewhere'],
  ])('%j is refused with %s, and nothing is written', async (command, error) => {
    const { loop, written } = openLoop();
    loop.deviceReported('mics', { model: 'microphones', event: { type: 'snapshot', state: noMicrophones } });
    await expect(loop.command(command, 'operator')).resolves.toEqual({ ok: false, error });
    expect(written).toEqual([]);
  });

  test('before the microphones are heard, nothing about the floor can be ordered', async () => {
    const { loop } = openLoop();
    await expect(loop.command({ name: 'floor/next', input: {} }, 'chair')).resolves.toEqual({
      ok: false,
      error: 'device-offline',
    });
  });
});

describe('what follows from an effect', () => {
  type Fact = { readonly type: 'asked' | 'done' | 'doubt'; readonly version: 1; readonly data: object };
  const fact = (type: Fact['type']): Fact => ({ type, version: 1, data: {} });

  /** One command, which asks a device for something and has facts for how that ends. */
  async function command(answer: Outcome) {
    const clock = createVirtualClock();
    const syncs: (() => void)[] = [];
    const written: string[] = [];
    const loop = createLoop<readonly string[], Fact, 'ask', null, null>({
      clock,
      features: [
        {
          decide: () => ({
            ok: true,
            events: [fact('asked')],
            effects: [{ device: 'cam', model: 'camera', command: { type: 'store', preset: 1 } }],
            afterwards: [fact('done')],
            inDoubt: [fact('doubt')],
          }),
          reduce: (root, { event }) => [...root, event.type],
        },
      ],
      initial: [],
      restricts: () => false,
      track: {
        initial: null,
        run: () => ({ memory: null, wishes: [], traces: [], wakeAt: null, picture: null }),
      },
      append(records) {
        written.push(...records.map(({ type }) => type));
        return new Promise((resolve) => syncs.push(() => resolve()));
      },
      submit: () => Promise.resolve(answer),
      alarm: () => fact('asked'),
      fatal: () => undefined,
    });
    loop.start();
    let result: unknown = null;
    void loop.command('ask', 'operator').then((given) => (result = given));
    const sync = async (): Promise<void> => {
      for (const each of syncs.splice(0)) each();
      await clock.advance(0);
    };
    await sync();
    return { result: () => result, sync, written, durable: () => loop.durable() };
  }

  test('is a fact once the device has done it, and the answer waits for that to be on disk', async () => {
    const { result, sync, written, durable } = await command(outcome.done('acknowledged'));
    expect(written).toEqual(['asked', 'done']);
    expect(result()).toBeNull();
    await sync();
    expect(result()).toEqual({ ok: true, evidence: 'acknowledged' });
    expect(durable()).toEqual(['asked', 'done']);
  });

  test('is none where it did not, and another where nobody knows', async () => {
    const refused = await command(outcome.failed('device-refused'));
    expect(refused.written).toEqual(['asked']);
    const unknown = await command(outcome.failed('device-deadline', 'unknown'));
    await unknown.sync();
    expect(unknown.written).toEqual(['asked', 'doubt']);
    expect(unknown.result()).toEqual({ ok: false, error: 'device-deadline' });
  });
});
