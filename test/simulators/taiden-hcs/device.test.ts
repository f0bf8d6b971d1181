/** The main unit alone, spoken to in the documents' own bytes. */
import { describe, expect, test } from 'vitest';
import { concat, hex, toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createTaidenDevice } from '../../../simulators/taiden-hcs/device.ts';

function openUnit() {
  const device = createTaidenDevice({
    seats: [1, 2, 3, 4, 5, 6, 300].map((seat) => ({ seat, name: `Seat ${seat}`, chair: seat === 6 })),
    clock: createVirtualClock(),
    random: () => 0.5,
    onMicrophone: () => undefined,
  });
  let heard: Uint8Array[] = [];
  const line = device.accept({ send: (data) => heard.push(data), close: () => undefined });
  const take = (): string => {
    const all = toHex(concat(...heard));
    heard = [];
    return all;
  };
  return {
    device,
    say(bytes: string): string {
      take();
      line?.received(hex(bytes));
      return take();
    },
    press(seat: number): string {
      take();
      device.press(seat);
      return take();
    },
  };
}
const none = ' 00 00';

describe('microphone status', () => {
  test('nothing is reported until it is started, then the state and every change', () => {
    const { say, press } = openUnit();
    expect(say('e6 f1 00 02')).toBe('');
    expect(say('e3 04 00')).toBe(`e6 04 01 00 02${none.repeat(5)}`);
    expect(say('e6 f1 01 2c')).toBe(`e6 04 02 00 02 01 2c${none.repeat(4)}`);
    expect(press(2)).toBe(`e6 04 01 01 2c${none.repeat(5)}`);
    expect(say('e3 ed 00')).toBe(`e6 04 00${none.repeat(6)}`);
  });

  test('it can be stopped, and a cold start stops it', () => {
    const { say, press, device } = openUnit();
    say('e3 04 00');
    say('e3 05 00');
    expect(press(2)).toBe('');
    say('e3 04 00');
    device.coldStart();
    expect(press(3)).toBe('');
  });

  test('what changes nothing is not reported: full, open already, closed already, nobody there', () => {
    const { say } = openUnit();
    for (const seat of [2, 3, 4, 5]) say(`e6 f1 00 0${seat}`);
    say('e3 04 00');
    for (const bytes of ['e6 f1 00 01', 'e6 f1 00 02', 'e6 f2 00 01', 'e6 f1 00 63'])
      expect(say(bytes)).toBe('');
  });

  test('all off is taken in both forms', () => {
    const { say } = openUnit();
    say('e3 04 00');
    say('e6 f1 00 02');
    expect(say('e6 ed 00 00')).toBe(`e6 04 00${none.repeat(6)}`);
  });
});

describe('camera tracking', () => {
  test('who switches on is shown; who switches off leaves the chair, the lowest number, or the room', () => {
    const { say, press } = openUnit();
    expect(say('e3 e4 00')).toBe('e5 00 00');
    expect(press(5)).toBe('e5 00 05');
    expect(press(3)).toBe('e5 00 03');
    expect(press(6)).toBe('e5 00 06');
    expect(press(5)).toBe('e5 00 06');
    expect(press(4)).toBe('e5 00 04');
    expect(press(6)).toBe('e5 00 03');
    expect(press(3)).toBe('e5 00 04');
    expect(press(4)).toBe('e5 00 00');
    say('e3 e5 00');
    expect(press(5)).toBe('');
  });
});

describe('voting', () => {
  test('the result comes when the vote is stopped, present first', () => {
    const { say } = openUnit();
    expect(say('e3 01 00')).toBe('');
    expect(say('e3 02 00')).toBe('e3 00 07 00 00 00 00 00 00');
    expect(say('e3 02 00')).toBe('');
  });
});

test('noise is survived and a command after it is carried out', () => {
  const { say } = openUnit();
  say('e3 04 00');
  expect(say('ff 00 e6 f3 00 01 e6 f1 00 02')).toBe(`e6 04 01 00 02${none.repeat(5)}`);
});
