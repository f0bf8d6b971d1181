import { expect, test } from 'vitest';
import { desktopScenesOf } from '../../../drivers/obs-websocket/contents.ts';
import type { ObsModel } from '../../../simulators/obs-websocket/model.ts';
import { addItem } from '../../../simulators/obs-websocket/studio.ts';
import { byHand, createInput, createModelStudio } from './model-studio.ts';

const nest = (model: ObsModel, sceneName: string, sourceName: string): boolean =>
  model.byHand({ requestType: 'CreateSceneItem', requestData: { sceneName, sourceName } });

test('a scene with a desktop is told, and every scene that it is nested in', async () => {
  const studio = await createModelStudio((model) => {
    model.byHand({
      requestType: 'CreateInput',
      requestData: { sceneName: 'camera 1', inputName: 'Bildschirm', inputKind: 'xshm_input' },
    });
    nest(model, 'wide', 'camera 1');
    nest(model, 'slate', 'wide');
  });
  expect(studio.reported().desktopScenes).toEqual(['slate', 'camera 1', 'wide']);
});

test('hidden, shown, removed: it is looked at again, once for many events', async () => {
  const studio = await createModelStudio();
  await createInput(studio, 'Bildschirm', 'xshm_input');
  await studio.clock.advance(200);
  expect(studio.reported().desktopScenes).toEqual(['wide']);
  studio.sent.length = 0;
  for (const sceneItemEnabled of [false, true, false])
    byHand(studio, 'SetSceneItemEnabled', { sceneName: 'wide', sceneItemId: 1, sceneItemEnabled });
  await studio.clock.advance(200);
  expect(studio.reported().desktopScenes).toEqual([]);
  expect(studio.sent.filter((type) => type === 'GetGroupList')).toHaveLength(1);
  byHand(studio, 'SetSceneItemEnabled', { sceneName: 'wide', sceneItemId: 1, sceneItemEnabled: true });
  await studio.clock.advance(200);
  expect(studio.reported().desktopScenes).toEqual(['wide']);
  byHand(studio, 'RemoveSceneItem', { sceneName: 'wide', sceneItemId: 1 });
  await studio.clock.advance(200);
  expect(studio.reported().desktopScenes).toEqual([]);
});

test('a group is looked into, also one that is made during the sitting', async () => {
  const studio = await createModelStudio();
  const { groups, scenes, inputs } = studio.model.studio;
  const group = { name: 'Gruppe', items: [], nextItemId: 1 };
  inputs.set('Bildschirm', { name: 'Bildschirm', kind: 'xshm_input', settings: {}, muted: false });
  addItem(group, 'Bildschirm', true);
  groups.push(group);
  const wide = scenes.find(({ name }) => name === 'wide');
  if (wide) addItem(wide, 'Gruppe', true);
  studio.inject({
    type: 'event',
    eventType: 'SceneItemCreated',
    intent: 128,
    data: { sceneName: 'wide', sourceName: 'Gruppe' },
  });
  await studio.clock.advance(500);
  expect(studio.reported().desktopScenes).toEqual(['wide']);
});

test.each([
  ['monitor_capture', true],
  ['screen_capture', true],
  ['display_capture', true],
  ['xshm_input_v2', true],
  ['pipewire-desktop-capture-source', true],
  ['window_capture', false],
  ['xcomposite_input', false],
  ['pipewire-window-capture-source', false],
  ['game_capture', false],
  ['v4l2_input', false],
])('%s shows a desktop: %s', (kind, is) => {
  const item = { id: 1, index: 0, source: 'x', kind, isEnabled: true };
  expect(desktopScenesOf(['a'], new Map([['a', [item]]]))).toEqual(is ? ['a'] : []);
});

test('scenes inside each other end the search', () => {
  const item = (source: string, kind: string | null = null, isEnabled = true) => ({
    id: 1,
    index: 0,
    source,
    kind,
    isEnabled,
  });
  const contents = new Map([
    ['a', [item('b')]],
    ['b', [item('a'), item('c', null, false)]],
    ['c', [item('desk', 'monitor_capture')]],
  ]);
  expect(desktopScenesOf(['a', 'b', 'c'], contents)).toEqual(['c']);
});

test('an OBS that does not tell what stands in a scene says so', async () => {
  const studio = await createModelStudio((model) => model.faults.unknown.add('GetSceneItemList'));
  expect(studio.reported().lacks).toContain('desktop-scenes');
});
