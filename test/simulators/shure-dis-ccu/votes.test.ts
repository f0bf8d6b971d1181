import { expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createDisDevice } from '../../../simulators/shure-dis-ccu/device.ts';

function unit() {
  const device = createDisDevice({
    seats: [1, 2, 3].map((seat) => ({ seat, name: `Platz ${seat}`, chair: seat === 1 })),
    clock: createVirtualClock(),
    random: () => 0.5,
    onMicrophone: () => undefined,
  });
  const heard: string[] = [];
  const line = device.accept({
    send: (data) => void heard.push(...new TextDecoder().decode(data).split('\r\n').filter(Boolean)),
    close: () => undefined,
  });
  /** What comes back, and what is told meanwhile. */
  const during = (happens: () => void): readonly string[] => {
    heard.length = 0;
    happens();
    return [...heard];
  };
  const say = (text: string): readonly string[] =>
    during(() => line?.received(new TextEncoder().encode(`${text}\r`)));
  return { device, say, during };
}

const interim = (...counts: readonly number[]): readonly string[] =>
  ['Yes', 'Abstain', 'No'].map(
    (label, index) => `interim_voting_result ${index + 1} ${counts[index]} ${label}`,
  );

test('the unit lists what it can vote on', () => {
  expect(unit().say('voting_status')).toEqual([
    'voting_configuration 1 3-button voting',
    'voting_configuration 2 3-button secret voting',
    'voting_configuration 3 5-button voting',
    'voting_configuration 4 5-button secret voting',
    'voting_status_done',
  ]);
});

test('a vote is started, told while it runs, and stopped with its results', () => {
  const { device, say, during } = unit();
  expect(say('stop_voting')).toEqual([]);
  expect(say('cancel_voting')).toEqual([]);
  expect(say('start_voting 5')).toEqual([]);
  expect(say('start_voting')).toEqual(['command_error syntax error']);
  expect(say('start_voting 1')).toEqual(['voting_started 1', ...interim(0, 0, 0)]);
  expect(say('start_voting 1')).toEqual([]);
  expect(during(() => device.pressKey?.('2', 3))).toEqual(interim(0, 0, 1));
  expect(during(() => device.pressKey?.('2', 1))).toEqual(interim(1, 0, 0));
  // A button that the configuration has not, a seat that is none.
  expect(during(() => device.pressKey?.('3', 4))).toEqual([]);
  expect(during(() => device.pressKey?.('9', 1))).toEqual([]);
  expect(say('stop_voting')).toEqual([
    'voting_stopped',
    'final_voting_result 1 1 Yes',
    'final_voting_result 2 0 Abstain',
    'final_voting_result 3 0 No',
  ]);
  expect(during(() => device.pressKey?.('3', 1))).toEqual([]);
  expect(device.truth().votes).toEqual({ open: false, pressed: { 2: 1 } });
});

test('of a secret vote nothing is told while it runs', () => {
  const { device, say, during } = unit();
  expect(say('start_voting 4')).toEqual(['voting_started 4']);
  expect(during(() => device.pressKey?.('2', 5))).toEqual([]);
  expect(say('stop_voting').at(-1)).toBe('final_voting_result 5 1 --');
});

test('a cancelled vote leaves nothing', () => {
  const { device, say } = unit();
  say('start_voting 1');
  device.pressKey?.('2', 1);
  expect(say('cancel_voting')).toEqual(['voting_cancelled']);
  expect(say('stop_voting')).toEqual([]);
  expect(device.truth().votes).toEqual({ open: false, pressed: {} });
});

test('a unit that is away does not vote, and nothing runs after a loss of power', () => {
  const { device, say, during } = unit();
  say('start_voting 1');
  device.fault('lose-seat', { seat: 2 });
  expect(during(() => device.pressKey?.('2', 1))).toEqual([]);
  device.coldStart();
  expect(say('stop_voting')).toEqual([]);
});
