import { expect, test } from 'vitest';
import { createWapDevice, defaultSimulation } from '../../../simulators/bosch-dicentis-wireless/device.ts';
import { connectTo } from '../http-client.ts';

const json = { 'content-type': 'application/json' };
const { username, password } = defaultSimulation;

function unit(participants = true) {
  const client = connectTo((options) =>
    createWapDevice(options, { ...defaultSimulation, writeLagMs: 0, participants }),
  );
  const login = client.ask('POST /api/login', JSON.stringify({ username, password, override: true }), json);
  const { sid } = JSON.parse(login?.body ?? '{}') as { sid: string };
  const headers = { ...json, 'bosch-sid': sid };
  const ask = (line: string, body?: string) => client.ask(line, body, headers);
  const become = (state: number) => ask('PUT /api/voting/state', `{"state":${state}}`);
  const set = (mode: number, individuals: boolean, interimResultsMode: number) =>
    ask(
      'PUT /api/voting',
      JSON.stringify({ mode, subject: 'T', resultsSettings: { individuals, interimResultsMode } }),
    );
  const results = (): unknown => JSON.parse(ask('GET /api/voting/results')?.body ?? '');
  return { ...client, headers, ask, become, set, results };
}

test('without a session nothing is answered', () => {
  const { ask } = connectTo((options) => createWapDevice(options));
  expect(ask('GET /api/voting/results')).toMatchObject({ status: 401, body: '' });
});

test('a state follows another only in the allowed order', () => {
  const { ask, become } = unit();
  expect(become(0)?.status).toBe(400);
  expect(become(2)?.body).toContain('Cannot change state from 0 to 2');
  for (const state of [1, 2, 1, 0, 1, 2, 0]) expect(become(state)).toMatchObject({ status: 200, body: '' });
  expect(ask('GET /api/voting/state')?.body).toBe('{"state":0}');
  expect(become(7)?.status).toBe(400);
});

test('parameters are checked, and are those of the next round', () => {
  const { ask, become, results, set } = unit();
  expect(set(4, false, 0)?.body).toContain('Combination of settings');
  expect(set(9, true, 0)?.status).toBe(400);
  expect(set(3, true, 0)?.status).toBe(200);
  become(1);
  expect(set(1, true, 0)?.status).toBe(200);
  expect(results()).toMatchObject({ mode: 3, subject: 'T', state: 1 });
  const parameters = '"resultsSettings":{"individuals":true,"interimResultsMode":0}';
  expect(ask('GET /api/voting')?.body).toBe(`{"mode":1,"subject":"T",${parameters}}`);
});

test('single votes need participants', () => {
  const { set } = unit(false);
  expect(set(4, true, 0)?.body).toContain('without participants');
  expect(set(4, false, 1)?.status).toBe(200);
});

test('the last key of a seat counts, while the round is open', () => {
  const { become, device, results, set } = unit();
  set(4, true, 0);
  device.pressKey?.('2', 1);
  become(1);
  for (const [seat, key] of [
    ['2', 1],
    ['2', 3],
    ['3', 2],
    ['3', 4],
    ['9', 1],
  ] as const)
    device.pressKey?.(seat, key);
  become(2);
  device.pressKey?.('1', 1);
  become(0);
  device.pressKey?.('1', 1);
  expect(results()).toEqual({
    state: 0,
    results: [
      { name: 'present', value: 3 },
      { name: 'yes', value: 0 },
      { name: 'no', value: 1 },
      { name: 'abstain', value: 1 },
      { name: 'notVoted', value: 1 },
    ],
    mode: 4,
    subject: 'T',
    individuals: [
      { id: 2, participantId: 65_535, name: 'Jörg Weiß', seatName: 'Jörg Weiß', result: 'abstain' },
      { id: 3, participantId: 65_535, name: 'Eva Muster', seatName: 'Eva Muster', result: 'no' },
    ],
  });
  expect(device.truth().votes).toEqual({ open: false, pressed: { 2: 3, 3: 2 } });
});

test('single votes are named only if they were asked for', () => {
  const { become, device, results, set } = unit();
  set(4, false, 1);
  become(1);
  device.pressKey?.('2', 1);
  become(0);
  expect(results()).toMatchObject({ individuals: [] });
});

test('a poll is held until something changes', () => {
  const { answers, become, headers, open } = unit();
  open('GET /api/voting/results?isPolling=true', headers);
  const before = answers.length;
  become(1);
  expect(answers.slice(before).some(({ body }) => body?.startsWith('{"state":1,'))).toBe(true);
});
