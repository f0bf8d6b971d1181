import { expect, test } from 'vitest';
import { createPlixusDevice } from '../../../simulators/televic-plixus/device.ts';
import { connectTo } from '../http-client.ts';

const sessions = '/api/v1/voting/sessions';
const yesNo =
  '{"title":"Test","options":[{"number":2,"description":"Ja","ledColor":"green"},{"number":4,"description":"Nein","ledColor":"red"}]}';

function unit() {
  const client = connectTo(createPlixusDevice);
  const schedule = (): string =>
    (JSON.parse(client.ask(`POST ${sessions}`, yesNo)?.body ?? '{}') as { id: string }).id;
  const act = (id: string, action: string): number | undefined =>
    client.ask(`POST ${sessions}/${id}/${action}`)?.status;
  const results = (id: string): unknown =>
    JSON.parse(client.ask(`GET ${sessions}/${id}/results`)?.body ?? '');
  return { ...client, schedule, act, results };
}

test('a session goes from scheduled to closed, and refuses what its state does not allow', () => {
  const { act, schedule } = unit();
  const id = schedule();
  for (const action of ['stop', 'pause', 'resume']) expect(act(id, action)).toBe(400);
  expect(act(id, 'start')).toBe(204);
  expect(act(schedule(), 'start')).toBe(400);
  for (const action of ['start', 'close', 'resume', 'reschedule']) expect(act(id, action)).toBe(400);
  for (const action of ['pause', 'resume', 'stop', 'close']) expect(act(id, action)).toBe(204);
  expect(act('nobody', 'start')).toBe(404);
});

test('buttons count while it runs, and only those with a lamp', () => {
  const { act, device, results, schedule } = unit();
  const id = schedule();
  device.pressKey?.('2', 1);
  act(id, 'start');
  for (const [keypad, key] of [
    ['1', 1],
    ['2', 2],
    ['2', 1],
    ['3', 3],
    ['99', 1],
  ] as const)
    device.pressKey?.(keypad, key);
  expect(device.truth().votes).toEqual({ open: true, pressed: { 1: 1, 2: 1 } });
  expect(results(id)).toMatchObject({
    voted: 2,
    notVoted: 1,
    total: 3,
    optionResults: [
      { option: 2, result: 2 },
      { option: 4, result: 0 },
    ],
    participantOptions: [
      { option: 2, delegate: '1' },
      { option: 2, delegate: '2' },
    ],
  });
  act(id, 'pause');
  device.pressKey?.('3', 1);
  act(id, 'resume');
  act(id, 'stop');
  device.pressKey?.('3', 1);
  expect(device.truth().votes).toEqual({ open: false, pressed: { 1: 1, 2: 1 } });
});

test('a vote from elsewhere stands for a seat of the room, while the session runs', () => {
  const { act, ask, device, schedule } = unit();
  const id = schedule();
  const external = (body: string) => ask(`PUT ${sessions}/${id}/externalvote`, body);
  expect(external('{"seat":2,"option":4}')).toMatchObject({ status: 400, body: 'Vote not possible.' });
  act(id, 'start');
  expect(external('{"seat":2,"option":4}')?.status).toBe(204);
  expect(external('{"seat":2,"option":3}')?.status).toBe(400);
  expect(external('{"seat":99,"option":4}')?.status).toBe(400);
  expect(external('{"seat":"x"}')?.status).toBe(400);
  expect(device.truth().votes?.pressed).toEqual({ 2: 2 });
});

test('votes are told to those who subscribed, with the whole results so far', () => {
  const { act, ask, device, schedule } = unit();
  const { connectionId: client } = JSON.parse(ask('POST /api/notification/connect')?.body ?? '{}') as {
    connectionId: string;
  };
  ask(`POST /api/notification/${client}/modules/Voting/subscribe`);
  act(schedule(), 'start');
  device.pressKey?.('2', 2);
  const told = [1, 2, 3].map(
    () => JSON.parse(ask(`GET /api/notification/${client}/nextevent`)?.body ?? '{}') as unknown,
  );
  expect(told).toMatchObject([
    { name: 'VotingSessionStateChanged', moduleName: 'Voting', data: { session: { state: 'starting' } } },
    { data: { session: { state: 'running' } } },
    { name: 'VotingResults', data: { voted: 1, participantOptions: [{ option: 4, delegate: '2' }] } },
  ]);
});
