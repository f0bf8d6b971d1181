/** Entering a part that is not public, staying in it, and the way back. */
import { describe, expect, test } from 'vitest';
import { displayView } from '../../../../daemon/chamber/project.ts';
import { outcome } from '../../../../protocols/models/outcome.ts';
import { openBroadcast, type OpenBroadcast } from './hall.ts';

const item = (id: string, isPublic: boolean) => ({
  id,
  number: id,
  title: `Punkt ${id}`,
  isPublic,
  onStream: true,
});

/** The public part of a sitting with a public and a closed item; a member speaks, the stream runs. */
async function onAir(options: Parameters<typeof openBroadcast>[0] = {}): Promise<OpenBroadcast> {
  const hall = await openBroadcast({
    ...options,
    hall: {
      bodies: [
        {
          id: 'rat',
          name: 'Rat',
          kind: 'council',
          profile: 'mv',
          statutorySeats: 3,
          unfillableSeats: 0,
          seatPlan: {},
          members: ['p1', 'p2', 'p3'].map((person) => ({
            person,
            role: person === 'p1' ? ('chair' as const) : ('member' as const),
            votingRight: true,
          })),
        },
      ],
      ...options.hall,
    },
  });
  await hall.give('sitting/prepare', {
    id: 's1',
    body: 'rat',
    title: 'Sitzung',
    date: '2026-11-26',
    second: false,
    items: [item('1', true), item('2', false)],
  });
  await hall.give('sitting/open', {});
  await hall.give('broadcast/open', { confirmed: true });
  await hall.give('broadcast/start-stream', {});
  await hall.give('agenda/begin', { item: '1' });
  hall.open([2]);
  await hall.clock.advance(500);
  expect(hall.mixer()).toMatchObject({ stream: 'active', inputs: { Saalton: { muted: false } } });
  hall.toMixer();
  return hall;
}

const running = (hall: OpenBroadcast): string | null | undefined => hall.root().sitting.current?.item;
const states = (hall: OpenBroadcast): Record<string, string> =>
  Object.fromEntries(hall.view().broadcast.closedPart?.checks.map(({ id, state }) => [id, state]) ?? []);

describe('the way in', () => {
  test('slate and silence leave in the very turn of the command, before the disk; then everything goes off', async () => {
    const hall = await onAir({ syncMs: 400 });
    void hall.loop.command({ name: 'broadcast/non-public', input: {} }, 'operator');
    const first = hall.toMixer();
    expect(first).toEqual(
      expect.arrayContaining([
        { type: 'sound', open: [] },
        { type: 'program', scene: 'Tafel' },
        { type: 'stop-output', output: 'stream', discard: false },
      ]),
    );
    // Silence first: a picture may be late, a sound must not.
    expect(first[0]).toEqual({ type: 'sound', open: [] });
    await hall.clock.advance(2000);
    expect(hall.mixer()).toMatchObject({
      program: 'Tafel',
      stream: 'inactive',
      inputs: { Saalton: { muted: true } },
    });
    expect(hall.loop.observed().microphones['mics']?.speakers).toEqual([]);
    expect(hall.view().broadcast.closedPart).toMatchObject({ isGreen: true });
    expect(hall.root().broadcast.closedPart?.isSecured).toBe(true);
  });

  test('every output is ended, and one that nobody can tell of is unknown and red', async () => {
    const hall = await onAir();
    hall.happens({ type: 'output', output: 'virtualCamera', state: 'active' });
    hall.happens({ type: 'output', output: 'replayBuffer', state: 'active' });
    hall.happens({ type: 'output', output: 'record', state: 'active' });
    hall.happens({ type: 'other-outputs', names: ['ndi'] });
    await hall.give('broadcast/non-public', {}, 2000);
    expect(hall.isOff('stream', 'record', 'virtualCamera', 'replayBuffer')).toBe(true);
    expect(hall.mixer().otherOutputs).toEqual([]);
    expect(hall.view().broadcast.closedPart?.isGreen).toBe(true);

    hall.happens({ type: 'other-outputs', names: null });
    hall.happens({ type: 'output', output: 'stream', state: 'unknown' });
    expect(states(hall)).toMatchObject({ stream: 'unknown', 'other-outputs': 'unknown' });
    expect(hall.view().broadcast.closedPart?.isGreen).toBe(false);
  });

  test('an internal recording may go on where the config says so, and only there', async () => {
    const recording = { isAllowed: true, isInternalAllowed: true };
    const hall = await onAir();
    const { transmission } = hall.root().hall;
    const internal = await onAir({ hall: { transmission: { ...transmission, recording } } });
    for (const each of [hall, internal]) {
      each.happens({ type: 'output', output: 'record', state: 'active' });
      await each.give('broadcast/non-public', {}, 2000);
    }
    expect([hall.mixer().record, internal.mixer().record]).toEqual(['inactive', 'active']);
    expect(internal.view().broadcast.closedPart?.isGreen).toBe(true);
  });

  test('public pages lose everything but the slate', async () => {
    const hall = await onAir();
    hall.loop.captioned(['ein Satz']);
    await hall.clock.advance(10);
    expect(displayView(hall.source())).toMatchObject({ captions: ['ein Satz'], item: { title: 'Punkt 1' } });
    await hall.give('broadcast/non-public', {}, 1000);
    expect(displayView(hall.source())).toEqual({
      role: 'display',
      publicity: 'non-public',
      chamber: 'Rat',
      phase: 'non-public',
      slate: { kind: 'non-public' },
    });
    expect(hall.mixer().texts[hall.root().hall.transmission.lowerThird.captions]).toBe('');
  });

  test('nothing of the stream comes back by itself', async () => {
    const hall = await onAir();
    await hall.give('broadcast/non-public', {}, 1000);
    expect(hall.root().broadcast.stream).toEqual({ isWanted: false, lostAt: null });
    expect(await hall.give('broadcast/start-stream', {})).toEqual({ ok: false, error: 'stream-not-public' });
  });
});

