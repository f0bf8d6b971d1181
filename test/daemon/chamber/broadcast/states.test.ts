/** Pauses, holds, the end; microphones, slates and the stream. */
import { describe, expect, test } from 'vitest';
import { outcome } from '../../../../protocols/models/outcome.ts';
import { smallHall } from '../../director/small-hall.ts';
import { openBroadcast, type OpenBroadcast } from './hall.ts';

import { consent, open, speaks, transmission } from './public-part.ts';

describe('microphones', () => {
  test.each([
    ['a pause', 'broadcast/pause'],
    ['the end', 'broadcast/end'],
    ['a part that is not public', 'broadcast/non-public'],
  ] as const)('%s switches the delegates’ off and leaves the chair’s', async (_what, name) => {
    const hall = await open();
    await speaks(hall, 1, 2, 3);
    await hall.give(name, {}, 1000);
    expect(hall.loop.observed().microphones['mics']?.speakers).toEqual([1]);
    expect(hall.root().broadcast.isClosing).toBe(false);
    expect(hall.written.filter(({ type }) => type === 'broadcast/microphones-off')).toHaveLength(1);
  });

  test('opened again in a pause they stay open, and are an alarm; the chair’s is none', async () => {
    const hall = await open();
    await hall.give('broadcast/pause', {}, 1000);
    await speaks(hall, 1, 3);
    expect(hall.loop.observed().microphones['mics']?.speakers).toEqual([1, 3]);
    expect(hall.view().alarms).toEqual([{ code: 'alarm-microphone-in-pause', params: { seat: 3 } }]);
    await hall.give('broadcast/resume', {});
    expect(hall.view().alarms).toEqual([]);
  });

  test('of a system that is not heard, or switches nothing off, nobody can confirm it', async () => {
    const deaf = await open();
    deaf.loop.deviceLost('mics', 'microphones');
    await deaf.give('broadcast/pause', {}, 500);
    expect(deaf.view().broadcast.closing).toBe('blind');

    const talkOff = { ...smallHall.microphoneCapabilities, talkOff: false };
    const hall = await open({ microphoneCapabilities: talkOff });
    await speaks(hall, 2);
    await hall.give('broadcast/pause', {}, 500);
    expect(hall.view().broadcast.closing).toBe('blind');
    expect(hall.submitted.filter(({ model }) => model === 'microphones')).toEqual([]);
    // Switched off at the unit it is confirmed all the same.
    await speaks(hall);
    expect(hall.view().broadcast.closing).toBeUndefined();
  });

  test('one that will not close is tried a few times, and told', async () => {
    const hall = await open();
    await speaks(hall, 2);
    hall.refusing.set('close', outcome.failed('device-deadline', 'unknown'));
    await hall.give('broadcast/pause', {}, 20_000);
    expect(hall.submitted.filter(({ model }) => model === 'microphones')).toHaveLength(3);
    expect(hall.view().broadcast.closing).toBe('under-way');
    expect(hall.view().alarms).toContainEqual({
      code: 'alarm-microphone-fights',
      params: { device: 'mics' },
    });
  });
});

