/** What is special to ATUC: one message at a time, opening by request and permit, notices that get lost. */
import { describe, expect, test } from 'vitest';
import { readIntervalMs, type AtucOptions } from '../../../drivers/audio-technica-atuc/session.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { applyMicrophoneEvent, noMicrophones } from '../../../protocols/models/microphones.ts';
import { joinAtuc } from '../../conformance/atuc.ts';

async function connected(options: Partial<AtucOptions> = {}) {
  const clock = createVirtualClock();
  let picture = noMicrophones;
  const joined = joinAtuc(
    {
      clock,
      device: {
        seats: Array.from({ length: 8 }, (_, index) => ({
          seat: index + 1,
          name: `Mitglied ${index + 1}`,
          chair: index === 0,
        })),
        clock,
        random: () => 0.5,
        onMicrophone: () => undefined,
      },
      emit: (event) => {
        picture = applyMicrophoneEvent(picture, event);
      },
      onHealth: () => undefined,
    },
    options,
  );
  joined.driver.start();
  await clock.advance(100);
  return { clock, ...joined, picture: () => picture };
}

describe('opening without a "talk on"', () => {
  test('in request talk: a request, permitted at once', async () => {
    const { clock, driver, device, picture } = await connected();
    device.fault('set', { mode: 'request' });
    await clock.advance(10);
    await expect(driver.submit({ type: 'open', seat: 3 })).resolves.toMatchObject({ ok: true });
    expect(device.truth()).toMatchObject({ speakers: [3], requests: [] });
    expect(picture().requests).toEqual([]);
  });

  test('who waits already is permitted, not asked again', async () => {
    const { clock, driver, device } = await connected();
    device.fault('set', { mode: 'request' });
    for (const seat of [5, 3]) device.press(seat);
    await clock.advance(10);
    await expect(driver.submit({ type: 'open', seat: 3 })).resolves.toMatchObject({ ok: true });
    expect(device.truth()).toMatchObject({ speakers: [3], requests: [5] });
  });

  test('refused because all are open: the request that was made for it is taken back', async () => {
    const { clock, driver, device } = await connected();
    device.fault('set', { mode: 'request', maxOpen: 1 });
    await clock.advance(10);
    await driver.submit({ type: 'open', seat: 3 });
    const refused = driver.submit({ type: 'open', seat: 4 });
    await clock.advance(500);
    await expect(refused).resolves.toEqual({ ok: false, code: 'device-refused', effect: 'none' });
    expect(device.truth()).toMatchObject({ speakers: [3], requests: [] });
  });

  test('the first who waits', async () => {
    const { clock, driver, device } = await connected();
    device.fault('set', { mode: 'request' });
    for (const seat of [7, 2]) device.press(seat);
    await clock.advance(10);
    await expect(driver.submit({ type: 'open-next' })).resolves.toMatchObject({ ok: true });
    expect(device.truth()).toMatchObject({ speakers: [7], requests: [2] });
  });
});

describe('answers', () => {
  test('a unit that saves its settings is busy, and says so', async () => {
    const { clock, driver, device } = await connected();
    device.fault('busy', {});
    const answer = driver.submit({ type: 'close', seat: 3 });
    await clock.advance(100);
    await expect(answer).resolves.toEqual({ ok: false, code: 'device-busy', effect: 'none' });
  });

  test('off already is acknowledged and read back', async () => {
    const { clock, driver } = await connected();
    const answer = driver.submit({ type: 'close', seat: 3 });
    await clock.advance(100);
    await expect(answer).resolves.toEqual({ ok: true, evidence: 'read-back' });
  });

  test('a seat without a unit, a list in another order, a voice mode: no', async () => {
    const { driver } = await connected();
    await expect(driver.submit({ type: 'open', seat: 99 })).resolves.toMatchObject({
      code: 'device-refused',
    });
    await expect(driver.submit({ type: 'order-requests', seats: [] })).resolves.toMatchObject({
      code: 'device-unsupported',
    });
    await expect(driver.submit({ type: 'set', settings: { mode: 'voice' } })).resolves.toMatchObject({
      code: 'device-unsupported',
    });
    await expect(driver.submit({ type: 'set', settings: { maxOpen: 11 } })).resolves.toMatchObject({
      code: 'device-unsupported',
    });
  });

  test('modes and limits are set together, and the others stay', async () => {
    const { clock, driver, picture } = await connected();
    const answer = driver.submit({ type: 'set', settings: { mode: 'fifo', maxOpen: 2, maxRequests: 20 } });
    await clock.advance(100);
    await expect(answer).resolves.toMatchObject({ ok: true });
    expect(picture()).toMatchObject({ mode: 'fifo', maxOpen: 2, maxRequests: 20 });
  });
});

describe('notices', () => {
  test('a lost one is healed by the next reading', async () => {
    const { clock, device, picture } = await connected();
    device.fault('mute-notices', {});
    device.press(3);
    expect(picture().speakers).toEqual([]);
    await clock.advance(readIntervalMs + 100);
    expect(picture().speakers).toEqual([3]);
  });

  test('without notices the lists are asked for twice a second', async () => {
    const { clock, device, picture } = await connected({ notifications: 'none' });
    device.fault('mute-notices', {});
    device.press(3);
    await clock.advance(600);
    expect(picture().speakers).toEqual([3]);
  });

  test('the place in the queue is the unit’s', async () => {
    const { clock, device, picture } = await connected();
    device.fault('set', { mode: 'request' });
    for (const seat of [6, 2, 4]) device.press(seat);
    device.release(6);
    await clock.advance(1000);
    expect(picture().requests).toEqual([2, 4]);
  });

  test('the question of its timer is answered by any question of ours', async () => {
    const { clock, device, driver } = await connected();
    device.fault('timer', {});
    await clock.advance(100);
    expect(driver.health()).toMatchObject({ garbage: 0, status: { code: 'ready' } });
  });
});
