import { expect, test } from 'vitest';
import { soundOf } from '../../../protocols/models/switcher.ts';
import { byHand, createInput, createModelStudio, readBack, submit } from './model-studio.ts';

test('sound: every audible input is muted but those that may be heard, and read back', async () => {
  const studio = await createModelStudio();
  await createInput(studio, 'room');
  expect(await submit(studio, { type: 'sound', open: [] })).toEqual(readBack);
  expect(soundOf(studio.reported())).toBe('closed');
  expect([...studio.model.studio.inputs.values()].map((input) => input.muted)).toEqual([true, true, true]);
  expect(await submit(studio, { type: 'sound', open: ['room'] })).toEqual(readBack);
  expect(studio.reported().inputs).toMatchObject({
    room: { muted: false },
    'Desktop Audio': { muted: true },
    'Mic/Aux': { muted: true },
  });
});

test('sound: opening an input that does not exist is a mismatch, and the others are muted all the same', async () => {
  const studio = await createModelStudio();
  expect(await submit(studio, { type: 'sound', open: ['nobody'] })).toMatchObject({
    code: 'device-mismatch',
  });
  expect(soundOf(studio.reported())).toBe('closed');
});

test('sound: a mute that OBS does not carry out is a mismatch', async () => {
  const studio = await createModelStudio();
  studio.model.faults.ignored.add('SetInputMute');
  expect(await submit(studio, { type: 'sound', open: [] })).toMatchObject({ code: 'device-mismatch' });
  expect(soundOf(studio.reported())).toBe('open');
});

test('sound: an input whose event was lost is found in the list and muted too', async () => {
  const studio = await createModelStudio();
  studio.model.studio.inputs.set('hidden', {
    name: 'hidden',
    kind: 'ffmpeg_source',
    settings: {},
    muted: false,
  });
  expect(await submit(studio, { type: 'sound', open: [] })).toEqual(readBack);
  expect(studio.model.studio.inputs.get('hidden')?.muted).toBe(true);
  expect(studio.reported().inputs['hidden']).toEqual({ kind: 'ffmpeg_source', muted: true, audio: true });
});

test('a new input counts as open until OBS says it has no sound', async () => {
  const studio = await createModelStudio();
  await submit(studio, { type: 'sound', open: [] });
  studio.model.faults.slowMs = 100;
  byHand(studio, 'CreateInput', { sceneName: 'wide', inputName: 'title', inputKind: 'text_ft2_source_v2' });
  await studio.clock.advance(10);
  expect(soundOf(studio.reported())).toBe('open');
  await studio.clock.advance(200);
  expect(soundOf(studio.reported())).toBe('closed');
});

test('muting, renaming and removing an input in OBS is reported', async () => {
  const studio = await createModelStudio();
  byHand(studio, 'SetInputMute', { inputName: 'Mic/Aux', inputMuted: true });
  await createInput(studio, 'room');
  byHand(studio, 'RemoveInput', { inputName: 'room' });
  studio.inject({
    type: 'event',
    eventType: 'InputNameChanged',
    intent: 8,
    data: { oldInputName: 'Desktop Audio', inputName: 'PC' },
  });
  await studio.clock.advance(20);
  expect(studio.reported().inputs).toEqual({
    'Mic/Aux': { kind: 'pulse_input_capture', muted: true, audio: true },
    PC: { kind: 'pulse_output_capture', muted: false, audio: true },
  });
});

test('mute events that overtook each other end on the truth, and "open" counts at once', async () => {
  const studio = await createModelStudio();
  await submit(studio, { type: 'sound', open: [] });
  const say = (inputMuted: boolean): void =>
    studio.inject({
      type: 'event',
      eventType: 'InputMuteStateChanged',
      intent: 8,
      data: { inputName: 'Mic/Aux', inputMuted },
    });
  studio.model.faults.slowMs = 10;
  say(true);
  say(false);
  expect(soundOf(studio.reported())).toBe('open');
  await studio.clock.advance(50);
  expect(soundOf(studio.reported())).toBe('closed');
});

test('a lost mute event heals with the next heartbeat', async () => {
  const studio = await createModelStudio();
  await submit(studio, { type: 'sound', open: [] });
  const input = studio.model.studio.inputs.get('Mic/Aux');
  if (input) input.muted = false;
  await studio.clock.advance(2100);
  expect(soundOf(studio.reported())).toBe('open');
});