describe('an item that is not public', () => {
  test('waits until everything is confirmed, and is called by itself then', async () => {
    const hall = await onAir();
    hall.refusing.set('stop-output', outcome.failed('device-deadline', 'unknown'));
    await hall.give('agenda/begin', { item: '2' }, 3000);
    expect([running(hall), hall.view().broadcast.closedPart?.awaiting]).toEqual([null, '2']);
    expect(states(hall)).toMatchObject({ stream: 'waiting', picture: 'confirmed', microphones: 'confirmed' });
    hall.refusing.clear();
    await hall.clock.advance(3000);
    expect(running(hall)).toBe('2');
    expect(hall.view().broadcast.closedPart?.awaiting).toBeUndefined();
  });

  test('is called without by the chair, with the reason and what was missing in the journal', async () => {
    const hall = await onAir();
    hall.refusing.set('stop-output', outcome.failed('device-deadline', 'unknown'));
    await hall.give('agenda/begin', { item: '2' }, 1000);
    expect(await hall.give('broadcast/override', { reason: 'Netzwerkkabel gezogen' })).toEqual({ ok: true });
    expect(running(hall)).toBe('2');
    const record = hall.written.find(({ type }) => type === 'broadcast/overridden');
    expect(record).toMatchObject({
      data: { missing: ['stream'] },
      personal: { reason: 'Netzwerkkabel gezogen' },
    });
    // Members speak in the item: the microphones were off once, and that stays confirmed.
    hall.open([3]);
    expect(states(hall)).toMatchObject({ microphones: 'confirmed', stream: 'waiting' });
    hall.open([]);
    // The word was about the stream, and about nothing else.
    await hall.give('agenda/end', {});
    hall.refusing.set('program', outcome.failed('device-refused'));
    hall.happens({ type: 'program', scene: 'Totale' });
    await hall.give('agenda/begin', { item: '2' }, 100);
    expect(running(hall)).toBeNull();
  });

  test('is not called while the mixer is not heard, and not forgotten', async () => {
    const hall = await onAir();
    hall.loop.deviceLost('obs', 'switcher');
    await hall.give('agenda/begin', { item: '2' }, 5000);
    expect(running(hall)).toBeNull();
    expect(states(hall)).toMatchObject({ picture: 'unknown', sound: 'unknown', stream: 'unknown' });
    hall.happens({ type: 'snapshot', state: { ...hall.mixer(), stream: 'active', otherOutputs: [] } });
    await hall.clock.advance(3000);
    expect(running(hall)).toBe('2');
  });

  test('is not called while a delegate’s microphone is open', async () => {
    const hall = await onAir();
    hall.refusing.set('close', outcome.failed('device-deadline', 'unknown'));
    await hall.give('agenda/begin', { item: '2' }, 5000);
    expect([running(hall), states(hall)['microphones']]).toEqual([null, 'waiting']);
    hall.open([]);
    await hall.clock.advance(100);
    expect(running(hall)).toBe('2');
  });

  test('another one may be called instead, and what waits can be taken back', async () => {
    const hall = await onAir();
    hall.refusing.set('stop-output', outcome.failed('device-deadline', 'unknown'));
    await hall.give('agenda/begin', { item: '2' }, 500);
    expect(await hall.give('agenda/end', {})).toEqual({ ok: true });
    hall.refusing.clear();
    await hall.clock.advance(3000);
    expect(running(hall)).toBeNull();
  });
});

