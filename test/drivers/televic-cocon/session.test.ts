import { describe, expect, test } from 'vitest';
import { createCoConSession, type CoConOptions } from '../../../drivers/televic-cocon/session.ts';
import {
  createCoConDevice,
  defaultSimulation,
  type CoConSimulation,
} from '../../../simulators/televic-cocon/device.ts';
import { openHttpHall, webServer, type HttpHallOptions } from '../http-hall.ts';

const open = (
  options: Partial<CoConOptions> = {},
  simulation: Partial<CoConSimulation> = {},
  hall: HttpHallOptions = {},
) =>
  openHttpHall(
    createCoConSession({ manual: 'Request', voice: 'activation', ...options }),
    (device) => createCoConDevice(device, { ...defaultSimulation, ...simulation }),
    hall,
  );
const isPoll = (line: string): boolean => line.startsWith('GET /CoCon/Notification/');
const settingCalls = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.includes('/Set'));

describe('getting to know the room', () => {
  test('connects, asks which room, polls with its id and reads everything once', async () => {
    const hall = await open();
    const asked = hall.asked();
    expect(asked.slice(0, 2)).toEqual(['GET /CoCon/Connect', 'GET /CoCon/Room/GetActiveRoomInfo']);
    expect(asked.filter(isPoll)).toHaveLength(1);
    expect(asked.slice(3).sort()).toEqual(
      [
        'GET /CoCon/Microphone/Get',
        'GET /CoCon/Microphone/GetMicrophoneMode',
        'GET /CoCon/Microphone/GetActivationType',
        'GET /CoCon/Room/GetAllSeats/?RoomId=1',
        'GET /CoCon/Room/GetAllUnitsState/?RoomId=1',
        'GET /CoCon/Delegate/GetDelegatesInCurrentMeeting',
        'GET /CoCon/Meeting_Agenda/GetSeatsLoginStatus',
      ].sort(),
    );
    expect(hall.picture()).toMatchObject({
      seats: { 1: { present: true, name: 'Vorsitz', chair: true }, 2: { name: 'Jörg Weiß', chair: false } },
      mode: 'auto',
      maxOpen: 4,
    });
    hall.driver.stop();
  });

  test('a bare Plixus engine is not asked for delegates, and takes no priorities', async () => {
    const hall = await open({}, { product: 'plixus' });
    expect(hall.asked().filter((line) => /Delegate|Meeting_Agenda/.test(line))).toEqual([]);
    expect(hall.health().status?.code).toBe('ready');
    expect(await hall.command({ type: 'set-priority', seat: 2, priority: 1 })).toMatchObject({
      code: 'device-unsupported',
    });
    hall.driver.stop();
  });

  test('one poll stays open, and is asked anew when it ends empty', async () => {
    const hall = await open();
    await hall.clock.advance(50_000);
    expect(hall.asked().filter(isPoll)).toHaveLength(1);
    await hall.clock.advance(12_000);
    expect(hall.asked().filter(isPoll)).toHaveLength(1);
    expect(hall.health()).toMatchObject({ link: 'up', losses: 0, garbage: 0, status: { code: 'ready' } });
    hall.driver.stop();
  });

  test.each([
    { integers: 'number', timeout: 'json' },
    { integers: 'string', timeout: 'text' },
  ] as const)('both ways to write integers and empty polls: %j', async (bodies) => {
    const hall = await open({}, { bodies });
    expect(await hall.command({ type: 'open', seat: 2 })).toMatchObject({ ok: true });
    await hall.clock.advance(70_000);
    expect(hall.health()).toMatchObject({ garbage: 0, status: { code: 'ready' } });
    hall.driver.stop();
  });

  test('something else at this address is told apart from a server', async () => {
    const hall = await open({}, {}, { intercept: webServer });
    await hall.clock.advance(6000);
    expect(hall.health()).toMatchObject({ link: 'down', status: { level: 'fault', code: 'wrong-device' } });
    hall.driver.stop();
  });
});

