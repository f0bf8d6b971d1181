import { expect, test } from 'vitest';
import { unknownSwitcher } from '../../../protocols/models/switcher.ts';
import { byHand, createModelStudio, readBack, submit } from './model-studio.ts';

test('after link-up there is one snapshot with scenes, program and the mute state of every input', async () => {
  const studio = await createModelStudio((model) => {
    model.byHand({
      requestType: 'CreateInput',
      requestData: { sceneName: 'slate', inputName: 'colour', inputKind: 'color_source_v3' },
    });
    model.byHand({
      requestType: 'SetInputMute',
      requestData: { inputName: 'Mic/Aux', inputMuted: true },
    });
  });
  expect(studio.events).toEqual([
    {
      type: 'snapshot',
      state: {
        scenes: ['slate', 'camera 2', 'camera 1', 'wide', 'Scene'],
        program: 'Scene',
        preview: null,
        inputs: {
          'Desktop Audio': { kind: 'pulse_output_capture', muted: false, audio: true },
          'Mic/Aux': { kind: 'pulse_input_capture', muted: true, audio: true },
          colour: { kind: 'color_source_v3', muted: false, audio: false },
        },
        stream: 'inactive',
        record: 'inactive',
        virtualCamera: 'inactive',
        replayBuffer: 'inactive',
        otherOutputs: [],
        target: { host: '', isEncrypted: false, delayMs: 0 },
        health: null,
        freeDiskMb: 80_000,
        texts: {},
        desktopScenes: [],
        watched: null,
        lacks: ['replayBuffer', 'chapters'],
      },
    },
  ]);
  expect(studio.driver.health().status).toEqual({ level: 'ok', code: 'ready' });
});

test('the transition is on cut before the first scene change, whatever OBS had', async () => {
  const studio = await createModelStudio();
  expect(studio.model.studio.transition).toBe('Cut');
});

test('the cut is found by its kind, because its name is translated', async () => {
  const studio = await createModelStudio((model) => {
    const [cut] = model.studio.transitions;
    Object.assign(cut ?? {}, { name: 'Schnitt' });
  });
  expect(studio.model.studio.transition).toBe('Schnitt');
});

test("a scene change is the first and only thing sent before its read-back, with the scene's own transition taken away", async () => {
  const studio = await createModelStudio();
  studio.sent.length = 0;
  expect(await submit(studio, { type: 'program', scene: 'camera 1' })).toEqual(readBack);
  expect(studio.sent).toEqual([
    'SetSceneSceneTransitionOverride',
    'SetCurrentProgramScene',
    'GetCurrentProgramScene',
  ]);
  expect(studio.reported().program).toBe('camera 1');
  expect(studio.model.studio.program).toBe('camera 1');
});

test('the scene that is on air already gives no event and still is read back', async () => {
  const studio = await createModelStudio();
  await submit(studio, { type: 'program', scene: 'wide' });
  const before = studio.events.length;
  expect(await submit(studio, { type: 'program', scene: 'wide' })).toEqual(readBack);
  expect(studio.events).toHaveLength(before);
});

test('a scene that does not exist is refused without effect', async () => {
  const studio = await createModelStudio();
  expect(await submit(studio, { type: 'program', scene: 'nowhere' })).toEqual({
    ok: false,
    code: 'device-refused',
    effect: 'none',
  });
});

test('an OBS that says "ok" and does nothing is a mismatch', async () => {
  const studio = await createModelStudio();
  studio.model.faults.ignored.add('SetCurrentProgramScene');
  expect(await submit(studio, { type: 'program', scene: 'wide' })).toEqual({
    ok: false,
    code: 'device-mismatch',
    effect: 'unknown',
  });
  expect(studio.reported().program).toBe('Scene');
});

test('a lost answer is read back before anybody calls it lost', async () => {
  const studio = await createModelStudio();
  studio.model.faults.lostAnswers = 1;
  expect(await submit(studio, { type: 'program', scene: 'wide' }, 600)).toEqual(readBack);
});

test('while one change is unanswered the newest of the following ones wins', async () => {
  const studio = await createModelStudio();
  studio.model.faults.slowMs = 20;
  const outcomes: unknown[] = [];
  for (const scene of ['camera 1', 'camera 2', 'slate'])
    void studio.driver.submit({ type: 'program', scene }).then((outcome) => outcomes.push([scene, outcome]));
  await studio.clock.advance(200);
  expect(outcomes).toEqual([
    ['camera 2', { ok: false, code: 'device-busy', effect: 'none' }],
    ['camera 1', { ok: true, evidence: 'acknowledged' }],
    ['slate', readBack],
  ]);
  expect(studio.model.studio.program).toBe('slate');
  expect(studio.reported().program).toBe('slate');
});