describe('slates', () => {
  const slate = (hall: OpenBroadcast): string | undefined => hall.mixer().texts['Tafel (Text)'];

  test('count the minutes down by themselves', async () => {
    const hall = await openBroadcast();
    await hall.give('broadcast/prepare', { beginsAt: hall.clock.wall() + 3 * 60_000 }, 0);
    await hall.clock.advance(1000);
    expect(slate(hall)).toBe('Die Übertragung beginnt in 3 Minuten');
    await hall.clock.advance(120_000);
    expect(slate(hall)).toBe('Die Übertragung beginnt in 1 Minute');
    await hall.clock.advance(120_000);
    expect(slate(hall)).toBe('Die Übertragung beginnt in Kürze');
  });

  test('say when it goes on, in the hall’s own time, and why there is a pause', async () => {
    const hall = await open();
    const until = Date.UTC(2027, 0, 15, 18, 45);
    await hall.give('broadcast/pause', { until }, 500);
    expect(hall.mixer()).toMatchObject({ program: 'Pause' });
    expect(hall.mixer().texts['Pause (Text)']).toBe('Sitzungspause\nFortsetzung gegen 19:45 Uhr');
    await hall.give('broadcast/pause', { cause: 'fault' }, 500);
    expect(hall.mixer().texts['Pause (Text)']).toMatch(/^Technische Störung/);
    await hall.give('broadcast/end', {}, 500);
    expect(slate(hall)).toBe('Die Übertragung ist beendet');
    await hall.give('broadcast/non-public', {}, 500);
    expect(slate(hall)).toMatch(/^Nichtöffentlicher Teil/);
  });

  test('take the operator’s words, and the usual ones again', async () => {
    const hall = await open();
    await hall.give('broadcast/slate-text', { slate: 'break', text: 'Gleich geht es weiter' });
    await hall.give('broadcast/pause', {}, 500);
    expect(hall.mixer().texts['Pause (Text)']).toBe('Gleich geht es weiter');
    await hall.give('broadcast/slate-text', { slate: 'break', text: null }, 500);
    expect(hall.mixer().texts['Pause (Text)']).toBe('Sitzungspause');
  });

  test('in English where the config says so', async () => {
    const hall = await openBroadcast({
      hall: {
        transmission: {
          ...transmission,
          language: 'en',
          slateTexts: { ...transmission.slateTexts, begin: 'Starts in {minutes}' },
        },
      },
    });
    await hall.give('broadcast/prepare', { beginsAt: hall.clock.wall() + 61_000 }, 500);
    expect(slate(hall)).toBe('Starts in 2 minutes');
  });
});

describe('somebody objects to the transmission', () => {
  const withObjector = (): Promise<OpenBroadcast> =>
    open({ people: { ...smallHall.people, p2: consent('no', false) } });

  test('to picture and sound: a hold by itself that says why, until the speech is over', async () => {
    const hall = await withObjector();
    await speaks(hall, 2);
    expect(hall.root().broadcast).toMatchObject({ publicity: 'consent-hold', heldFor: 2 });
    expect(hall.mixer()).toMatchObject({ program: 'Tafel', inputs: { Saalton: { muted: true } } });
    expect(hall.mixer().texts['Tafel (Text)']).toMatch(/widersprochen/);
    // Nobody switches a microphone off: in the hall the speech goes on.
    expect(hall.loop.observed().microphones['mics']?.speakers).toEqual([2]);
    await speaks(hall, 3);
    expect(hall.root().broadcast.publicity).toBe('public');
    expect(hall.mixer().inputs['Saalton']?.muted).toBe(false);
  });

  test('ended by hand it does not begin again for the same microphone, and the guard still bars both', async () => {
    const hall = await withObjector();
    await speaks(hall, 2);
    await hall.give('broadcast/resume', {}, 2000);
    expect(hall.root().broadcast.publicity).toBe('public');
    expect(hall.mixer().inputs['Saalton']?.muted).toBe(true);
    expect(hall.mixer().program).toBe('Seite');
    await speaks(hall);
    await speaks(hall, 2);
    expect(hall.root().broadcast.publicity).toBe('consent-hold');
  });

  test('to the picture alone: the room that hides them, with sound', async () => {
    const hall = await open({ people: { ...smallHall.people, p2: consent('no', true) } });
    await speaks(hall, 2);
    expect(hall.root().broadcast.publicity).toBe('public');
    expect(hall.mixer()).toMatchObject({ program: 'Seite', inputs: { Saalton: { muted: false } } });
  });

  test('by the chair’s key: it stays until somebody ends it', async () => {
    const hall = await open();
    await speaks(hall, 2);
    await hall.give('broadcast/hold', {});
    await speaks(hall, 3);
    await speaks(hall);
    expect(hall.root().broadcast).toMatchObject({ publicity: 'consent-hold', heldFor: null });
    expect(hall.mixer().program).toBe('Tafel');
    await hall.give('broadcast/resume', {});
    expect(hall.root().broadcast.publicity).toBe('public');
  });
});