describe('what no machine can see', () => {
  const withConference = async (): Promise<OpenBroadcast> => {
    const { hall } = (await onAir()).root();
    const conference = { speakerScene: 'Konferenz', galleryScene: null, soundInput: null };
    const at = await onAir({ hall: { transmission: { ...hall.transmission, conference } } });
    await at.give('attendance/set', { person: 'p3', status: 'remote' });
    return at;
  };

  test('guests, roster, the conference’s own recording, and every remote member alone: ticked by people', async () => {
    const hall = await withConference();
    await hall.give('agenda/begin', { item: '2' }, 2000);
    expect(running(hall)).toBeNull();
    for (const check of ['conference-guests', 'conference-roster', 'conference-recording'] as const)
      await hall.give('broadcast/confirm', { check, done: true });
    expect([running(hall), states(hall)['alone']]).toEqual([null, 'waiting']);
    await hall.give('broadcast/alone', { person: 'p3', alone: true });
    expect(running(hall)).toBe('2');
  });

  test('taken back it is red, and an alarm', async () => {
    const hall = await withConference();
    await hall.give('broadcast/non-public', {}, 1000);
    for (const check of ['conference-guests', 'conference-roster', 'conference-recording'] as const)
      await hall.give('broadcast/confirm', { check, done: true });
    await hall.give('broadcast/alone', { person: 'p3', alone: true });
    expect(hall.view().alarms).toEqual([]);
    await hall.give('broadcast/confirm', { check: 'conference-guests', done: false });
    expect(hall.view().alarms).toEqual([
      { code: 'alarm-closed-part-broken', params: { check: 'conference-guests' } },
    ]);
  });

  test('whoever leaves and comes back says again that nobody else is there', async () => {
    const hall = await withConference();
    await hall.give('broadcast/non-public', {}, 1000);
    await hall.give('broadcast/alone', { person: 'p3', alone: true });
    await hall.give('attendance/set', { person: 'p3', status: 'left' });
    await hall.give('attendance/set', { person: 'p3', status: 'remote' });
    expect(states(hall)['alone']).toBe('waiting');
  });

  test('outside such a part there is nothing to confirm', async () => {
    const hall = await onAir();
    for (const name of ['broadcast/override', 'broadcast/confirm', 'broadcast/alone'] as const) {
      const input = {
        reason: 'x',
        check: 'conference-guests',
        done: true,
        person: 'p3',
        alone: true,
      } as never;
      expect(await hall.give(name, input)).toEqual({ ok: false, error: 'closed-part-missing' });
    }
  });
});

