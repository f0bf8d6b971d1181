import { expect, test } from 'vitest';
import { createCoConDevice } from '../../../simulators/televic-cocon/device.ts';
import { connectTo } from '../http-client.ts';

const template =
  'Voting/AddVotingTemplate/?Title=T&NrOfOptions=2&Description1=Ja&SymbolIndex1=1&LedColour1=Green&Description2=Nein&SymbolIndex2=3&LedColour2=Red';

function server() {
  const client = connectTo((options) => createCoConDevice(options));
  /** The text inside the body's string. */
  const get = (path: string): string => {
    const body = client.ask(`GET /CoCon/${path}`)?.body ?? '';
    return body.startsWith('"') ? (JSON.parse(body) as string) : body;
  };
  const set = (state: string): string => get(`Voting/SetVotingState/?State=${state}`);
  return { ...client, get, set };
}

test('the machine of states is the document’s', () => {
  const { get, set } = server();
  expect(get('Voting/GetVotingState')).toBe('{"GetVotingState":{"State":"Stop"}}');
  expect(set('Start')).toBe('1');
  expect(get('Voting/AddInstantVote/?VotingTemplate=T')).toBe('{"AddInstantVote":{"Result":false}}');
  expect(get(template)).toBe('0');
  expect(get(template)).toBe('1');
  expect(get('Voting/AddInstantVote/?VotingTemplate=T')).toBe('{"AddInstantVote":{"Result":true}}');
  for (const state of ['Stop', 'Pause', 'Resume', 'Restart', 'Clear']) expect(set(state)).toBe('1');
  expect(set('Start')).toBe('0');
  for (const state of ['Start', 'Resume', 'Clear']) expect(set(state)).toBe('1');
  for (const state of ['Pause', 'Resume', 'Restart', 'Stop']) expect(set(state)).toBe('0');
  expect(get('Voting/GetVotingState')).toBe('{"GetVotingState":{"State":"VotingStopped"}}');
  expect(set('Stop')).toBe('1');
  expect(set('Clear')).toBe('0');
  expect(get('Voting/DeleteVotingTemplate/?Title=T')).toBe('0');
  expect(get('Voting/DeleteVotingTemplate/?Title=T')).toBe('1');
});

test('buttons count while it is started, and only those with a lamp', () => {
  const { device, get, set } = server();
  get(template);
  get('Voting/AddInstantVote/?VotingTemplate=T');
  device.pressKey?.('2', 1);
  set('Start');
  expect(get('Voting/GetIndividualVotingResults/?Id=100')).toBe('1');
  for (const [keypad, key] of [
    ['1', 1],
    ['2', 2],
    ['2', 1],
    ['3', 3],
    ['99', 1],
  ] as const)
    device.pressKey?.(keypad, key);
  set('Stop');
  device.pressKey?.('3', 1);
  expect(device.truth().votes).toEqual({ open: false, pressed: { 1: 1, 2: 1 } });
  expect(get('Voting/GetIndividualVotingResults/?Id=100')).toBe(
    '{"IndividualVotingResults":{"Id":100,"VotingResults":[{"DelegateId":0,"VotingOptionId":101,"SeatNumber":1},{"DelegateId":0,"VotingOptionId":101,"SeatNumber":2}]}}',
  );
  expect(get('Voting/GetGeneralVotingResults/?Id=100')).toContain('"Voted":{"Count":2,"Weight":2}');
  expect(get('Voting/GetGeneralVotingResults/?Id=7')).toBe('1');
});

test('a vote is told once, when it is cast', () => {
  const { ask, device, get, set } = server();
  const { id } = JSON.parse(get('Connect')) as { id: string };
  get(template);
  get('Voting/AddInstantVote/?VotingTemplate=T');
  set('Start');
  device.pressKey?.('2', 2);
  const next = (): unknown => {
    const answer = ask(`GET /CoCon/Notification/id=${id}`);
    return answer?.body === undefined ? undefined : JSON.parse(answer.body);
  };
  expect(next()).toBe('{"VotingState":{"Id":100,"State":"Start","VotingTemplate":"T"}}');
  expect(next()).toBe(
    '{"IndividualVotingResults":{"Id":100,"VotingResults":[{"DelegateId":0,"VotingOptionId":102,"SeatNumber":2}]}}',
  );
  expect(next()).toBeUndefined();
});

test('a bare Plixus engine knows none of it', () => {
  const client = connectTo((options) =>
    createCoConDevice(options, {
      product: 'plixus',
      bodies: { integers: 'string', timeout: 'text' },
      times: { pollMs: 60_000, discardMs: 60_000, expireMs: 180_000 },
    }),
  );
  expect(client.ask('GET /CoCon/Voting/GetVotingState')?.status).toBe(404);
});
