import { describe, expect, test } from 'vitest';
import { soundOf } from '../../../protocols/models/switcher.ts';
import { createRig, readBack } from './rig.ts';

const functionsOf = (sent: readonly string[], since = 0): string[] =>
  sent.slice(since).flatMap((line) => /^FUNCTION (\w+)/.exec(line)?.[1] ?? []);

describe('getting to know a vMix', () => {
  test('one snapshot: inputs are scenes, those with sound can be muted, and what it lacks', async () => {
    const { events, health, reported, sent } = await createRig();
    expect(events.map(({ type }) => type)).toEqual(['snapshot']);
    expect(health().status).toEqual({ level: 'ok', code: 'ready' });
    expect(sent.slice(0, 3)).toEqual(['XML', 'SUBSCRIBE ACTS', 'SUBSCRIBE TALLY']);
    expect(reported()).toMatchObject({
      scenes: ['Colour Bars', 'Colour', 'Totale', 'Kamera 1', 'Tafel'],
      program: 'Colour Bars',
      preview: 'Colour',
      inputs: {
        Totale: { kind: 'Capture', muted: false, audio: true },
        Tafel: { kind: 'GT', audio: false },
        Saal: { kind: 'Audio', muted: false, audio: true },
      },
      stream: 'inactive',
      record: 'inactive',
      virtualCamera: 'inactive',
      replayBuffer: 'unknown',
      otherOutputs: [],
      target: null,
      health: null,
      texts: { Tafel: '', 'Tafel/Titel': '', 'Tafel/Zeile': '' },
      lacks: ['replayBuffer', 'captions', 'chapters', 'pictures'],
    });
  });

  test('of two inputs with one title the first keeps it, the second is told by its number', async () => {
    const rig = await createRig({
      prepare: ({ model }) => void model.add({ title: 'Kamera 1', type: 'Capture' }),
    });
    expect(rig.reported().scenes).toEqual(expect.arrayContaining(['Kamera 1', 'Kamera 1 (7)']));
    expect(await rig.submit({ type: 'program', scene: 'Kamera 1 (7)' })).toEqual(readBack);
    expect(rig.model.program.active()).toBe(rig.model.preset.inputs[6]?.key);
  });

  test('inputs that show a desktop, also as a layer of a layer', async () => {
    const rig = await createRig({
      prepare({ model }) {
        const desktop = model.add({ title: 'PC', type: 'DesktopCapture' });
        const inner = model.add({ title: 'Folien', type: 'Colour' });
        const outer = model.add({ title: 'Folien mit Redner', type: 'Colour' });
        inner.layers.push(outer.key, desktop.key);
        outer.layers.push(inner.key);
      },
    });
    expect(rig.reported().desktopScenes).toEqual(['PC', 'Folien', 'Folien mit Redner']);
  });

  test('a version that does not tell its outputs is said to lack the list', async () => {
    const rig = await createRig({ prepare: ({ model }) => void (model.preset.outputs = null) });
    expect(rig.reported().lacks).toContain('output-list');
  });

  test('the web interface at this port is no vMix, and not asked again and again', async () => {
    const rig = await createRig({ prepare: ({ freeze }) => freeze(true) });
    rig.raw('HTTP/1.0 400 Bad Request\r\n');
    expect(rig.health()).toMatchObject({ link: 'down', status: { level: 'fault', code: 'wrong-device' } });
  });
});

