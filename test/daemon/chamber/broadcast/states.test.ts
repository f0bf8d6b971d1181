/** Pauses, holds, the end; microphones, slates and lower thirds; slides and the conference; recordings. */
import { describe, expect, test } from 'vitest';
import { displayView } from '../../../../daemon/chamber/project.ts';
import type { Hall } from '../../../../daemon/chamber/hall.ts';
import { outcome } from '../../../../protocols/models/outcome.ts';
import { everything, smallHall } from '../../director/small-hall.ts';
import { openBroadcast, type OpenBroadcast } from './hall.ts';

const { transmission } = smallHall;
const { lowerThird } = transmission;

async function open(hall: Partial<Hall> = {}): Promise<OpenBroadcast> {
  const opened = await openBroadcast({ hall });
  await opened.give('broadcast/open', { confirmed: true });
  return opened;
}

const camera = (hall: OpenBroadcast, device: string, preset: number): void =>
  hall.loop.deviceReported(device, {
    model: 'camera',
    event: {
      type: 'motion',
      motion: { kind: 'still', since: hall.clock.now() - 5000, preset, measured: true },
    },
  });
const speaks = async (hall: OpenBroadcast, ...seats: readonly number[]): Promise<void> => {
  hall.open(seats);
  await hall.clock.advance(500);
};
const said = (hall: OpenBroadcast): string => hall.mixer().texts[lowerThird.name] ?? '';
const consent = (image: 'yes' | 'not-recognisable' | 'no', sound: boolean, name = true) => ({
  name: 'Mitglied',
  consent: { image, sound, name },
});

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

