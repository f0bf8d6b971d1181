import { describe, expect, test } from 'vitest';
import { createPlixusSession, type PlixusOptions } from '../../../drivers/televic-plixus/session.ts';
import { createPlixusDevice } from '../../../simulators/televic-plixus/device.ts';
import { openHttpHall, webServer, type HttpHallOptions } from '../http-hall.ts';

const open = (options: Partial<PlixusOptions> = {}, hall: HttpHallOptions = {}) =>
  openHttpHall(createPlixusSession({ badgeIn: 'down', ...options }), createPlixusDevice, hall);
const isToggle = (line: string): boolean => /^PUT .*\/(microphone|request|reply)$/.test(line);

describe('getting to know the room', () => {
  test('connects, subscribes to the modules one after the other, then polls and reads', async () => {
    const hall = await open();
    const asked = hall.asked().map((line) => line.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID'));
    expect(asked.slice(0, 5)).toEqual([
      'POST /api/notification/connect',
      'POST /api/notification/ID/modules/Discussion/subscribe',
      'POST /api/notification/ID/modules/Room/subscribe',
      'POST /api/notification/ID/modules/Meeting/subscribe',
      'GET /api/notification/ID/nextevent',
    ]);
    expect(hall.picture()).toMatchObject({
      seats: { 1: { present: true, name: 'Vorsitz', chair: true }, 2: { name: 'Jörg Weiß', chair: false } },
      mode: 'auto',
      maxOpen: 4,
      withReplies: false,
    });
    hall.driver.stop();
  });

  test('a unit without meetings works without their events', async () => {
    const hall = await open(
      {},
      {
        intercept: ({ path }) =>
          /modules\/Meeting|meeting\/delegates/.test(path) ? { status: 404, body: '' } : undefined,
      },
    );
    expect(hall.health()).toMatchObject({ garbage: 0, status: { code: 'ready' } });
    hall.driver.stop();
  });

  test('something else at this address is told apart', async () => {
    const hall = await open({}, { intercept: webServer });
    await hall.clock.advance(6000);
    expect(hall.health().status?.code).toBe('wrong-device');
    hall.driver.stop();
  });

  test('an id that the unit has forgotten is made anew, with its subscriptions', async () => {
    const hall = await open();
    hall.device.press(2);
    await hall.clock.advance(100);
    // Forgotten between two polls: the answer to the next one says so.
    hall.device.fault('forget', {});
    await hall.clock.advance(95_000);
    const asked = hall.asked();
    expect(asked.filter((line) => line === 'POST /api/notification/connect')).toHaveLength(2);
    expect(asked.filter((line) => line.endsWith('/Room/subscribe'))).toHaveLength(2);
    hall.device.press(3);
    await hall.clock.advance(100);
    expect(hall.picture().speakers).toEqual([2, 3]);
    hall.driver.stop();
  });

  test('an empty poll is normal', async () => {
    const hall = await open();
    await hall.clock.advance(130_000);
    expect(hall.health()).toMatchObject({ losses: 0, garbage: 0, status: { code: 'ready' } });
    expect(hall.events).toHaveLength(1);
    hall.driver.stop();
  });
});

describe('toggles', () => {
  test('one is sent where the picture says that it is needed, and none where it is so already', async () => {
    const hall = await open();
    hall.asked();
    expect(await hall.command({ type: 'open', seat: 2 }, 100)).toEqual({
      ok: true,
      evidence: 'acknowledged',
    });
    expect(hall.asked().filter(isToggle)).toEqual(['PUT /api/v1/discussion/seats/2/microphone']);
    expect(await hall.command({ type: 'open', seat: 2 })).toEqual({ ok: true, evidence: 'read-back' });
    expect(hall.asked().filter(isToggle)).toEqual([]);
    expect(hall.device.truth().speakers).toEqual([2]);
    hall.driver.stop();
  });

  test('two of the same at once are one toggle, and both are done', async () => {
    const hall = await open();
    const first = hall.driver.submit({ type: 'open', seat: 2 });
    const second = hall.driver.submit({ type: 'open', seat: 2 });
    await hall.clock.advance(3000);
    expect(await first).toMatchObject({ ok: true });
    expect(await second).toMatchObject({ ok: true });
    expect(hall.asked().filter(isToggle)).toHaveLength(1);
    expect(hall.device.truth().speakers).toEqual([2]);
    hall.driver.stop();
  });

  test('a toggle without an answer is not repeated, but looked after', async () => {
    const hall = await open({}, { isMute: ({ path }) => path.endsWith('/microphone') });
    expect(await hall.command({ type: 'open', seat: 2 }, 3100)).toMatchObject({
      code: 'device-deadline',
      effect: 'unknown',
    });
    await hall.clock.advance(10_000);
    expect(hall.asked().filter(isToggle)).toHaveLength(1);
    hall.driver.stop();
  });

  test('at full microphones a toggle does nothing: refused', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'set', settings: { maxOpen: 1 } })).toMatchObject({ ok: true });
    hall.device.press(2);
    await hall.clock.advance(100);
    expect(await hall.command({ type: 'open', seat: 3 })).toMatchObject({ code: 'device-refused' });
    hall.driver.stop();
  });
});