describe('program', () => {
  test('is cut, addressed by key, and read back', async () => {
    const rig = await createRig();
    expect(await rig.submit({ type: 'program', scene: 'Kamera 1' })).toEqual(readBack);
    expect(rig.model.onAir().to).toBe('Kamera 1');
    expect(rig.reported().program).toBe('Kamera 1');
    expect(rig.sent).toContain(`FUNCTION CutDirect Input=${rig.model.preset.inputs[3]?.key}`);
  });

  test('an unknown scene is refused and nothing is sent', async () => {
    const rig = await createRig();
    const before = rig.sent.length;
    expect(await rig.submit({ type: 'program', scene: 'nirgends' }, 0)).toMatchObject({
      code: 'device-refused',
      effect: 'none',
    });
    expect(functionsOf(rig.sent, before)).toEqual([]);
  });

  test('an "OK" that changes nothing is no evidence', async () => {
    const rig = await createRig();
    rig.model.faults.ignored.add('CutDirect');
    expect(await rig.submit({ type: 'program', scene: 'Kamera 1' }, 800)).toEqual({
      ok: false,
      code: 'device-mismatch',
      effect: 'unknown',
    });
    expect(rig.reported().program).toBe('Colour Bars');
  });

  test('a vMix that says OK before it has done it is waited for', async () => {
    const rig = await createRig();
    rig.model.faults.lateMs = 40;
    expect(await rig.submit({ type: 'program', scene: 'Kamera 1' }, 50)).toBe('nothing yet');
    expect(await rig.submit({ type: 'program', scene: 'Kamera 1' }, 200)).toEqual(readBack);
  });

  test('of many cuts in a row the last one stands, and only one request travels at a time', async () => {
    const rig = await createRig();
    rig.setSlow(10);
    const all = ['Kamera 1', 'Totale', 'Tafel'].map((scene) => rig.driver.submit({ type: 'program', scene }));
    await rig.clock.advance(300);
    expect(await Promise.all(all)).toMatchObject([
      { ok: false, code: 'device-busy' },
      { ok: false, code: 'device-busy', effect: 'none' },
      { ok: true, evidence: 'read-back' },
    ]);
    expect(rig.model.onAir().to).toBe('Tafel');
  });

  test('a stranger fades: reported when it is there; cut into while it runs, the cut stands', async () => {
    const rig = await createRig();
    rig.byHand('Fade', { Input: 'Totale', Duration: '500' });
    await rig.clock.advance(600);
    expect(rig.reported().program).toBe('Totale');
    rig.byHand('Fade', { Input: 'Kamera 1', Duration: '500' });
    await rig.clock.advance(100);
    expect(await rig.submit({ type: 'program', scene: 'Tafel' })).toEqual(readBack);
    await rig.clock.advance(2000);
    expect(rig.reported().program).toBe('Tafel');
  });

  test('a fade that comes to its end after our cut is seen within a fraction of a second', async () => {
    const rig = await createRig();
    rig.loseEvents(true);
    rig.model.program.fadeWins = true;
    rig.byHand('Fade', { Input: 'Kamera 1', Duration: '1000' });
    await rig.clock.advance(100);
    expect(await rig.submit({ type: 'program', scene: 'Tafel' })).toEqual(readBack);
    await rig.clock.advance(800);
    expect(rig.reported().program).toBe('Tafel');
    await rig.clock.advance(220);
    expect(rig.reported().program).toBe('Kamera 1');
  });

  test('a camera in an overlay channel is what is on air, and the next cut takes it off', async () => {
    const rig = await createRig();
    await rig.submit({ type: 'program', scene: 'Tafel' });
    rig.byHand('OverlayInput3In', { Input: 'Kamera 1' });
    await rig.clock.advance(100);
    expect(rig.reported().program).toBe('Kamera 1');
    expect(await rig.submit({ type: 'program', scene: 'Tafel' })).toEqual(readBack);
    expect(rig.model.preset.overlays.size).toBe(0);
    expect(rig.reported().program).toBe('Tafel');
  });

  test('a title in an overlay channel is left alone, and so is what the config allows and what lies over the preview', async () => {
    const rig = await createRig({ overlays: ['Kamera 1'] });
    rig.byHand('OverlayInput1In', { Input: 'Tafel' });
    rig.byHand('OverlayInput2In', { Input: 'Kamera 1' });
    rig.byHand('PreviewOverlayInput3', { Input: 'Totale' });
    expect(await rig.submit({ type: 'program', scene: 'Colour' })).toEqual(readBack);
    expect(rig.reported().program).toBe('Colour');
    expect(rig.model.preset.overlays.size).toBe(3);
  });

  test('preview', async () => {
    const rig = await createRig();
    expect(await rig.submit({ type: 'preview', scene: 'Totale' })).toEqual(readBack);
    expect(rig.reported()).toMatchObject({ program: 'Colour Bars', preview: 'Totale' });
  });
});

