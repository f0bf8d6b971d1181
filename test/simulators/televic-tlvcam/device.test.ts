/** Camera outputs alone: what a camera control would be told, byte by byte. */
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { type CameraOutputOptions, createCameraOutput } from '../../../simulators/televic-tlvcam/device.ts';

function openOutput(options: Pick<CameraOutputOptions, 'protocol' | 'digits'>) {
  const clock = createVirtualClock();
  const device = createCameraOutput({
    seats: [1, 2, 3, 4].map((seat) => ({ seat, name: `Seat ${seat}`, chair: seat === 1 })),
    clock,
    random: () => 0.5,
    onMicrophone: () => undefined,
    ...options,
  });
  let heard = '';
  const line = device.accept({
    send: (data) => {
      heard += new TextDecoder().decode(data);
    },
    close: () => undefined,
  });
  const take = (): string => {
    const all = heard;
    heard = '';
    return all;
  };
  return {
    clock,
    device,
    line,
    heard: take,
    press(seat: number): string {
      take();
      device.press(seat);
      return take();
    },
  };
}

describe('TLVCAM1', () => {
  test('delegates and chair have letters of their own; after the last one the camera is reset', () => {
    const { press } = openOutput({ protocol: 'tlvcam1' });
    expect(press(3)).toBe('%M00030110\r');
    expect(press(1)).toBe('%P00010111\r');
    expect(press(3)).toBe('%m00030130\r');
    expect(press(1)).toBe('%p00010131\r%R0052\r');
  });

  test('who speaks is repeated every 5 s, and that ends with the last client', async () => {
    const { press, heard, clock, line } = openOutput({ protocol: 'tlvcam1' });
    await clock.advance(5000);
    expect(heard()).toBe('%S00000113\r');
    press(3);
    await clock.advance(5000);
    expect(heard()).toBe('%S00030116\r');
    line?.closed();
    expect(clock.pending()).toBe(0);
  });

  test('the same to every client', () => {
    const { device, press } = openOutput({ protocol: 'tlvcam1' });
    let other = '';
    device.accept({
      send: (data) => {
        other += new TextDecoder().decode(data);
      },
      close: () => undefined,
    });
    press(3);
    expect(other).toBe('%M00030110\r');
  });
});

describe('TLVCAM2', () => {
  test('on, off, reset, and no repetition', async () => {
    const { press, heard, clock } = openOutput({ protocol: 'tlvcam2' });
    expect(press(3)).toBe('$10003\r\n');
    expect(press(1)).toBe('$10001\r\n');
    expect(press(3)).toBe('$20003\r\n');
    expect(press(1)).toBe('$20001\r\n&30000\r\n');
    await clock.advance(20_000);
    expect(heard()).toBe('');
  });
});

describe('the camera port of an SDC', () => {
  test.each([
    ['printed', '%1R0053\r', '%1r000052\r'],
    ['rule', '%1R0000E3\r', '%1r000103\r'],
  ] as const)('start and reset as %s', (digits, start, reset) => {
    const { press, heard } = openOutput({ protocol: 'sdc', digits });
    expect(heard()).toBe(start);
    press(3);
    expect(press(3)).toBe(`%m00030130\r${reset}`);
  });
});