describe('gaps', () => {
  test('a server that has forgotten us is greeted at once, and asked for everything', async () => {
    const hall = await open();
    hall.asked();
    hall.device.fault('forget', {});
    hall.device.press(2);
    await hall.clock.advance(5100);
    expect(hall.asked().filter((line) => line === 'GET /CoCon/Connect')).toHaveLength(0);
    // The poll that waited was never answered; the next one is told that the session is unknown.
    await hall.clock.advance(76_000);
    const asked = hall.asked();
    expect(asked).toContain('GET /CoCon/Connect');
    expect(asked.filter((line) => line.includes('GetAllSeats')).length).toBeGreaterThan(0);
    expect(hall.picture().speakers).toEqual([2]);
    expect(hall.health().status?.code).toBe('ready');
    hall.driver.stop();
  });

  test('a lost event is healed by the next round', async () => {
    const hall = await open({}, {}, { isMute: ({ path }) => path.includes('Notification') });
    hall.device.press(3);
    await hall.clock.advance(5500);
    expect(hall.picture().speakers).toEqual([3]);
    hall.driver.stop();
  });

  test('after a cut everything is asked for again', async () => {
    const hall = await open();
    hall.device.press(2);
    await hall.clock.advance(100);
    hall.cut();
    hall.device.press(2);
    hall.device.press(3);
    await hall.clock.advance(5000);
    expect(hall.events.filter(({ type }) => type === 'snapshot')).toHaveLength(2);
    expect(hall.picture().speakers).toEqual([3]);
    hall.driver.stop();
  });

  test('nobody answers: silent first, then the link is given up', async () => {
    let mute = false;
    const hall = await open({}, {}, { isMute: () => mute });
    mute = true;
    await hall.clock.advance(10_500);
    expect(hall.health().status?.code).toBe('silent');
    await hall.clock.advance(5000);
    expect(hall.health().losses).toBe(1);
    hall.driver.stop();
  });
});

