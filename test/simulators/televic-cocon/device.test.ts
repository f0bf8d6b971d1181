import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import {
  createCoConDevice,
  defaultSimulation,
  type CoConSimulation,
} from '../../../simulators/televic-cocon/device.ts';
import type { HttpAnswer } from '../../../simulators/device.ts';
import { createRandom } from '../../../simulators/world/random.ts';

function server(simulation: Partial<CoConSimulation> = {}) {
  const clock = createVirtualClock();
  const device = createCoConDevice(
    {
      seats: [
        { seat: 1, name: 'Seat_1', chair: true },
        { seat: 2, name: 'Seat_2', chair: false },
        { seat: 3, name: 'Seat_3', chair: false },
      ],
      clock,
      random: createRandom(1),
      onMicrophone: () => undefined,
    },
    { ...defaultSimulation, ...simulation },
  );
  const answers: HttpAnswer[] = [];
  /** Asks and gives the answer that came at once; undefined: it waits. */
  function get(path: string, method = 'GET'): HttpAnswer | undefined {
    let answer: HttpAnswer | undefined;
    device.request({ method, path: `/CoCon/${path}`, headers: {}, body: '' }, (one) => {
      answer = one;
      answers.push(one);
    });
    return answer;
  }
  const connect = (): string => /[0-9a-f-]{36}/.exec(get('Connect')?.body ?? '')?.[0] ?? '';
  return { clock, device, get, connect, answers };
}
/** The inner text on the wire, in its string. */
const wrapped = (inner: string): string => JSON.stringify(inner);

describe('answers to the byte', () => {
  test('connect', () => {
    const { get } = server();
    const answer = get('Connect');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(answer?.body).toMatch(
      /^"\{\\"Connect\\":true,\\"id\\":\\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\"\}"$/,
    );
  });
  test('microphones, mode and seats', () => {
    const { get, device } = server();
    device.press(2);
    expect(get('Microphone/Get')?.body).toBe(
      wrapped(
        '{"Get":{"MicrophoneMode":{"Mode":"DirectSpeak","MaxNrActive":4},"State":{"Speakers":[2],"Requests":[],"Replies":[]}}}',
      ),
    );
    expect(get('Room/GetAllSeats/?RoomId=1')?.body).toBe(
      wrapped(
        '{"GetAllSeats":{"Seats":[{"IsChairMan":true,"SeatId":"1","SeatName":"Seat_1","UnitId":"1"},{"IsChairMan":false,"SeatId":"2","SeatName":"Seat_2","UnitId":"2"},{"IsChairMan":false,"SeatId":"3","SeatName":"Seat_3","UnitId":"3"}]}}',
      ),
    );
  });
  test('a command is done with 0, also for a seat that does not exist; wrong words are 1', () => {
    const { get } = server();
    expect(get('Microphone/SetState/?State=On&SeatNr=2')?.body).toBe('"0"');
    expect(get('Microphone/SetState/?State=On&SeatNr=99')?.body).toBe('"0"');
    expect(get('Microphone/SetState/?State=Loud&SeatNr=2')?.body).toBe('"1"');
    expect(get('Room/GetAllSeats/?RoomId=7')?.body).toBe('"1"');
    expect(get('Microphone/GetState')?.body).toBe(
      wrapped('{"GetState":{"State":{"Speakers":[2],"Requests":[],"Replies":[]}}}'),
    );
  });
  test('integers without quotes where the option says so', () => {
    const { get } = server({ bodies: { integers: 'number', timeout: 'json' } });
    expect(get('Microphone/SetState/?State=On&SeatNr=2')).toMatchObject({
      body: '0',
      headers: { 'content-type': 'text/plain' },
    });
  });
  test('only GET, and only calls that exist', () => {
    const { get } = server();
    expect(get('Connect', 'POST')?.status).toBe(404);
    expect(get('Make/Coffee')?.status).toBe(404);
  });
});

