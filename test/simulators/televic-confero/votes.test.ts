import { expect, test } from 'vitest';
import { createConferoDevice, defaultSimulation } from '../../../simulators/televic-confero/device.ts';
import { connectTo } from '../http-client.ts';

const meetingId = 'd5a1c2a0-0000-4000-8000-000000000001';
const choices = [
  { number: 1, choiceId: '1', choiceTitle: 'Ja', color: 'green', button: '+' },
  { number: 2, choiceId: '2', choiceTitle: 'Nein', color: 'red', button: '-' },
];

function controller() {
  const client = connectTo((options) => createConferoDevice(options));
  const headers = { authorization: `Bearer ${defaultSimulation.token}` };
  const act = (action: object) =>
    client.ask('POST /api/meeting/actions', JSON.stringify({ meetingId, ...action }), headers);
  const start = () => act({ kind: 'StartVotingAction', voting: { votingTitle: 'T', choices } });
  const stop = (votingId: string) => act({ kind: 'StopVotingAction', votingId });
  const read = () => client.ask('GET /api/meeting/voting-results', '', headers);
  return { ...client, headers, act, start, stop, read };
}

test('a vote is started, refused a second time, stopped once', () => {
  const { act, read, start, stop } = controller();
  expect(read()?.status).toBe(412);
  const started = start();
  expect(started?.status).toBe(200);
  expect(started?.body).toMatch(/^[0-9a-f-]{36}$/);
  expect(start()?.status).toBe(412);
  expect(stop('another')?.status).toBe(412);
  expect(stop(started?.body ?? '')).toMatchObject({ status: 204, body: '' });
  expect(stop(started?.body ?? '')?.status).toBe(412);
  expect(act({ kind: 'StopVotingAction' })?.status).toBe(400);
  expect(act({ kind: 'StopVotingAction', votingId: 'v', meetingId: 'other' })?.status).toBe(412);
});

test('without a token nothing is carried out', () => {
  const { ask, device, read } = controller();
  expect(ask('GET /api/meeting/voting-results')?.status).toBe(401);
  device.fault('meeting', { state: 'none' });
  expect(read()?.status).toBe(412);
});

test('for three seconds results are refused, until the stop they are empty', async () => {
  const { clock, device, read, start, stop } = controller();
  const id = start()?.body ?? '';
  for (const [keypad, key] of [
    ['1', 1],
    ['2', 2],
    ['2', 1],
    ['3', 3],
    ['99', 1],
  ] as const)
    device.pressKey?.(keypad, key);
  expect(read()?.status).toBe(500);
  await clock.advance(3100);
  expect(JSON.parse(read()?.body ?? '')).toMatchObject({
    votingId: id,
    global: [{ count: 0 }, { count: 0 }],
    individual: [],
  });
  stop(id);
  device.pressKey?.('3', 1);
  expect(JSON.parse(read()?.body ?? '')).toMatchObject({
    global: [
      { choiceId: '1', count: 2 },
      { choiceId: '2', count: 0 },
    ],
    individual: [
      { choiceId: '1', participantId: 'seat-1' },
      { choiceId: '1', participantId: 'seat-2' },
    ],
  });
  expect(device.truth().votes).toEqual({ open: false, pressed: { 1: 1, 2: 1 } });
});

test('every press is told', () => {
  const { ask, device, headers, start } = controller();
  device.fault('realtime', {});
  start();
  device.pressKey?.('2', 2);
  const event = ask('GET /api/notification/events?include-filter=Meeting&minimum-id=1', '', headers);
  expect(JSON.parse(event?.body ?? '')).toMatchObject({
    module: 'Meeting',
    name: 'VotingResultsChanged',
    data: { individual: [{ choiceId: '2', participantId: 'seat-2' }] },
  });
});