describe('sound', () => {
  test('everything is muted but what is named, what is heard first, and read back', async () => {
    const rig = await createRig();
    rig.byHand('AudioOff', { Input: 'Totale' });
    await rig.clock.advance(100);
    const before = rig.sent.length;
    expect(await rig.submit({ type: 'sound', open: ['Saal'] })).toEqual(readBack);
    expect(['Totale', 'Kamera 1', 'Saal'].map(rig.muted)).toEqual([true, true, false]);
    const keyOf = (place: number): string => rig.model.preset.inputs[place]?.key ?? '';
    expect(rig.sent[before]).toBe(`FUNCTION AudioOff Input=${keyOf(3)}`);
    expect(await rig.submit({ type: 'sound', open: [] })).toEqual(readBack);
    expect(rig.muted('Saal')).toBe(true);
    expect(soundOf(rig.reported())).toBe('closed');
  });

  test('an input that follows its picture does not open with the next cut', async () => {
    const rig = await createRig();
    rig.byHand('AudioAutoOn', { Input: 'Kamera 1' });
    expect(await rig.submit({ type: 'sound', open: [] })).toEqual(readBack);
    await rig.submit({ type: 'program', scene: 'Kamera 1' });
    expect(rig.muted('Kamera 1')).toBe(true);
  });

  test('a mute that does nothing is a mismatch', async () => {
    const rig = await createRig();
    rig.model.faults.ignored.add('AudioOff');
    expect(await rig.submit({ type: 'sound', open: [] }, 1000)).toMatchObject({ code: 'device-mismatch' });
    expect(soundOf(rig.reported())).toBe('open');
  });

  test('an input that comes meanwhile is found by the look, and muted too', async () => {
    const rig = await createRig();
    rig.model.add({ title: 'Neu', type: 'NDI' });
    expect(await rig.submit({ type: 'sound', open: [] }, 300)).toEqual(readBack);
    expect(rig.muted('Neu')).toBe(true);
  });

  test('a name that no input has is a mismatch, and the others are muted all the same', async () => {
    const rig = await createRig();
    expect(await rig.submit({ type: 'sound', open: ['niemand'] })).toMatchObject({ code: 'device-mismatch' });
    expect(soundOf(rig.reported())).toBe('closed');
  });

  test('what a stranger unmutes is reported at once; what no event tells, within a second', async () => {
    const rig = await createRig();
    await rig.submit({ type: 'sound', open: [] });
    await rig.clock.advance(5000);
    rig.byHand('AudioOn', { Input: 'Saal' });
    await rig.clock.advance(35);
    expect(soundOf(rig.reported())).toBe('open');
    await rig.submit({ type: 'sound', open: [] });
    await rig.clock.advance(5000);
    const [input] = rig.model.preset.inputs.filter(({ title }) => title === 'Saal');
    if (input) input.muted = false;
    await rig.clock.advance(1000);
    expect(soundOf(rig.reported())).toBe('open');
  });
});