describe('long polls', () => {
  test('an event is given once, one for each poll, and waits between two polls', () => {
    const { get, connect, device, answers } = server();
    const id = connect();
    expect(get(`Notification/id=${id}`)).toBeUndefined();
    device.press(2);
    expect(answers.at(-1)?.body).toBe(wrapped('{"MicButtonEvent":{"SeatNr":2,"Event":"down"}}'));
    expect(get(`Notification/id=${id}`)?.body).toBe(
      wrapped('{"MicrophoneState":{"Speakers":[2],"Requests":[],"Replies":[]}}'),
    );
    expect(get(`Notification/id=${id}`)?.body).toContain('up');
    expect(get(`Notification/id=${id}`)).toBeUndefined();
  });
  test('nothing happens for 60 s: 408', async () => {
    const { get, connect, clock, answers } = server();
    const id = connect();
    get(`Notification/id=${id}`);
    await clock.advance(59_000);
    expect(answers).toHaveLength(1);
    await clock.advance(1100);
    expect(answers.at(-1)).toMatchObject({ status: 408, body: 'Notification request timeout' });
    expect(clock.pending()).toBe(0);
  });
  test('an unknown id, and one that nobody polled with for three minutes: 400', async () => {
    const { get, connect, clock } = server();
    const unknown = { status: 400, body: '{"Notification" : "Error 400"}' };
    expect(get('Notification/id=abc')).toMatchObject(unknown);
    const id = connect();
    await clock.advance(181_000);
    expect(get(`Notification/id=${id}`)).toMatchObject(unknown);
  });
  test('events are dropped where nobody polls for a minute', async () => {
    const { get, connect, clock, device } = server();
    const id = connect();
    device.press(2);
    await clock.advance(61_000);
    expect(get(`Notification/id=${id}`)).toBeUndefined();
  });
  test('each client has its own events, and only of what it subscribed to', () => {
    const { get, connect, device } = server();
    const [first, second] = [connect(), connect()];
    expect(first).not.toBe(second);
    expect(get(`Unsubscribe/?Model=Microphone&id=${second}`)?.body).toBe(
      wrapped('{"UnSubscribe":{"Model":"Microphone","result":true}}'),
    );
    device.press(2);
    expect(get(`Notification/id=${first}`)?.body).toContain('MicButtonEvent');
    expect(get(`Notification/id=${second}`)).toBeUndefined();
    expect(get(`Subscribe/?Model=Microphone&id=${second}&details=true`)?.body).toBe(
      wrapped('{"Subscribe":{"Model":"Microphone","result":true,"details":true}}'),
    );
    expect(get(`Disconnect/?Id=${second}`)?.body).toBe('"0"');
    expect(get(`Disconnect/?Id=${second}`)?.body).toBe('"1"');
  });
  test('a client that hangs up takes its timer along', () => {
    const { connect, device, clock } = server();
    const call = { method: 'GET', path: `/CoCon/Notification/id=${connect()}`, headers: {}, body: '' };
    const gone = device.request(call, () => undefined);
    expect(clock.pending()).toBe(1);
    gone();
    expect(clock.pending()).toBe(0);
  });
});

describe('modes and lists', () => {
  test('in request mode a button asks, the next one is called, and the chair opens as they like', () => {
    const { get, device } = server();
    get('Microphone/SetMicrophoneMode/?Mode=Request&MaxNrActive=1');
    for (const seat of [2, 3, 1]) device.press(seat);
    expect(device.truth()).toMatchObject({ speakers: [1], requests: [2, 3] });
    expect(get('Microphone/ActivateNextMicrophone')?.body).toBe('"0"');
    expect(device.truth()).toMatchObject({ speakers: [1, 2], requests: [3] });
    get('Microphone/ClearMicrophoneList/?Type=Speakers');
    expect(device.truth()).toMatchObject({ speakers: [1], requests: [3] });
    get('Microphone/ClearMicrophoneList/?Type=SpeakersAndRequests');
    expect(device.truth()).toMatchObject({ speakers: [], requests: [] });
  });
  test('where only the operator opens, a button does nothing', () => {
    const { get, device } = server();
    get('Microphone/SetMicrophoneMode/?Mode=Operator&MaxNrActive=4');
    device.press(2);
    expect(device.truth()).toMatchObject({ speakers: [], requests: [] });
    get('Microphone/SetState/?State=On&SeatNr=2');
    expect(device.truth().speakers).toEqual([2]);
  });
  test('voice control is refused outside request mode', () => {
    const { get } = server();
    expect(get('Microphone/SetActivationType/?ActivationType=Vox')?.body).toBe('"1"');
    get('Microphone/SetMicrophoneMode/?Mode=Request');
    expect(get('Microphone/SetActivationType/?ActivationType=Vox')?.body).toBe('"0"');
  });
  test('a bare Plixus engine knows no delegates and says its room’s number alone', () => {
    const { get } = server({ product: 'plixus' });
    expect(get('Delegate/GetDelegatesInCurrentMeeting')?.status).toBe(404);
    expect(get('Room/GetActiveRoomInfo')?.body).toBe(
      wrapped('{"GetActiveRoomInfo":{"ActiveRoom":{"RoomId":1}}}'),
    );
  });
});