describe('the lower third', () => {
  test('names who has the floor once their picture is reported, and nobody in between', async () => {
    const hall = await open();
    camera(hall, 'cam-a', 2);
    camera(hall, 'cam-b', 3);
    await speaks(hall, 2);
    expect([hall.mixer().program, said(hall)]).toEqual(['Kamera A', 'Mitglied 2']);
    hall.toMixer();
    hall.open([3]);
    await hall.clock.advance(2500);
    // The old name is gone with the order for the new picture, and the new name comes behind its report.
    const order = hall
      .toMixer()
      .flatMap((each) =>
        each.type === 'program' ? [each.scene] : each.type === 'texts' ? [each.texts[lowerThird.name]] : [],
      )
      .filter((entry, index, all) => entry !== all[index - 1]);
    expect(order.slice(0, 1)).toEqual(['']);
    expect(order.indexOf('Kamera B')).toBeLessThan(order.indexOf('Mitglied 3'));
    expect(said(hall)).toBe('Mitglied 3');
  });

  test('has no name on its way before the picture it belongs to is reported', async () => {
    const hall = await open({ rules: { ...smallHall.rules, minimumHoldMs: 0 } });
    camera(hall, 'cam-a', 2);
    camera(hall, 'cam-b', 3);
    await speaks(hall, 2);
    await speaks(hall, 3);
    await speaks(hall, 2);
    const scenes = hall.submitted.flatMap((each) => {
      const isName = each.model === 'switcher' && each.command.type === 'texts';
      const name = isName && each.command.type === 'texts' ? each.command.texts[lowerThird.name] : '';
      return name ? [`${name} on ${hall.shownAt.get(each) ?? ''}`] : [];
    });
    expect(new Set(scenes)).toEqual(new Set(['Mitglied 2 on Kamera A', 'Mitglied 3 on Kamera B']));
  });

  test('says nothing on a slate, whoever speaks behind it', async () => {
    const hall = await open();
    await speaks(hall, 1);
    expect(hall.mixer().texts[lowerThird.title]).toBe('Sitzung');
    await hall.give('broadcast/pause', {}, 1000);
    expect(hall.loop.observed().microphones['mics']?.speakers).toEqual([1]);
    for (const name of Object.values(lowerThird)) expect(hall.mixer().texts[name], name).toBe('');
  });

  test('shows captions only of what may be heard', async () => {
    const hall = await open();
    await speaks(hall, 2);
    hall.loop.captioned(['ein Satz']);
    await hall.clock.advance(100);
    expect(hall.mixer().texts[lowerThird.captions]).toBe('ein Satz');
    expect(displayView(hall.source()).captions).toEqual(['ein Satz']);
    await hall.give('broadcast/sound-off', {});
    expect(hall.mixer().texts[lowerThird.captions]).toBe('');
    expect(displayView(hall.source()).captions).toBeUndefined();
  });

  test('stands under the room, and never under somebody else', async () => {
    const hall = await open();
    await speaks(hall, 2);
    expect([hall.mixer().program, said(hall)]).toEqual(['Totale', 'Mitglied 2']);
    camera(hall, 'cam-b', 3);
    await hall.give('direction/show', { shot: 'cam-b:3' }, 3000);
    expect([hall.mixer().program, said(hall)]).toEqual(['Kamera B', '']);
  });

  test('leaves out whoever does not consent to the name', async () => {
    const hall = await open({ people: { ...smallHall.people, p2: consent('yes', true, false) } });
    camera(hall, 'cam-a', 2);
    await speaks(hall, 2);
    expect([hall.mixer().program, said(hall)]).toEqual(['Kamera A', '']);
  });

  test('names the chair that speaks between, without a speaking time', async () => {
    const hall = await open();
    camera(hall, 'cam-a', 2);
    camera(hall, 'cam-b', 1);
    await speaks(hall, 2);
    await speaks(hall, 2, 1);
    await hall.clock.advance(3000);
    expect([hall.mixer().program, said(hall), hall.mixer().texts[lowerThird.time]]).toEqual([
      'Kamera B',
      'Mitglied 1',
      '',
    ]);
    // A listener who is shown has no name: nobody hears them.
    await hall.give('direction/show', { shot: 'cam-b:1' }, 1000);
    await speaks(hall, 2);
    await hall.clock.advance(3000);
    expect([hall.mixer().program, said(hall)]).toEqual(['Kamera B', '']);
  });

  test('tells the speaking time, second by second', async () => {
    const hall = await open();
    await speaks(hall, 2);
    await hall.clock.advance(61_000);
    expect(hall.mixer().texts[lowerThird.time]).toMatch(/^1:0[12] \/ 5:00$/);
  });

  test('cuts what is too long between characters, and keeps emoji and other scripts', async () => {
    const name = `${'👩‍💼'.repeat(3)} מלך ${'x'.repeat(10_000)}`;
    const hall = await open({ people: { ...smallHall.people, p2: { name, consent: everything } } });
    await speaks(hall, 2);
    expect(said(hall).startsWith('👩‍💼👩‍💼👩‍💼 מלך xxx')).toBe(true);
    expect(said(hall).endsWith('…')).toBe(true);
    expect(said(hall).length).toBeLessThan(100);
  });

  test('is not asked of a mixer that has no such texts', async () => {
    const hall = await open();
    hall.happens({ type: 'snapshot', state: { ...hall.mixer(), texts: {} } });
    hall.toMixer();
    await speaks(hall, 2);
    expect(hall.toMixer().filter(({ type }) => type === 'texts')).toEqual([]);
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

describe('a recording', () => {
  const allowed = { ...transmission, recording: { isAllowed: true, isInternalAllowed: false } };

  test('is off, and refused where the config does not permit it', async () => {
    const hall = await open();
    expect(hall.view().broadcast.recording).toMatchObject({ state: 'inactive', isAllowed: false });
    expect(await hall.give('broadcast/start-recording', {})).toEqual({
      ok: false,
      error: 'recording-not-allowed',
    });
  });

  test('shows and keeps only who consents to it, at once', async () => {
    const hall = await open({ transmission: allowed });
    await hall.give('people/consent', { person: 'p3', recording: true });
    camera(hall, 'cam-a', 2);
    camera(hall, 'cam-b', 3);
    await speaks(hall, 2);
    expect(hall.mixer()).toMatchObject({ program: 'Kamera A', inputs: { Saalton: { muted: false } } });
    expect(hall.view().broadcast.recording.withoutConsent).toBe(2);
    await hall.give('broadcast/start-recording', {}, 1000);
    expect(hall.mixer()).toMatchObject({ program: 'Totale', inputs: { Saalton: { muted: true } } });
    expect(hall.view().onAir.reasons).toEqual([{ code: 'sound-no-recording-consent', params: { seat: 2 } }]);
    expect(hall.view().direction.reason).toEqual({ code: 'no-recording-consent', params: { seat: 2 } });
    await speaks(hall, 3);
    expect(hall.mixer()).toMatchObject({ program: 'Kamera B', inputs: { Saalton: { muted: false } } });
    await hall.give('broadcast/stop-recording', {}, 1000);
    await speaks(hall, 2);
    expect(hall.mixer().inputs['Saalton']?.muted).toBe(false);
  });

  test('that ends by itself is an alarm, and one that was stopped is none', async () => {
    const hall = await open({ transmission: allowed });
    await hall.give('broadcast/start-recording', {}, 500);
    hall.happens({ type: 'output', output: 'record', state: 'inactive' });
    expect(hall.view().alarms).toEqual([{ code: 'alarm-not-recorded' }]);
    await hall.give('broadcast/start-recording', {}, 500);
    await hall.give('broadcast/stop-recording', {}, 500);
    expect(hall.view().alarms).toEqual([]);
    await hall.give('broadcast/start-recording', {}, 500);
    await hall.give('broadcast/non-public', {}, 2000);
    await hall.give('broadcast/prepare', {}, 500);
    expect(hall.view().alarms).toEqual([]);
  });

  test('that somebody starts at the mixer is one all the same', async () => {
    const hall = await open();
    hall.happens({ type: 'output', output: 'record', state: 'active' });
    await hall.clock.advance(100);
    expect(hall.view().broadcast.recording.chapters).toHaveLength(1);
    expect(hall.view().alarms).toEqual([{ code: 'alarm-recording-not-allowed', params: { device: 'obs' } }]);
    hall.happens({ type: 'output', output: 'record', state: 'inactive' });
    await hall.clock.advance(100);
    expect(hall.view().broadcast.recording.chapters[0]?.endedAt).toBeDefined();
  });
});

describe('slides and the conference', () => {
  const slides = {
    transmission: { ...transmission, slidesScene: 'Folien' },
  };

  test('slides go on air after a release, and fall back when the floor changes', async () => {
    const hall = await open(slides);
    await speaks(hall, 2);
    await hall.give('broadcast/slides', { on: true });
    expect(hall.mixer().program).toBe('Folien');
    await hall.clock.advance(60_000);
    expect(hall.mixer().program).toBe('Folien');
    await speaks(hall, 2, 1);
    expect(hall.mixer().program).toBe('Totale');
    expect(hall.view().broadcast.slides).toBe('ready');
  });

  test('not released they are refused, and a whole desktop always', async () => {
    const hall = await open(slides);
    await hall.give('direction/show', { shot: 'slides' }, 1000);
    expect(hall.mixer().program).toBe('Totale');
    hall.happens({ type: 'desktop-scenes', scenes: ['Folien'] });
    await hall.give('direction/hand-back', {});
    await hall.give('broadcast/slides', { on: true }, 1000);
    expect(hall.mixer().program).toBe('Totale');
    hall.happens({ type: 'desktop-scenes', scenes: ['Totale'] });
    await hall.give('broadcast/slides', { on: false }, 1000);
    expect(hall.mixer().program).toBe('Seite');
    expect(hall.view().direction.refused).toContainEqual({
      code: 'desktop-visible',
      params: { scene: 'Totale' },
    });
  });

  test('without slides there is no such key', async () => {
    const hall = await open();
    expect(await hall.give('broadcast/slides', { on: true })).toEqual({ ok: false, error: 'no-slides' });
    expect(hall.view().broadcast.slides).toBe('none');
  });

  describe('a remote member who has the floor', () => {
    const conference = { speakerScene: 'Konferenz', galleryScene: 'Galerie', soundInput: 'Konferenzton' };
    const input = { kind: 'pulse', muted: false, audio: true };

    async function remote(image: 'yes' | 'not-recognisable', sound: boolean): Promise<OpenBroadcast> {
      const hall = await open({
        transmission: { ...transmission, conference },
        soundInputs: ['Saalton'],
        people: { ...smallHall.people, p3: consent(image, sound) },
        bodies: [
          {
            id: 'rat',
            name: 'Rat',
            kind: 'council',
            profile: 'mv',
            statutorySeats: 3,
            unfillableSeats: 0,
            seatPlan: {},
            members: ['p1', 'p3'].map((person) => ({
              person,
              role: person === 'p1' ? ('chair' as const) : ('member' as const),
              votingRight: true,
            })),
          },
        ],
      });
      hall.happens({ type: 'input', name: 'Konferenzton', input });
      await hall.give('sitting/prepare', {
        id: 's',
        body: 'rat',
        title: 'S',
        date: '2026-11-26',
        second: false,
        items: [],
      });
      await hall.give('sitting/open', {});
      await hall.give('broadcast/open', { confirmed: true });
      await hall.give('people/assign', { seat: 3, person: null });
      await hall.give('attendance/set', { person: 'p3', status: 'remote' });
      return hall;
    }

    const gives = async (hall: OpenBroadcast): Promise<void> => {
      await hall.give('floor/add', { person: 'p3', kind: 'speech' });
      await hall.give('floor/next', {}, 1000);
    };

    test('is seen and heard from the conference, and nobody of it before and after', async () => {
      const hall = await remote('yes', true);
      expect(hall.mixer().inputs['Konferenzton']?.muted).toBe(true);
      await gives(hall);
      expect(hall.mixer()).toMatchObject({
        program: 'Konferenz',
        inputs: { Konferenzton: { muted: false } },
      });
      expect(said(hall)).toBe('Mitglied');
      await speaks(hall, 1);
      expect(hall.mixer().program).not.toBe('Konferenz');
      await speaks(hall);
      await hall.give('floor/end', {}, 5000);
      expect(hall.mixer()).toMatchObject({ program: 'Totale', inputs: { Konferenzton: { muted: true } } });
    });

    test('who does not consent is neither seen nor heard, also over the loudspeakers of the hall', async () => {
      const hall = await remote('not-recognisable', false);
      await gives(hall);
      expect(hall.mixer()).toMatchObject({
        program: 'Totale',
        inputs: { Konferenzton: { muted: true }, Saalton: { muted: true } },
      });
      expect(hall.view().onAir.reasons).toEqual([{ code: 'conference-no-consent' }]);
    });

    test('the gallery counts as everybody in it', async () => {
      const hall = await remote('yes', true);
      await hall.give('direction/show', { shot: 'gallery' }, 1000);
      expect(hall.mixer().program).toBe('Galerie');
      await hall.give('people/consent', { person: 'p3', image: 'not-recognisable' }, 1000);
      expect(hall.mixer().program).toBe('Totale');
      await hall.give('attendance/set', { person: 'p3', status: 'left' }, 1000);
      // Of an empty one nobody knows who is in it.
      expect(hall.mixer().program).toBe('Totale');
    });
  });
});
