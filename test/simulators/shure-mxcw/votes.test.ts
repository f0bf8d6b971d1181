import { expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createMxcwDevice } from '../../../simulators/shure-mxcw/device.ts';

const error = ['< REP ERR >'];

function unit() {
  const clock = createVirtualClock();
  const device = createMxcwDevice({
    seats: [1, 2, 3].map((seat) => ({ seat, name: `Platz ${seat}`, chair: seat === 1 })),
    clock,
    random: () => 0.5,
    onMicrophone: () => undefined,
  });
  const heard: string[] = [];
  const line = device.accept({
    send: (data) => void heard.push(...(new TextDecoder().decode(data).match(/< .*? >(?=<|$)/g) ?? [])),
    close: () => undefined,
  });
  /** What comes back, and what is told meanwhile. */
  const during = (happens: () => void): readonly string[] => {
    heard.length = 0;
    happens();
    return [...heard];
  };
  const say = (text: string): readonly string[] =>
    during(() => line?.received(new TextEncoder().encode(text)));
  return { clock, device, say, during };
}

test('a vote is started, refused a second time, completed once', () => {
  const { say } = unit();
  expect(say('< GET VOTING_STATE >')).toEqual(['< REP VOTING_STATE INACTIVE >']);
  for (const words of ['COMPLETE_VOTE TRUE', 'CANCEL_VOTE TRUE', 'PAUSE_VOTE TRUE', 'START_VOTE 4'])
    expect(say(`< SET ${words} >`)).toEqual(error);
  expect(say('< SET START_VOTE 1 >')).toEqual([
    '< REP VOTING_CONFIGURATION 01 >',
    '< REP VOTING_STATE ACTIVE >',
  ]);
  expect(say('< SET START_VOTE 1 >')).toEqual(error);
  expect(say('< SET RESUME_VOTE TRUE >')).toEqual(error);
  expect(say('< GET 1 FINAL_VOTING_RESULT >')).toEqual(error);
  expect(say('< SET COMPLETE_VOTE TRUE >')).toEqual(['< REP VOTING_STATE COMPLETE >']);
  expect(say('< SET COMPLETE_VOTE TRUE >')).toEqual(error);
});

test('each press is told with its seat, and the last one of a seat counts', () => {
  const { device, say, during } = unit();
  expect(during(() => device.pressKey?.('2', 1))).toEqual([]);
  say('< SET START_VOTE 1 >');
  expect(during(() => device.pressKey?.('2', 1))).toEqual([
    '< REP 2 INTERIM_VOTING_SELECTION 1 >',
    '< REP 1 INTERIM_VOTING_RESULT 1 >',
  ]);
  // A button that the configuration has not, a seat that is none.
  for (const [seat, key] of [
    ['2', 4],
    ['9', 1],
  ] as const)
    expect(during(() => device.pressKey?.(seat, key))).toEqual([]);
  device.pressKey?.('2', 3);
  device.pressKey?.('3', 2);
  expect(say('< GET 0 FINAL_VOTING_SELECTION >')).toEqual([]);
  say('< SET COMPLETE_VOTE TRUE >');
  device.pressKey?.('1', 1);
  expect(say('< GET 0 FINAL_VOTING_SELECTION >')).toEqual([
    '< REP 2 FINAL_VOTING_SELECTION 3 >',
    '< REP 3 FINAL_VOTING_SELECTION 2 >',
  ]);
  expect(say('< GET 3 FINAL_VOTING_RESULT >')).toEqual(['< REP 3 FINAL_VOTING_RESULT 1 >']);
  expect(device.truth().votes).toEqual({ open: false, pressed: { 2: 3, 3: 2 } });
});

test('in a pause nothing is taken', () => {
  const { device, say } = unit();
  say('< SET START_VOTE 1 >');
  expect(say('< SET PAUSE_VOTE TRUE >')).toEqual(['< REP VOTING_STATE PAUSE >']);
  device.pressKey?.('2', 1);
  expect(say('< SET RESUME_VOTE TRUE >')).toEqual(['< REP VOTING_STATE ACTIVE >']);
  expect(device.truth().votes).toEqual({ open: true, pressed: {} });
});

test('a cancelled vote leaves nothing', () => {
  const { device, say } = unit();
  say('< SET START_VOTE 1 >');
  device.pressKey?.('2', 1);
  expect(say('< SET CANCEL_VOTE TRUE >')).toEqual(['< REP VOTING_STATE INACTIVE >']);
  expect(say('< GET 0 FINAL_VOTING_SELECTION >')).toEqual([]);
  expect(device.truth().votes).toEqual({ open: false, pressed: {} });
});

test('of a secret vote only counts are told, after the end', () => {
  const { device, say, during } = unit();
  say('< SET START_VOTE 2 >');
  expect(during(() => device.pressKey?.('2', 1))).toEqual([]);
  say('< SET COMPLETE_VOTE TRUE >');
  expect(say('< GET 0 FINAL_VOTING_SELECTION >')).toEqual([]);
  expect(say('< GET 1 FINAL_VOTING_RESULT >')).toEqual(['< REP 1 FINAL_VOTING_RESULT 1 >']);
});

test('what was on is off after a loss of power', () => {
  const { device, say } = unit();
  say('< SET START_VOTE 1 >');
  device.pressKey?.('2', 1);
  device.coldStart();
  expect(say('< GET VOTING_STATE >')).toEqual(['< REP VOTING_STATE INACTIVE >']);
  expect(device.truth().votes).toEqual({ open: false, pressed: {} });
});
