/** What is in the picture and kept of it: the lower third, slides and the conference, recordings. */
import { describe, expect, test } from 'vitest';
import { displayView } from '../../../../daemon/chamber/project.ts';
import { everything, smallHall } from '../../director/small-hall.ts';
import type { OpenBroadcast } from './hall.ts';

import { camera, consent, lowerThird, open, said, speaks, transmission } from './public-part.ts';

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
