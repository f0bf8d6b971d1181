import { expect, test } from 'vitest';
import { soundOf, unknownSwitcher } from '../../../protocols/models/switcher.ts';
import { byHand, createModelStudio, readBack, submit } from './model-studio.ts';

test('a foreign scene collection in the middle of a sitting: nothing is believed, then everything is new', async () => {
  const studio = await createModelStudio();
  await submit(studio, { type: 'sound', open: [] });
  studio.model.collection(true);
  const { scenes, inputs } = studio.model.studio;
  scenes.splice(0, scenes.length, { name: 'Gottesdienst', items: [], nextItemId: 1 });
  studio.model.studio.program = 'Gottesdienst';
  inputs.set('Orgel', { name: 'Orgel', kind: 'ffmpeg_source', settings: {}, muted: false });
  await studio.clock.advance(20);
  expect(studio.reported()).toEqual(unknownSwitcher);
  expect(soundOf(studio.reported())).toBe('unknown');
  studio.model.collection(false);
  await studio.clock.advance(100);
  expect(studio.reported()).toMatchObject({ program: 'Gottesdienst', scenes: ['Gottesdienst'] });
  expect(soundOf(studio.reported())).toBe('open');
  expect(await submit(studio, { type: 'program', scene: 'slate' })).toMatchObject({ code: 'device-refused' });
});

test('the scene on air is renamed: it is on air under its new name', async () => {
  const studio = await createModelStudio();
  await submit(studio, { type: 'program', scene: 'wide' });
  byHand(studio, 'SetSceneName', { sceneName: 'wide', newSceneName: 'Totale' });
  await studio.clock.advance(50);
  expect(studio.reported().program).toBe('Totale');
  expect(studio.reported().scenes).toContain('Totale');
  expect(studio.reported().scenes).not.toContain('wide');
  expect(await submit(studio, { type: 'program', scene: 'wide' })).toMatchObject({ code: 'device-refused' });
});

test('the scene on air is deleted: what OBS shows instead is told', async () => {
  const studio = await createModelStudio();
  await submit(studio, { type: 'program', scene: 'wide' });
  await studio.clock.advance(3000);
  byHand(studio, 'RemoveScene', { sceneName: 'wide' });
  await studio.clock.advance(100);
  expect(studio.reported().program).toBe(studio.model.studio.program);
  expect(studio.reported().program).not.toBe('wide');
  expect(studio.reported().scenes).not.toContain('wide');
});

test('studio mode is switched on: cuts go on air as before', async () => {
  const studio = await createModelStudio();
  byHand(studio, 'SetStudioModeEnabled', { studioModeEnabled: true });
  await studio.clock.advance(20);
  expect(await submit(studio, { type: 'program', scene: 'slate' })).toEqual(readBack);
  expect(studio.model.studio.program).toBe('slate');
  byHand(studio, 'SetStudioModeEnabled', { studioModeEnabled: false });
  await studio.clock.advance(50);
  expect(studio.reported().preview).toBeNull();
});

test("a scene's own fade is taken away with the cut to it, and other scenes keep theirs", async () => {
  const studio = await createModelStudio();
  for (const sceneName of ['slate', 'wide'])
    byHand(studio, 'SetSceneSceneTransitionOverride', {
      sceneName,
      transitionName: 'Fade',
      transitionDuration: 5000,
    });
  expect(await submit(studio, { type: 'program', scene: 'slate' }, 60)).toEqual(readBack);
  expect(studio.model.onAir()).toMatchObject({ to: 'slate', progress: 1 });
  const wide = studio.model.studio.scenes.find(({ name }) => name === 'wide');
  expect(wide?.override).toMatchObject({ name: 'Fade' });
});

test('a cut into a fade of somebody else is on air with the next frame', async () => {
  const studio = await createModelStudio();
  byHand(studio, 'SetSceneSceneTransitionOverride', {
    sceneName: 'wide',
    transitionName: 'Fade',
    transitionDuration: 5000,
  });
  byHand(studio, 'SetCurrentProgramScene', { sceneName: 'wide' });
  await studio.clock.advance(500);
  expect(studio.reported().program).toBe('wide');
  expect(await submit(studio, { type: 'program', scene: 'slate' }, 60)).toEqual(readBack);
  expect(studio.model.onAir()).toMatchObject({ to: 'slate', progress: 1 });
});

test('somebody who cuts back at once: the truth is told each time, and our next cut is on air', async () => {
  const studio = await createModelStudio();
  for (let round = 0; round < 5; round++) {
    expect(await submit(studio, { type: 'program', scene: 'slate' }, 60)).toEqual(readBack);
    byHand(studio, 'SetCurrentProgramScene', { sceneName: 'wide' });
    await studio.clock.advance(60);
    expect(studio.reported().program).toBe('wide');
  }
  expect(await submit(studio, { type: 'program', scene: 'slate' }, 60)).toEqual(readBack);
});

test('207 in the middle, without any event: refused, unknown, and back by itself', async () => {
  const studio = await createModelStudio();
  studio.model.faults.notReady = true;
  expect(await submit(studio, { type: 'texts', texts: { x: 'y' } })).toMatchObject({
    code: 'device-refused',
  });
  expect(studio.reported()).toEqual(unknownSwitcher);
  expect(await submit(studio, { type: 'stop-output', output: 'stream', discard: true })).toMatchObject({
    code: 'device-refused',
  });
  studio.model.faults.notReady = false;
  await studio.clock.advance(1100);
  expect(studio.reported().program).toBe('Scene');
});