describe('while it lasts', () => {
  test.each(['stream', 'record', 'virtualCamera', 'replayBuffer'] as const)(
    'a %s that anybody starts is broken off at once and alarmed, once',
    async (output) => {
      const hall = await onAir();
      await hall.give('broadcast/non-public', {}, 2000);
      hall.toMixer();
      hall.happens({ type: 'output', output, state: 'starting' });
      expect(hall.toMixer()).toContainEqual({ type: 'stop-output', output, discard: true });
      await hall.clock.advance(1000);
      expect(hall.isOff(output)).toBe(true);
      expect(hall.alarms()).toEqual([{ code: 'alarm-output-not-public', device: 'obs', output }]);
      hall.happens({ type: 'output', output, state: 'active' });
      await hall.clock.advance(2000);
      expect(hall.alarms()).toHaveLength(2);
    },
  );

  test('an output that the contract has no name for as well', async () => {
    const hall = await onAir();
    await hall.give('broadcast/non-public', {}, 2000);
    hall.happens({ type: 'other-outputs', names: ['ndi'] });
    await hall.clock.advance(1000);
    expect(hall.mixer().otherOutputs).toEqual([]);
    expect(hall.alarms()).toEqual([{ code: 'alarm-output-not-public', device: 'obs', output: 'ndi' }]);
  });

  test('who never gives up is never given up on', async () => {
    const hall = await onAir();
    await hall.give('broadcast/non-public', {}, 2000);
    hall.refusing.set('stop-output', outcome.failed('device-refused'));
    hall.happens({ type: 'output', output: 'stream', state: 'active' });
    await hall.clock.advance(60_000);
    const tries = hall.toMixer().filter(({ type }) => type === 'stop-output').length;
    expect(tries).toBeGreaterThan(50);
    hall.refusing.clear();
    await hall.clock.advance(1500);
    expect(hall.isOff('stream')).toBe(true);
  });

  test('a daemon that starts anew in it goes on before anything else, and knows what was confirmed', async () => {
    const first = await onAir();
    await first.give('broadcast/non-public', {}, 2000);
    const again = await openBroadcast({ hall: first.root().hall, before: first.written });
    expect(again.root().broadcast).toMatchObject({
      publicity: 'non-public',
      closedPart: { isSecured: true },
    });
    // It found the wide on air, as somebody had switched to it.
    expect(again.toMixer()).toEqual(
      expect.arrayContaining([
        { type: 'program', scene: 'Tafel' },
        { type: 'sound', open: [] },
      ]),
    );
    again.happens({ type: 'output', output: 'stream', state: 'active' });
    await again.clock.advance(1000);
    expect(again.isOff('stream')).toBe(true);
    expect(again.alarms()).toEqual([{ code: 'alarm-output-not-public', device: 'obs', output: 'stream' }]);
  });

  test('the members’ microphones work again once they were all off', async () => {
    const hall = await onAir();
    await hall.give('broadcast/non-public', {}, 2000);
    hall.open([3]);
    await hall.clock.advance(5000);
    expect(hall.loop.observed().microphones['mics']?.speakers).toEqual([3]);
    expect(hall.view().broadcast.closedPart?.isGreen).toBe(true);
    expect(hall.mixer().inputs['Saalton']?.muted).toBe(true);
  });
});

describe('the way back', () => {
  test('takes two steps of two people or one, and the first shows a slate', async () => {
    const hall = await onAir();
    await hall.give('broadcast/non-public', {}, 2000);
    expect(await hall.give('broadcast/open', { confirmed: true })).toEqual({
      ok: false,
      error: 'sitting-not-public',
    });
    await hall.give('sitting/go-public', { confirmed: true });
    expect([hall.root().broadcast.publicity, hall.mixer().program]).toEqual(['pre', 'Tafel']);
    expect(hall.mixer().inputs['Saalton']?.muted).toBe(true);
    // Between the steps the stream may start: it starts on the slate.
    expect(await hall.give('broadcast/start-stream', {})).toMatchObject({ ok: true });
    expect([hall.mixer().stream, hall.mixer().program]).toEqual(['active', 'Tafel']);
    expect(await hall.give('broadcast/open', { confirmed: true })).toEqual({ ok: true });
    hall.open([2]);
    await hall.clock.advance(3000);
    expect(hall.mixer().program).not.toBe('Tafel');
    expect(hall.mixer().inputs['Saalton']?.muted).toBe(false);
  });

  test('without a sitting the operator prepares first', async () => {
    const hall = await openBroadcast();
    await hall.give('broadcast/open', { confirmed: true });
    await hall.give('broadcast/non-public', {}, 1000);
    expect(await hall.give('broadcast/open', { confirmed: true })).toEqual({
      ok: false,
      error: 'not-prepared',
    });
    for (const name of ['broadcast/pause', 'broadcast/resume', 'broadcast/hold', 'broadcast/end'] as const)
      expect(await hall.give(name, {}), name).toMatchObject({ ok: false });
    expect(hall.root().broadcast.publicity).toBe('non-public');
    await hall.give('broadcast/prepare', {});
    expect(await hall.give('broadcast/open', { confirmed: true })).toEqual({ ok: true });
  });

  test('the step out waits for the disk: a crash in between leaves the part closed', async () => {
    const hall = await openBroadcast({ syncMs: 400 });
    void hall.loop.command({ name: 'broadcast/non-public', input: {} }, 'test');
    await hall.clock.advance(2000);
    void hall.loop.command({ name: 'broadcast/prepare', input: {} }, 'test');
    hall.happens({ type: 'output', output: 'stream', state: 'active' });
    await hall.clock.advance(100);
    expect(hall.isOff('stream')).toBe(true);
  });
});