describe('lists', () => {
  test('the request list can be put in another order', async () => {
    const hall = await open();
    hall.device.fault('set', { mode: 'request' });
    for (const seat of [2, 3]) hall.device.press(seat);
    await hall.clock.advance(100);
    expect(await hall.command({ type: 'order-requests', seats: [3, 2] }, 100)).toEqual({
      ok: true,
      evidence: 'acknowledged',
    });
    expect(hall.device.truth().requests).toEqual([3, 2]);
    expect(await hall.command({ type: 'order-requests', seats: [3] }, 100)).toMatchObject({
      code: 'device-refused',
    });
    hall.driver.stop();
  });

  test('replies come and go where the settings allow them', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'add-reply', seat: 2 })).toMatchObject({ code: 'device-refused' });
    expect(await hall.command({ type: 'set', settings: { withReplies: true } })).toMatchObject({ ok: true });
    expect(await hall.command({ type: 'add-reply', seat: 2 })).toMatchObject({ ok: true });
    expect(hall.picture()).toMatchObject({ withReplies: true, replies: [2] });
    expect(await hall.command({ type: 'end-reply', seat: 2 })).toMatchObject({ ok: true });
    hall.driver.stop();
  });

  test('closing all closes the chair’s microphone and leaves the request list', async () => {
    const hall = await open();
    hall.device.fault('set', { mode: 'request' });
    for (const seat of [1, 2]) hall.device.press(seat);
    await hall.clock.advance(100);
    expect(await hall.command({ type: 'close-all' })).toMatchObject({ ok: true });
    expect(hall.device.truth()).toMatchObject({ speakers: [], requests: [2] });
    hall.driver.stop();
  });

  test('modes go out with all the other settings as they were', async () => {
    const hall = await open();
    for (const mode of ['fifo', 'manual', 'voice', 'auto'] as const) {
      expect(await hall.command({ type: 'set', settings: { mode } })).toMatchObject({ ok: true });
      expect(hall.picture().mode).toBe(mode);
    }
    const put = hall.calls.findLast(({ method }) => method === 'PUT');
    expect(JSON.parse(put?.body ?? '')).toMatchObject({
      microphoneMode: 'directAccess',
      canSpeakerOverrideOtherSpeaker: false,
      voxThreshold: -30,
    });
    hall.driver.stop();
  });
});

describe('who sits there', () => {
  const ida = { id: '7', firstName: 'Ida', lastName: 'Beispiel', badge: '14EFB4E2' };

  test('a delegate of the meeting has the seat’s name', async () => {
    const hall = await open();
    hall.device.fault('delegate', { ...ida, seat: 3 });
    await hall.clock.advance(100);
    expect(hall.picture().seats[3]).toEqual({ present: true, name: 'Ida Beispiel', chair: false });
    hall.driver.stop();
  });

  test.each(['down', 'up'] as const)('a badge is in after %s, and its owner sits there', async (badgeIn) => {
    const hall = await open({ badgeIn });
    hall.device.fault('delegate', { ...ida, seat: 3 });
    hall.device.fault('badge', { seat: 2, badge: ida.badge, event: badgeIn });
    await hall.clock.advance(100);
    expect(hall.picture().seats[2]).toMatchObject({ name: 'Ida Beispiel', login: '14EFB4E2' });
    hall.device.fault('badge', { seat: 2, badge: ida.badge, event: badgeIn === 'down' ? 'up' : 'down' });
    await hall.clock.advance(100);
    expect(hall.picture().seats[2]?.login).toBeUndefined();
    hall.driver.stop();
  });
});
