import { expect, test } from 'vitest';
import type { StudioPlan } from '../../../drivers/driver.ts';
import type { ObsCall } from '../../../drivers/obs-websocket/caller.ts';
import { logoInputOf } from '../../../drivers/obs-websocket/lower-third.ts';
import { pictureInputOf, provision, textInputOf } from '../../../drivers/obs-websocket/provision.ts';
import { obsColour } from '../../../drivers/obs-websocket/provision-steps.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createObsModel, type ObsModel } from '../../../simulators/obs-websocket/model.ts';

const lowerThird = {
  scene: 'Bauchbinde',
  bar: 'Balken',
  name: 'Name',
  role: 'Funktion',
  item: 'Thema',
  time: 'Redezeit',
  title: 'Titel',
  captions: 'Untertitel',
  background: '#1e2a38',
  text: '#fefdfc',
} as const;
const plan: StudioPlan = {
  wides: [{ scene: 'Totale', url: 'http://127.0.0.1:1/' }],
  cameras: [{ scene: 'Kamera 1', url: 'http://127.0.0.1:2/' }, { scene: 'Kamera 2' }],
  slate: { scene: 'Tafel', text: 'Keine Übertragung' },
  pause: { scene: 'Pause', text: 'Pause' },
  lowerThird,
  empty: ['Folien', 'Konferenz'],
};

function createStudio(): { readonly model: ObsModel; readonly call: ObsCall } {
  const model = createObsModel({ clock: createVirtualClock(), emit: () => undefined });
  return {
    model,
    call: (requestType, requestData) =>
      new Promise((resolve) =>
        model.request({ requestType, ...(requestData ? { requestData } : {}) }, resolve),
      ),
  };
}

const itemsOf = (model: ObsModel, scene: string): readonly string[] =>
  model.studio.scenes.find(({ name }) => name === scene)?.items.map(({ source }) => source) ?? [];
const settingsOf = (model: ObsModel, input: string) => model.studio.inputs.get(input)?.settings;

test('every picture has the lower third on top, slides and conference are empty scenes', async () => {
  const { model, call } = createStudio();
  await provision(call, { ...plan, lowerThird: { ...lowerThird, logo: '/srv/wappen.png' } });
  expect(itemsOf(model, 'Totale')).toEqual([pictureInputOf('Totale'), 'Bauchbinde']);
  expect(itemsOf(model, 'Kamera 2')).toEqual(['Bauchbinde']);
  expect(itemsOf(model, 'Tafel')).not.toContain('Bauchbinde');
  expect(itemsOf(model, 'Bauchbinde')).toEqual([
    'Balken',
    'Name',
    'Funktion',
    'Titel',
    'Thema',
    'Redezeit',
    'Untertitel',
    logoInputOf('Bauchbinde'),
  ]);
  expect(itemsOf(model, 'Folien')).toEqual([]);
  expect(model.studio.scenes.map(({ name }) => name).toReversed()).toEqual([
    'Totale',
    'Kamera 1',
    'Kamera 2',
    'Tafel',
    'Pause',
    'Bauchbinde',
    'Folien',
    'Konferenz',
    'Scene',
  ]);
  expect(settingsOf(model, 'Balken')).toMatchObject({ text: '', color1: 0xff_38_2a_1e });
  expect(settingsOf(model, 'Name')).toMatchObject({ text: '', color1: 0xff_fc_fd_fe });
  expect(settingsOf(model, 'Name')).not.toHaveProperty('outline');
  expect(settingsOf(model, 'Untertitel')).toMatchObject({ outline: true });
  expect(settingsOf(model, logoInputOf('Bauchbinde'))).toEqual({ file: '/srv/wappen.png' });
});