test('the late event of an older change of our own does not count as somebody else', async () => {
  const studio = await createModelStudio();
  await submit(studio, { type: 'program', scene: 'wide' });
  await submit(studio, { type: 'program', scene: 'slate' });
  const before = studio.events.length;
  studio.inject({
    type: 'event',
    eventType: 'CurrentProgramSceneChanged',
    intent: 4,
    data: { sceneName: 'wide' },
  });
  await studio.clock.advance(100);
  expect(studio.events).toHaveLength(before);
});

test('a foreign scene change is reported, a fade already when it begins', async () => {
  const studio = await createModelStudio();
  await studio.clock.advance(5000);
  byHand(studio, 'SetCurrentProgramScene', { sceneName: 'camera 2' });
  await studio.clock.advance(50);
  expect(studio.reported().program).toBe('camera 2');
  studio.model.studio.transition = 'Fade';
  byHand(studio, 'SetCurrentProgramScene', { sceneName: 'wide' });
  await studio.clock.advance(20);
  expect(studio.reported().program).toBe('wide');
});

test('another transition is put back to cut three times, then every change brings its own cut', async () => {
  const studio = await createModelStudio();
  for (let round = 0; round < 3; round++) {
    byHand(studio, 'SetCurrentSceneTransition', { transitionName: 'Fade' });
    await studio.clock.advance(100);
    expect(studio.model.studio.transition).toBe('Cut');
  }
  byHand(studio, 'SetCurrentSceneTransition', { transitionName: 'Fade' });
  await studio.clock.advance(100);
  expect(studio.model.studio.transition).toBe('Fade');
  studio.sent.length = 0;
  expect(await submit(studio, { type: 'program', scene: 'wide' }, 60)).toEqual(readBack);
  expect(studio.sent.slice(0, 3)).toEqual([
    'SetSceneSceneTransitionOverride',
    'SetCurrentSceneTransition',
    'SetCurrentProgramScene',
  ]);
});

test('program events that overtook each other end on the truth', async () => {
  const studio = await createModelStudio();
  await studio.clock.advance(5000);
  studio.model.studio.program = 'slate';
  for (const sceneName of ['slate', 'wide'])
    studio.inject({ type: 'event', eventType: 'CurrentProgramSceneChanged', intent: 4, data: { sceneName } });
  await studio.clock.advance(50);
  expect(studio.reported().program).toBe('slate');
});

