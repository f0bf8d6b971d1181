import { describe, expect, test } from 'vitest';
import { createPlixusDevice } from '../../../simulators/televic-plixus/device.ts';
import { connectTo } from '../http-client.ts';

function unit() {
  const client = connectTo(createPlixusDevice);
  /** An id that hears of these modules. */
  const connect = (...modules: readonly string[]): string => {
    const id = (
      JSON.parse(client.ask('POST /api/notification/connect')?.body ?? '{}') as { connectionId: string }
    ).connectionId;
    for (const module of modules) client.ask(`POST /api/notification/${id}/modules/${module}/subscribe`);
    return id;
  };
  return { ...client, connect };
}
const api = (path: string): string => `/api/v1/discussion/${path}`;

describe('calls', () => {
  test('connect and lists to the byte', () => {
    const { ask, device } = unit();
    expect(ask('POST /api/notification/connect')?.body).toMatch(
      /^\{"connectionId":"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"\}$/,
    );
    device.press(2);
    expect(ask(`GET ${api('speakers')}`)?.body).toBe('[2]');
    expect(ask(`GET ${api('seats/2')}`)?.body).toBe(
      '{"seatNumber":2,"microphoneState":"on","isRequestingToSpeak":false,"isRequestingToReply":false,"role":"delegate","isMuted":false,"muteSources":{"chairperson":false,"delegate":false,"operator":false}}',
    );
    expect(JSON.parse(ask('GET /api/v1/room/seats/discussion')?.body ?? '')).toMatchObject({
      seats: [{ id: 1, label: 'Vorsitz', state: 'normal', role: 'chairman' }, { id: 2 }, { id: 3 }],
    });
  });
  test('microphones and requests are toggled', () => {
    const { ask, device } = unit();
    for (const speakers of [[2], []]) {
      expect(ask(`PUT ${api('seats/2/microphone')}`)).toEqual({ status: 204, body: '' });
      expect(device.truth().speakers).toEqual(speakers);
    }
    device.fault('set', { mode: 'request' });
    for (const requests of [[2], []]) {
      ask(`PUT ${api('seats/2/request')}`);
      expect(device.truth().requests).toEqual(requests);
    }
    expect(ask(`PUT ${api('seats/99/microphone')}`)?.status).toBe(400);
  });
  test('clearing the speakers clears the requests too; the delegates alone can be cleared', () => {
    const { ask, device } = unit();
    device.fault('set', { mode: 'request' });
    for (const seat of [1, 2]) device.press(seat);
    ask(`DELETE ${api('speakers/delegates')}`);
    expect(device.truth()).toMatchObject({ speakers: [1], requests: [2] });
    expect(ask(`DELETE ${api('speakers')}`)?.status).toBe(204);
    expect(device.truth()).toMatchObject({ speakers: [], requests: [] });
  });
  test('a new order is the same list or it is refused', () => {
    const { ask, device } = unit();
    device.fault('set', { mode: 'request' });
    for (const seat of [2, 3]) device.press(seat);
    expect(ask(`PUT ${api('requests')}`, '{"seatIds":[3,2]}')?.status).toBe(200);
    expect(device.truth().requests).toEqual([3, 2]);
    for (const body of ['{"seatIds":[3]}', '{"seatIds":[3,1]}', '{"seatIds":[0,2]}', '[]'])
      expect(ask(`PUT ${api('requests')}`, body)?.status).toBe(400);
    expect(ask(`PUT ${api('speakers/next')}`)?.status).toBe(204);
    expect(device.truth().speakers).toEqual([3]);
  });
  test('settings come back whole', () => {
    const { ask } = unit();
    const before = ask(`GET ${api('settings')}`)?.body ?? '';
    const changed = before.replace('"directAccess"', '"request"').replace('-30', '-20');
    expect(ask(`PUT ${api('settings')}`, changed)?.status).toBe(204);
    expect(ask(`GET ${api('settings')}`)?.body).toBe(changed);
    expect(ask(`PUT ${api('settings')}`, '{"microphoneMode":"loud"}')?.status).toBe(400);
  });
});

describe('events', () => {
  test('one for each poll, of subscribed modules only', () => {
    const { ask, connect, device } = unit();
    const [hears, deaf] = [connect('Discussion'), connect()];
    device.press(2);
    const first = ask(`GET /api/notification/${hears}/nextevent`)?.body ?? '';
    expect(first).toMatch(
      /^\{"name":"SeatDiscussionStateChanged","moduleName":"Discussion","timestamp":"[^"]+","data":\{"discussionState":\{"seatNumber":2,"microphoneState":"on",/,
    );
    expect(ask(`GET /api/notification/${hears}/nextevent`)?.body).toContain(
      '"name":"SpeakerListChanged","moduleName":"Discussion"',
    );
    expect(ask(`GET /api/notification/${hears}/nextevent`)).toBeUndefined();
    expect(ask(`GET /api/notification/${deaf}/nextevent`)).toBeUndefined();
  });
  test('nothing happens: 408; an unknown id: 404', async () => {
    const { ask, connect, clock, answers } = unit();
    ask(`GET /api/notification/${connect('Room')}/nextevent`);
    await clock.advance(60_100);
    expect(answers.at(-1)).toMatchObject({ status: 408, body: '' });
    expect(ask('GET /api/notification/abc/nextevent')?.status).toBe(404);
    expect(ask('POST /api/notification/abc/modules/Room/subscribe')?.status).toBe(404);
    expect(clock.pending()).toBe(0);
  });
  test('a unit that is lost, and a new label', () => {
    const { ask, connect, device } = unit();
    const id = connect('Room');
    device.fault('lose-seat', { seat: 3, lost: true });
    expect(ask(`GET /api/notification/${id}/nextevent`)?.body).toContain(
      '"name":"SeatStateChanged","moduleName":"Room"',
    );
    device.fault('rename', { seat: 3, name: 'Gast' });
    expect(ask(`GET /api/notification/${id}/nextevent`)?.body).toContain('"data":{"id":3,"label":"Gast"}');
  });
  test('a client that hangs up takes its timer along', () => {
    const { open, connect, clock } = unit();
    const gone = open(`GET /api/notification/${connect('Room')}/nextevent`);
    expect(clock.pending()).toBe(1);
    gone();
    expect(clock.pending()).toBe(0);
  });
});
