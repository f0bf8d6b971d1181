import { describe, expect, test } from 'vitest';
import { createConferoDevice, defaultSimulation } from '../../../simulators/televic-confero/device.ts';
import { connectTo } from '../http-client.ts';

const token = { authorization: `Bearer ${defaultSimulation.token}` };
function controller() {
  const client = connectTo((options) => createConferoDevice(options));
  return { ...client, ask: (line: string, body?: string) => client.ask(line, body, token) };
}
const events = (from?: number): string =>
  `GET /api/notification/events?include-filter=Discussion,Meeting,Room${from === undefined ? '' : `&minimum-id=${from}`}`;
const direct =
  '"options":{"microphoneActivationType":"toggle","speakerOverrideAllowed":false,"switchOffAllowed":true,"ledColorOn":"red","ledColorOff":"off"}';

describe('calls', () => {
  test('nothing is carried out without the token', () => {
    const client = connectTo((options) => createConferoDevice(options));
    for (const headers of [{}, { authorization: 'Bearer x' }, { authorization: defaultSimulation.token }])
      expect(client.ask('DELETE /api/discussion/speakers', '', headers)?.status).toBe(401);
  });
  test('lists, seats and settings to the byte', () => {
    const { ask, device } = controller();
    device.press(2);
    expect(ask('GET /api/discussion/speakers')?.body).toBe('[2]');
    expect(ask('GET /api/discussion/requests')?.body).toBe('[]');
    expect(ask('GET /api/discussion/seats')?.body).toContain(
      '{"seatNumber":2,"microphoneOn":true,"requestingToSpeak":false,"role":"delegate"}',
    );
    expect(ask('GET /api/discussion/settings')?.body).toBe(
      `{"microphoneMode":"directSpeak","maximumNumberOfSpeakers":4,${direct}}`,
    );
  });
  test('a seat takes both fields or none', () => {
    const { ask, device } = controller();
    expect(ask('PUT /api/discussion/seats/2', '{"microphoneOn":true}')).toMatchObject({
      status: 400,
      body: 'Missing json field: requestingToSpeak',
    });
    expect(
      ask('PUT /api/discussion/seats/99', '{"microphoneOn":true,"requestingToSpeak":false}')?.status,
    ).toBe(400);
    expect(ask('PUT /api/discussion/seats/2', '{"microphoneOn":true,"requestingToSpeak":false}')).toEqual({
      status: 204,
      body: '',
    });
    expect(device.truth().speakers).toEqual([2]);
  });
  test('settings of one mode with the options of another are refused', () => {
    const { ask, device } = controller();
    const put = (body: string) => ask('PUT /api/discussion/settings', body)?.status;
    expect(put(`{"microphoneMode":"request","maximumNumberOfSpeakers":2,${direct}}`)).toBe(400);
    expect(device.truth()).toMatchObject({ mode: 'open', maxOpen: 4 });
    expect(put(`{"microphoneMode":"directSpeak","maximumNumberOfSpeakers":2,${direct}}`)).toBe(204);
    expect(device.truth().maxOpen).toBe(2);
  });
  test('clearing the delegates leaves the chair', () => {
    const { ask, device } = controller();
    for (const seat of [1, 2]) device.press(seat);
    ask('DELETE /api/discussion/speakers/delegates');
    expect(device.truth().speakers).toEqual([1]);
    ask('DELETE /api/discussion/speakers');
    expect(device.truth().speakers).toEqual([]);
  });
  test('a meeting that is not there is 412, one that is not licensed 405', () => {
    const { ask, device } = controller();
    expect(ask('GET /api/meeting')?.body).toContain(
      '{"participantId":"seat-2","firstName":"Jörg","lastName":"Weiß","presence":{"kind":"LocalParticipantPresence","seatNumber":2}}',
    );
    device.fault('meeting', { state: 'none' });
    expect(ask('GET /api/meeting')?.status).toBe(412);
    device.fault('meeting', { state: 'not-licensed' });
    expect(ask('GET /api/meeting')?.status).toBe(405);
  });
});

describe('events', () => {
  test('numbered, one for each poll, from the number that was asked for', () => {
    const { ask, device } = controller();
    device.press(2);
    expect(ask(events(1))?.body).toBe(
      '{"discontinuity":false,"id":1,"module":"Discussion","name":"SeatChanged","data":{"seatNumber":2,"microphoneOn":true,"requestingToSpeak":false,"role":"delegate"}}',
    );
    expect(ask(events(2))?.body).toBe(
      '{"discontinuity":false,"id":2,"module":"Discussion","name":"SpeakersChanged","data":[2]}',
    );
    expect(ask(events(3))).toBeUndefined();
  });
  test('without a number the next that happens; nothing within the time: 204', async () => {
    const { ask, device, answers, clock } = controller();
    device.press(2);
    expect(ask(events())).toBeUndefined();
    device.press(3);
    expect(answers.at(-1)?.body).toContain('"id":3');
    expect(ask(events())).toBeUndefined();
    await clock.advance(30_100);
    expect(answers.at(-1)).toEqual({ status: 204, body: '' });
    expect(clock.pending()).toBe(0);
  });
  test('whoever asks for events that were dropped is told', () => {
    const { ask, device } = controller();
    device.press(2);
    device.fault('drop-events', {});
    device.press(2);
    expect(ask(events(1))?.body).toContain('"discontinuity":true');
  });
  test('a poll without a filter is wrong', () => {
    const { ask } = controller();
    expect(ask('GET /api/notification/events')).toMatchObject({
      status: 400,
      body: 'include-filter is required',
    });
  });
  test('a client that hangs up takes its timer along', () => {
    const { open, clock } = controller();
    const gone = open(events(), token);
    expect(clock.pending()).toBe(1);
    gone();
    expect(clock.pending()).toBe(0);
  });
});