describe('outputs', () => {
  test.each(['stream', 'record', 'virtualCamera'] as const)(
    '%s starts and stops, read back',
    async (output) => {
      const rig = await createRig();
      expect(await rig.submit({ type: 'start-output', output }, 3000)).toEqual(readBack);
      expect(rig.reported()[output]).toBe('active');
      expect(await rig.submit({ type: 'stop-output', output, discard: true })).toEqual(readBack);
      expect(rig.reported()[output]).toBe('inactive');
    },
  );

  test('a stream to a dead server fails, though vMix said it runs', async () => {
    const rig = await createRig();
    rig.model.faults.isServerDead = true;
    expect(await rig.submit({ type: 'start-output', output: 'stream' }, 3000)).toMatchObject({
      ok: false,
      code: 'device-mismatch',
    });
    expect(rig.reported().stream).toBe('inactive');
  });

  test('a stop that vMix does not heed is said again after three seconds, and fails at last', async () => {
    const rig = await createRig();
    await rig.submit({ type: 'start-output', output: 'stream' }, 3000);
    rig.model.faults.ignored.add('StopStreaming');
    const before = rig.sent.length;
    expect(await rig.submit({ type: 'stop-output', output: 'stream', discard: false }, 6100)).toMatchObject({
      code: 'device-deadline',
    });
    expect(functionsOf(rig.sent, before)).toEqual(['StopStreaming', 'StopStreaming']);
    expect(rig.reported().stream).toBe('active');
  });

  test('other outputs are listed and stopped, but for those vMix has no function for', async () => {
    const rig = await createRig();
    rig.byHand('StartMultiCorder');
    rig.byHand('FullscreenOn');
    rig.byHand('StartSRTOutput', { Value: '3' });
    rig.byHand('StartSRTOutput', { Value: '2', Kind: 'ndi' });
    await rig.clock.advance(1000);
    expect(rig.reported().otherOutputs).toEqual(['MultiCorder', 'Fullscreen', 'NDI 2', 'SRT 3']);
    for (const name of ['MultiCorder', 'Fullscreen', 'SRT 3'])
      expect(await rig.submit({ type: 'stop-other-output', name })).toEqual(readBack);
    expect(await rig.submit({ type: 'stop-other-output', name: 'NDI 2' })).toMatchObject({
      code: 'device-unsupported',
    });
    expect(rig.reported().otherOutputs).toEqual(['NDI 2']);
  });

  test('a stranger who starts the stream is reported at once', async () => {
    const rig = await createRig();
    rig.byHand('StartStreaming');
    await rig.clock.advance(35);
    expect(rig.reported().stream).toBe('active');
  });

  test('what vMix has not is unsupported', async () => {
    const rig = await createRig();
    for (const command of [
      { type: 'start-output', output: 'replayBuffer' },
      { type: 'caption', text: 'Guten Tag' },
      { type: 'chapter', name: 'TOP 1' },
    ] as const)
      expect(await rig.submit(command, 0)).toMatchObject({ code: 'device-unsupported', effect: 'none' });
  });
});

describe('texts', () => {
  test('by title, or by title and field, with every character, read back', async () => {
    const rig = await createRig();
    const texts = { Tafel: 'Süd & Ost = 50 % <b>"+"</b>', 'Tafel/Zeile': 'zwei\r\nZeilen ' };
    expect(await rig.submit({ type: 'texts', texts })).toEqual(readBack);
    expect(rig.model.preset.inputs[4]?.texts.map(({ text }) => text)).toEqual(Object.values(texts));
    expect(rig.reported().texts['Tafel/Titel']).toBe(texts.Tafel);
  });

  test('what it says already is not sent again', async () => {
    const rig = await createRig();
    await rig.submit({ type: 'texts', texts: { Tafel: 'Pause' } });
    const before = rig.sent.length;
    expect(await rig.submit({ type: 'texts', texts: { Tafel: 'Pause' } })).toEqual(readBack);
    expect(functionsOf(rig.sent, before)).toEqual([]);
  });

  test('a field that is not there is a mismatch, the others are set', async () => {
    const rig = await createRig();
    expect(await rig.submit({ type: 'texts', texts: { Tafel: 'a', 'Tafel/Ort': 'b' } })).toMatchObject({
      code: 'device-mismatch',
    });
    expect(rig.reported().texts['Tafel']).toBe('a');
    expect(await rig.submit({ type: 'texts', texts: { Saal: 'c' } })).toMatchObject({
      code: 'device-refused',
    });
  });
});