test('a frozen OBS: the command fails at its deadline, the second missing heartbeat hangs up, then it reconnects', async () => {
  const studio = await createModelStudio();
  studio.freeze(true);
  const startedAt = studio.clock.now();
  let settledAt = 0;
  let result: unknown;
  void studio.driver.submit({ type: 'program', scene: 'slate' }).then((outcome) => {
    result = outcome;
    settledAt = studio.clock.now();
  });
  await studio.clock.advance(1000);
  expect(result).toEqual({ ok: false, code: 'device-deadline', effect: 'unknown' });
  expect(settledAt - startedAt).toBeLessThanOrEqual(1000);
  expect(studio.driver.health().deadlines).toBe(1);
  await studio.clock.advance(3500);
  expect(studio.driver.health().status).toEqual({ level: 'warning', code: 'silent' });
  await studio.clock.advance(2000);
  expect(studio.driver.health()).toMatchObject({ losses: 1 });
  studio.freeze(false);
  await studio.clock.advance(8000);
  expect(studio.driver.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
  expect(await submit(studio, { type: 'program', scene: 'slate' })).toEqual(readBack);
});

test('a restart of OBS: open commands end with effect unknown, then a fresh snapshot', async () => {
  const studio = await createModelStudio();
  studio.model.outputs.start('stream');
  await studio.clock.advance(500);
  expect(studio.reported().stream).toBe('active');
  studio.model.faults.slowMs = 300;
  let result: unknown;
  void studio.driver.submit({ type: 'program', scene: 'slate' }).then((outcome) => (result = outcome));
  await studio.clock.advance(10);
  studio.breakLinks('closed with code 1006');
  studio.model.restarted();
  studio.model.faults.slowMs = 0;
  await studio.clock.advance(1000);
  expect(result).toEqual({ ok: false, code: 'device-offline', effect: 'unknown' });
  expect(studio.events.at(-1)).toMatchObject({
    type: 'snapshot',
    state: { program: 'slate', stream: 'inactive' },
  });
});

test('kicked in OBS: it says so and stays away for a minute', async () => {
  const studio = await createModelStudio();
  studio.breakLinks('kicked', 'kicked');
  await studio.clock.advance(50_000);
  expect(studio.driver.health()).toMatchObject({ link: 'down', status: { level: 'fault', code: 'kicked' } });
  await studio.clock.advance(11_000);
  expect(studio.driver.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
});

test('not ready (207) at the start: a status, commands refused, and a snapshot once it is', async () => {
  const studio = await createModelStudio((model) => (model.faults.notReady = true));
  expect(studio.events).toEqual([]);
  expect(studio.driver.health()).toMatchObject({
    status: { level: 'warning', code: 'not-ready' },
    garbage: 0,
  });
  expect(await submit(studio, { type: 'program', scene: 'wide' })).toMatchObject({ code: 'device-refused' });
  studio.model.faults.notReady = false;
  await studio.clock.advance(1100);
  expect(studio.events.map((event) => event.type)).toEqual(['snapshot']);
});

test('while the scene collection changes nothing is known, afterwards everything anew', async () => {
  const studio = await createModelStudio();
  studio.model.collection(true);
  await studio.clock.advance(10);
  expect(studio.reported()).toEqual(unknownSwitcher);
  studio.model.studio.scenes.push({ name: 'new', items: [], nextItemId: 1 });
  studio.model.collection(false);
  await studio.clock.advance(50);
  expect(studio.reported().scenes).toContain('new');
  expect(studio.driver.health().status).toEqual({ level: 'ok', code: 'ready' });
  await studio.clock.advance(2000);
  expect(studio.events.filter((event) => event.type === 'snapshot')).toHaveLength(3);
});

test('studio mode: a preview set right after a program change survives the swap', async () => {
  const studio = await createModelStudio();
  byHand(studio, 'SetStudioModeEnabled', { studioModeEnabled: true });
  await studio.clock.advance(50);
  expect(studio.reported().preview).toBe('Scene');
  void studio.driver.submit({ type: 'program', scene: 'wide' });
  expect(await submit(studio, { type: 'preview', scene: 'camera 1' }, 1000)).toEqual(readBack);
  expect(studio.model.studio).toMatchObject({ program: 'wide', preview: 'camera 1' });
  expect(studio.reported()).toMatchObject({ program: 'wide', preview: 'camera 1' });
});

test('without studio mode there is no preview', async () => {
  const studio = await createModelStudio();
  expect(await submit(studio, { type: 'preview', scene: 'wide' })).toMatchObject({
    code: 'device-unsupported',
  });
});

test('stream and recording are followed through starting and stopping', async () => {
  const studio = await createModelStudio();
  byHand(studio, 'StartStream', {});
  await studio.clock.advance(3000);
  byHand(studio, 'StopStream', {});
  await studio.clock.advance(3000);
  const states = studio.events.flatMap((event) =>
    event.type === 'output' && event.output === 'stream' ? [event.state] : [],
  );
  expect(states).toEqual(['starting', 'active', 'stopping', 'inactive']);
});

test('garbage and events that make no sense are counted and survived', async () => {
  const studio = await createModelStudio();
  studio.inject({ type: 'garbage', reason: 'not JSON' });
  studio.inject({
    type: 'event',
    eventType: 'CurrentProgramSceneChanged',
    intent: 4,
    data: { sceneName: 7 },
  });
  studio.inject({ type: 'event', eventType: 'SomethingNew', intent: 1, data: {} });
  studio.inject({
    type: 'response',
    id: 'r999',
    result: { requestType: 'GetVersion', ok: true, code: 100 },
  });
  expect(studio.driver.health().garbage).toBe(2);
  expect(await submit(studio, { type: 'program', scene: 'wide' })).toEqual(readBack);
});

test('a stopped driver leaves no timer behind', async () => {
  const studio = await createModelStudio();
  studio.driver.stop();
  await studio.clock.advance(100);
  expect(studio.clock.pending()).toBe(0);
});

test('pictures: at least five a second of program and preview, none after stop, none queued while OBS is slow', async () => {
  const studio = await createModelStudio();
  const counts = { program: 0, preview: 0, 'camera/b': 0 };
  const source = studio.pictures((name) => {
    if (name in counts) counts[name as keyof typeof counts]++;
  });
  source.watch({ preview: 'camera 1', 'camera/b': 'camera 2' });
  await studio.clock.advance(2000);
  expect(counts.program).toBeGreaterThanOrEqual(15);
  expect(counts.preview).toBeGreaterThanOrEqual(15);
  expect(counts['camera/b']).toBeGreaterThanOrEqual(15);
  studio.model.faults.slowMs = 400;
  studio.sent.length = 0;
  await studio.clock.advance(2000);
  expect(studio.sent.filter((type) => type === 'GetSourceScreenshot').length).toBeLessThanOrEqual(15);
  studio.model.faults.slowMs = 0;
  studio.breakLinks('gone');
  await studio.clock.advance(2000);
  const before = { ...counts };
  await studio.clock.advance(1000);
  expect(counts.preview).toBeGreaterThanOrEqual(before.preview + 7);
  source.watch({});
  await studio.clock.advance(200);
  const { preview } = counts;
  await studio.clock.advance(1000);
  expect(counts.preview).toBe(preview);
  source.stop();
  const { program } = counts;
  await studio.clock.advance(1000);
  expect(counts.program).toBe(program);
});