describe('the stream', () => {
  test('that ends by itself is told, and goes on by hand', async () => {
    const hall = await open();
    await hall.give('broadcast/start-stream', {});
    hall.happens({ type: 'output', output: 'stream', state: 'inactive' });
    await hall.clock.advance(30_000);
    expect(hall.view().alarms).toEqual([{ code: 'alarm-stream-lost' }]);
    expect(hall.mixer().stream).toBe('inactive');
    await hall.give('broadcast/start-stream', {});
    expect([hall.mixer().stream, hall.view().alarms]).toEqual(['active', []]);
  });

  test('goes on by itself where the config says so, and not without end', async () => {
    const hall = await open({ transmission: { ...transmission, resumesStream: true } });
    await hall.give('broadcast/start-stream', {});
    hall.happens({ type: 'output', output: 'stream', state: 'inactive' });
    await hall.clock.advance(1000);
    expect([hall.mixer().stream, hall.view().broadcast.stream.lostAt]).toEqual(['active', undefined]);
    hall.refusing.set('start-output', outcome.failed('device-refused'));
    hall.toMixer();
    hall.happens({ type: 'output', output: 'stream', state: 'inactive' });
    await hall.clock.advance(60_000);
    expect(hall.toMixer().filter(({ type }) => type === 'start-output').length).toBeLessThanOrEqual(3);
  });

  test('stopped on purpose is not lost; one that does not start is not wanted', async () => {
    const hall = await open();
    await hall.give('broadcast/start-stream', {});
    await hall.give('broadcast/stop-stream', {});
    expect(hall.view().broadcast.stream).toMatchObject({ isWanted: false, state: 'inactive' });
    hall.refusing.set('start-output', outcome.failed('device-mismatch', 'unknown'));
    expect(await hall.give('broadcast/start-stream', {})).toEqual({ ok: false, error: 'device-mismatch' });
    expect(hall.view().broadcast.stream.isWanted).toBe(false);
  });

  test('is thrown away with what is delayed, behind a slate', async () => {
    const hall = await open();
    await speaks(hall, 2);
    await hall.give('broadcast/start-stream', {});
    hall.toMixer();
    await hall.give('broadcast/discard', {});
    const sent = hall.toMixer();
    expect(sent.slice(0, 2)).toEqual([
      { type: 'sound', open: [] },
      { type: 'program', scene: 'Pause' },
    ]);
    expect(sent).toContainEqual({ type: 'stop-output', output: 'stream', discard: true });
    expect(hall.root().broadcast.publicity).toBe('paused');
  });

  test('silent, frozen, dropping and congested are alarms, and a slate may stand still', async () => {
    const hall = await open();
    await hall.give('broadcast/start-stream', {});
    await speaks(hall, 2);
    hall.happens({ type: 'watched', watched: { isSilent: true, isFrozen: true, peakDecibels: -90 } });
    hall.happens({
      type: 'health',
      health: { kilobitsPerSecond: 800, droppedShare: 0.05, congestion: 0.9, isReconnecting: false },
    });
    const codes = (): readonly string[] => hall.view().alarms.map(({ code }) => code);
    expect(codes()).toEqual([
      'alarm-stream-dropping',
      'alarm-stream-congested',
      'alarm-stream-silent',
      'alarm-picture-frozen',
    ]);
    hall.happens({ type: 'health', health: null });
    // A slate in the public part, as for an item that is not transmitted, stands still too.
    hall.happens({ type: 'program', scene: 'Pause' });
    expect(codes()).not.toContain('alarm-picture-frozen');
    await hall.clock.advance(1000);
    // Nobody speaks: silence is right. A slate: so is a picture that stands.
    await speaks(hall);
    expect(codes()).toEqual(['alarm-picture-frozen']);
    await hall.give('broadcast/pause', {});
    expect(codes()).toEqual([]);
  });
});
