import { expect, test } from 'vitest';
import { unknownSwitcher } from '../../../protocols/models/switcher.ts';
import { createRig, readBack } from './rig.ts';

test('no request follows one that is not answered, and after three seconds the link is dropped', async () => {
  const rig = await createRig();
  rig.freeze(true);
  await rig.clock.advance(1000);
  const before = rig.sent.length;
  expect(await rig.submit({ type: 'program', scene: 'Tafel' }, 950)).toEqual({
    ok: false,
    code: 'device-deadline',
    effect: 'unknown',
  });
  expect(rig.health().status?.code).toBe('silent');
  expect(rig.sent.length).toBe(before);
  await rig.clock.advance(2100);
  expect(rig.health()).toMatchObject({ losses: 1, deadlines: 1 });
  rig.freeze(false);
  await rig.clock.advance(5000);
  expect(rig.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
  expect(await rig.submit({ type: 'program', scene: 'Tafel' })).toEqual(readBack);
});

test('a slow vMix is said to be slow, and a command still ends by its deadline', async () => {
  const rig = await createRig();
  rig.setSlow(600);
  await rig.clock.advance(5000);
  expect(rig.health().status).toEqual({ level: 'warning', code: 'slow' });
  expect(await rig.submit({ type: 'program', scene: 'Tafel' }, 950)).toMatchObject({
    code: 'device-deadline',
  });
  expect(rig.model.onAir().to).toBe('Tafel');
});

test('the link breaks: what waits fails, and after it is back the whole state is told anew', async () => {
  const rig = await createRig();
  rig.setSlow(50);
  const waiting = rig.driver.submit({ type: 'program', scene: 'Tafel' });
  rig.breakLinks('gone');
  expect(await waiting).toEqual({ ok: false, code: 'device-offline', effect: 'unknown' });
  rig.byHand('CutDirect', { Input: 'Totale' });
  await rig.clock.advance(1000);
  expect(rig.events.filter(({ type }) => type === 'snapshot')).toHaveLength(2);
  expect(rig.reported().program).toBe('Totale');
});

test('a state that cannot be read three times over is not known any more, until it can', async () => {
  const rig = await createRig();
  const { inputs } = rig.model.preset;
  const first = inputs[0];
  if (first) first.title = '';
  await rig.clock.advance(3500);
  expect(rig.reported()).toEqual(unknownSwitcher);
  expect(rig.health()).toMatchObject({ link: 'up', status: { code: 'not-ready' } });
  expect(await rig.submit({ type: 'program', scene: 'Tafel' }, 0)).toMatchObject({ code: 'device-offline' });
  if (first) first.title = 'Farbe';
  await rig.clock.advance(1000);
  expect(rig.reported()).toMatchObject({ program: 'Farbe', stream: 'inactive' });
});

test('rubbish, answers nobody asked for and moving faders are counted or ignored', async () => {
  const rig = await createRig();
  await rig.clock.advance(500);
  const before = rig.sent.length;
  rig.raw('????\r\nFUNCTION OK Completed\r\nACTS OK nonsense\r\nACTS OK InputVolume 3 0.5\r\n');
  rig.say({ type: 'data', word: 'XML', text: '<vmix/>' });
  rig.say({ type: 'data', word: 'XMLTEXT', text: 'x' });
  await rig.clock.advance(10);
  expect(rig.health().garbage).toBe(5);
  expect(rig.sent.length).toBe(before);
  expect(rig.reported().program).toBe('Colour Bars');
});

test('an answer larger than any preset ends the link', async () => {
  const rig = await createRig();
  rig.say({ type: 'too-long', word: 'XML' });
  expect(rig.health()).toMatchObject({ link: 'down', losses: 1 });
});

test('a title that is called like a property of every object comes and goes', async () => {
  const rig = await createRig();
  const input = rig.model.add({ title: 'constructor', type: 'Capture' });
  await rig.clock.advance(1000);
  expect(Object.keys(rig.reported().inputs)).toContain('constructor');
  rig.byHand('RemoveInput', { Input: input.key });
  await rig.clock.advance(1000);
  expect(Object.keys(rig.reported().inputs)).not.toContain('constructor');
});
