/** A preset that the camera does not have: it never counts as standing there, and the next one is found. */
import { expect, test } from 'vitest';
import * as onvif from './onvif/scene.ts';
import * as aw from './panasonic-aw/scene.ts';
import * as pelco from './pelco/scene.ts';
import * as visca from './visca/scene.ts';

const missing = 9;
const present = 10;

test.each([true, false])('VISCA refuses it, whether its place was known (%s) or not', async (targets) => {
  const now = await visca.scene({ targets });
  now.visca.camera.setPreset(missing, null);
  expect(await visca.recall(now, missing, 5000)).toBeNull();
  expect(await visca.recall(now, present, 5000)).not.toBeNull();
  expect(now.falseStills).toEqual([]);
});

test.each([true, false])('ONVIF refuses it, whether its place was known (%s) or not', async (targets) => {
  const now = await onvif.scene({ targets });
  now.camera.setPreset(missing, null);
  expect(await onvif.recall(now, missing, 5000)).toBeNull();
  expect(await onvif.recall(now, present, 5000)).not.toBeNull();
  expect(now.falseStills).toEqual([]);
});

test('Panasonic AW accepts it and stays where it is: found out by the known place', async () => {
  const now = await aw.scene({ targets: true });
  now.camera.setPreset(missing, null);
  expect(await aw.recall(now, missing)).toBeNull();
  expect(await aw.recall(now, present)).not.toBeNull();
  expect(now.falseStills).toEqual([]);
});

test('where no place is known, a camera that did not leave the last preset is not at the next', async () => {
  const now = await aw.scene({});
  expect(await aw.recall(now, present)).not.toBeNull();
  now.camera.setPreset(missing, null);
  const before = now.events.length;
  expect(await aw.recall(now, missing)).toBeNull();
  // Nobody learns from it where that preset is.
  expect(now.events.slice(before).map(({ type }) => type)).not.toContain('move-report');
  expect(await aw.recall(now, present + 1)).not.toBeNull();
  expect(now.falseStills).toEqual([]);
});

test('Pelco says nothing at all: found out by the known place', async () => {
  const now = await pelco.scene({ targets: true });
  now.camera.setPreset(missing, null);
  expect(await pelco.recall(now, missing)).toBeNull();
  expect(await pelco.recall(now, present)).not.toBeNull();
  expect(now.falseStills).toEqual([]);
});