test.each([
  [1280, 720],
  [1920, 1080],
])('on a canvas of %i×%i everything stands inside it, and no text over another', async (width, height) => {
  const { model, call } = createStudio();
  Object.assign(model.studio.canvas, { width, height });
  await provision(call, plan);
  const boxes = (model.studio.scenes.find(({ name }) => name === 'Bauchbinde')?.items ?? [])
    .slice(1)
    .map(({ source, transform }) => ({
      source,
      left: Number(transform['positionX']),
      top: Number(transform['positionY']),
      right: Number(transform['positionX']) + Number(transform['boundsWidth']),
      bottom: Number(transform['positionY']) + Number(transform['boundsHeight']),
      type: transform['boundsType'],
    }));
  expect(boxes).toHaveLength(6);
  for (const box of boxes) {
    expect(box).toMatchObject({ type: 'OBS_BOUNDS_SCALE_INNER' });
    expect(Math.min(box.left, box.top)).toBeGreaterThan(0);
    expect(box.right).toBeLessThan(width);
    expect(box.bottom).toBeLessThan(height);
    for (const other of boxes)
      if (other !== box)
        expect(
          other.left >= box.right ||
            other.right <= box.left ||
            other.top >= box.bottom ||
            other.bottom <= box.top,
          `${box.source} and ${other.source}`,
        ).toBe(true);
  }
});

test('the second time makes nothing, and what the technician moved, styled or took out stays so', async () => {
  const { model, call } = createStudio();
  await provision(call, plan);
  const scene = model.studio.scenes.find(({ name }) => name === 'Bauchbinde');
  const bar = scene?.items[0];
  const name = scene?.items[1];
  if (!scene || !bar || !name) throw new Error('no lower third');
  name.transform = { ...name.transform, positionX: 777 };
  model.byHand({
    requestType: 'SetInputSettings',
    requestData: { inputName: 'Name', inputSettings: { font: { face: 'Hausschrift' } } },
  });
  model.byHand({
    requestType: 'RemoveSceneItem',
    requestData: { sceneName: scene.name, sceneItemId: bar.id },
  });
  const before = JSON.stringify([model.studio.scenes, [...model.studio.inputs]]);
  expect(await provision(call, plan)).toMatchObject({ created: [], updated: [] });
  expect(JSON.stringify([model.studio.scenes, [...model.studio.inputs]])).toBe(before);
});

test('a text source that OBS lacks altogether is made again, and one that stands elsewhere is left there', async () => {
  const { model, call } = createStudio();
  await provision(call, plan);
  model.byHand({ requestType: 'RemoveInput', requestData: { inputName: 'Thema' } });
  const scene = model.studio.scenes.find(({ name }) => name === 'Bauchbinde');
  const title = scene?.items.find(({ source }) => source === 'Titel');
  model.byHand({
    requestType: 'RemoveSceneItem',
    requestData: { sceneName: 'Bauchbinde', sceneItemId: title?.id },
  });
  expect((await provision(call, plan)).created).toEqual(['Thema']);
  expect(itemsOf(model, 'Bauchbinde')).not.toContain('Titel');
});

test('a scene of the technician gets the lower third and nothing else', async () => {
  const { model, call } = createStudio();
  model.byHand({ requestType: 'CreateScene', requestData: { sceneName: 'Kamera 1' } });
  model.byHand({
    requestType: 'CreateInput',
    requestData: { sceneName: 'Kamera 1', inputName: 'Karte', inputKind: 'v4l2_input' },
  });
  await provision(call, plan);
  expect(itemsOf(model, 'Kamera 1')).toEqual(['Karte', 'Bauchbinde']);
});

test('a picture that the config names later goes beneath the lower third', async () => {
  const { model, call } = createStudio();
  await provision(call, plan);
  const cameras = [{ scene: 'Kamera 2', url: 'http://127.0.0.1:3/' }];
  await provision(call, { ...plan, cameras });
  expect(itemsOf(model, 'Kamera 2')).toEqual([pictureInputOf('Kamera 2'), 'Bauchbinde']);
  expect(settingsOf(model, textInputOf('Tafel'))).toMatchObject({ text: 'Keine Übertragung' });
});

test('what OBS refuses is named', async () => {
  const { model, call } = createStudio();
  model.faults.notReady = true;
  await expect(provision(call, plan)).rejects.toMatchObject({ name: 'ProvisionError', code: 207 });
});

test('colours are the other way round in OBS', () => {
  expect(obsColour('#102030')).toBe(0xff_30_20_10);
  expect(obsColour('#FFFFFF', 0)).toBe(0x00_ff_ff_ff);
});
