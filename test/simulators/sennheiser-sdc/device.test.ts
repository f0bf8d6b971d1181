/** The SDC's control panel port alone, spoken to in the manuals' own bytes. */
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createSdcDevice } from '../../../simulators/sennheiser-sdc/device.ts';

function openUnit() {
  const device = createSdcDevice({
    seats: [1, 2, 3, 4, 5, 6].map((seat) => ({ seat, name: `Seat ${seat}`, chair: seat === 1 })),
    clock: createVirtualClock(),
    random: () => 0.5,
    onMicrophone: () => undefined,
  });
  let heard = '';
  const line = device.accept({
    send: (data) => {
      heard += new TextDecoder().decode(data);
    },
    close: () => undefined,
  });
  const because = (cause: () => void): string => {
    heard = '';
    cause();
    return heard;
  };
  return {
    device,
    say: (text: string) => because(() => line?.received(new TextEncoder().encode(text))),
    press: (seat: number) => because(() => device.press(seat)),
  };
}

describe('the panel', () => {
  test('activates and, by the same command, switches off', () => {
    const { say } = openUnit();
    expect(say('%1T00020147\r')).toBe('%1L0002013F\r');
    expect(say('%1T00020147\r')).toBe('%1l0002015F\r');
  });

  test('switches off by the small letter, and only off', () => {
    const { say } = openUnit();
    say('%1T00020147\r');
    expect(say('%1t00020167\r')).toBe('%1l0002015F\r');
    expect(say('%1t00020167\r')).toBe('');
  });

  test('resynchronises: every open microphone, then every request, by number', () => {
    const { say, press } = openUnit();
    press(3);
    say('%1U0100E7\r');
    press(2);
    press(1);
    expect(say('%1V0087\r')).toBe('%1L0001013E\r%1L00030140\r%1D00020137\r');
  });

  test('is told “all off” where nobody speaks (assumed)', () => {
    expect(openUnit().say('%1V0087\r')).toBe('%1E0000D6\r');
  });

  test('is not heard with a wrong sum, a microphone 0, or a mode that is none', () => {
    const { say } = openUnit();
    for (const frame of ['%1T00020148\r', '%1T00000145\r', '%1U1000E7\r']) expect(say(frame)).toBe('');
  });
});

describe('modes', () => {
  test('with request, a press asks; taking it back is told by nothing', () => {
    const { say, press } = openUnit();
    say('%1U0100E7\r');
    expect(press(2)).toBe('%1D00020137\r');
    expect(press(2)).toBe('');
    expect(say('%1V0087\r')).toBe('%1E0000D6\r');
  });

  test('FIFO pushes out whoever has spoken longest', () => {
    const { say, press } = openUnit();
    say('%1U0400EA\r');
    for (const seat of [2, 3, 4, 5]) press(seat);
    expect(press(6)).toBe('%1l0002015F\r%1L00060143\r');
  });
});

test('a unit that is lost is switched off', () => {
  const { device, press, say } = openUnit();
  press(3);
  device.fault('lose-seat', { seat: 3, lost: true });
  expect(say('%1V0087\r')).toBe('%1E0000D6\r');
  expect(say('%1T00030148\r')).toBe('');
});