describe('commands', () => {
  test('an event proves what was accepted', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'open', seat: 3 }, 100)).toEqual({
      ok: true,
      evidence: 'acknowledged',
    });
    expect(hall.picture().speakers).toEqual([3]);
    hall.driver.stop();
  });

  test('0 for a seat that does not exist is no success: it is read back', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'open', seat: 99 }, 300)).toBe('open');
    expect(await hall.command({ type: 'close', seat: 3 })).toEqual({ ok: true, evidence: 'read-back' });
    expect(await hall.command({ type: 'open', seat: 99 })).toMatchObject({ code: 'device-refused' });
    hall.driver.stop();
  });

  test('1 is a refusal', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'open-next' }, 100)).toEqual({
      ok: false,
      code: 'device-refused',
      effect: 'none',
    });
    hall.driver.stop();
  });

  test('closing all closes the chair’s microphone and leaves the request list', async () => {
    const hall = await open();
    hall.device.fault('set', { mode: 'request' });
    hall.device.press(1);
    hall.device.press(2);
    await hall.clock.advance(100);
    expect(hall.picture()).toMatchObject({ speakers: [1], requests: [2] });
    expect(await hall.command({ type: 'close-all' })).toMatchObject({ ok: true });
    expect(hall.picture()).toMatchObject({ speakers: [], requests: [2] });
    hall.driver.stop();
  });

  test('a limit keeps the mode, and a mode the limit', async () => {
    const hall = await open();
    hall.asked();
    expect(await hall.command({ type: 'set', settings: { maxOpen: 2 } })).toMatchObject({ ok: true });
    expect(await hall.command({ type: 'set', settings: { mode: 'fifo' } })).toMatchObject({ ok: true });
    const flags = 'AllowRequest=True&AllowCancelRequest=True&AllowSwitchOffMic=True';
    expect(settingCalls(hall.asked())).toEqual([
      `GET /CoCon/Microphone/SetMicrophoneMode/?Mode=DirectSpeak&MaxNrActive=2&${flags}&FIFO=False`,
      `GET /CoCon/Microphone/SetMicrophoneMode/?Mode=DirectSpeak&MaxNrActive=2&${flags}&FIFO=True`,
    ]);
    expect(hall.picture()).toMatchObject({ mode: 'fifo', maxOpen: 2 });
    hall.driver.stop();
  });

  test.each(['Request', 'OnlyRequest', 'Operator'] as const)(
    'manual is %s where the config says so',
    async (manual) => {
      const hall = await open({ manual });
      hall.asked();
      expect(await hall.command({ type: 'set', settings: { mode: 'manual' } })).toMatchObject({ ok: true });
      expect(settingCalls(hall.asked())[0]).toContain(`?Mode=${manual}&`);
      hall.driver.stop();
    },
  );

  test('voice is an activation type, or a mode of old servers, and is left again', async () => {
    const hall = await open();
    hall.asked();
    expect(await hall.command({ type: 'set', settings: { mode: 'voice' } })).toMatchObject({ ok: true });
    expect(await hall.command({ type: 'set', settings: { mode: 'auto' } })).toMatchObject({ ok: true });
    expect(settingCalls(hall.asked()).map((line) => line.replace(/&.*/, ''))).toEqual([
      'GET /CoCon/Microphone/SetMicrophoneMode/?Mode=Request',
      'GET /CoCon/Microphone/SetActivationType/?ActivationType=Vox',
      'GET /CoCon/Microphone/SetMicrophoneMode/?Mode=DirectSpeak',
      'GET /CoCon/Microphone/SetActivationType/?ActivationType=Toggle',
    ]);
    hall.driver.stop();
    const old = await open({ voice: 'mode' });
    old.asked();
    expect(await old.command({ type: 'set', settings: { mode: 'voice' } })).toMatchObject({ ok: true });
    expect(settingCalls(old.asked())).toHaveLength(1);
    old.driver.stop();
  });

  test('what the API has no call for is said at once', async () => {
    const hall = await open();
    for (const command of [
      { type: 'add-reply', seat: 2 },
      { type: 'order-requests', seats: [3, 2] },
      { type: 'set', settings: { maxRequests: 5 } },
    ] as const)
      expect(await hall.command(command, 0)).toMatchObject({ code: 'device-unsupported' });
    hall.driver.stop();
  });
});

describe('who sits there', () => {
  const eva = { seat: 3, id: 81, firstName: 'Ida', lastName: 'Beispiel', badge: '14EFB4E2' };

  test('whoever logs in has the seat’s name until they leave', async () => {
    const hall = await open();
    hall.device.fault('log-in', eva);
    await hall.clock.advance(100);
    expect(hall.picture().seats[3]).toMatchObject({ name: 'Ida Beispiel', login: '14EFB4E2' });
    hall.device.fault('log-out', { seat: 3 });
    await hall.clock.advance(100);
    expect(hall.picture().seats[3]).toEqual({ present: true, name: 'Eva Muster', chair: false });
    hall.driver.stop();
  });

  test('who was there before us is known by the login list', async () => {
    const hall = await open();
    hall.cut();
    hall.device.fault('log-in', eva);
    await hall.clock.advance(5000);
    expect(hall.picture().seats[3]).toMatchObject({ name: 'Ida Beispiel', login: '14EFB4E2' });
    hall.driver.stop();
  });

  test('a server without its central unit is not ready', async () => {
    const hall = await open();
    hall.device.fault('central-unit', { connected: false });
    await hall.clock.advance(200);
    expect(hall.health().status).toEqual({ level: 'fault', code: 'not-ready' });
    hall.device.fault('central-unit', { connected: true });
    await hall.clock.advance(200);
    expect(hall.health().status?.code).toBe('ready');
    hall.driver.stop();
  });
});
