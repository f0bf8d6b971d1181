/** The Quinta CU alone, spoken to in the manual's own bytes. */
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createQuintaDevice } from '../../../simulators/beyerdynamic-quinta/device.ts';

function openUnit(options: { readonly password?: string } = {}) {
  const clock = createVirtualClock();
  const device = createQuintaDevice({
    // Seat 4 is the right side of the unit of seat 3.
    seats: [1, 2, 3, 4, 5, 6, 7].map((seat) => ({ seat, name: `Sitz ${seat}`, chair: seat === 1 })),
    double: new Map([[4, 3]]),
    clock,
    random: () => 0.5,
    onMicrophone: () => undefined,
    ...options,
  });
  const connect = () => {
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
      line,
      heard: take,
      say(text: string): string {
        take();
        line?.received(new TextEncoder().encode(`${text}\r`));
        return take();
      },
      press(seat: number): string {
        take();
        device.press(seat);
        return take();
      },
    };
  };
  return { device, clock, connect, ...connect() };
}
function loggedIn() {
  const unit = openUnit();
  unit.say('U 0');
  return unit;
}

describe('the port', () => {
  test('nothing is answered before the login, and then with a prompt', () => {
    const { say } = openUnit();
    expect(say('V')).toBe('');
    expect(say('U 0')).toBe('\r\n>');
    expect(say('V')).toBe('\r\nCUFW V3.0.00\r\n>');
    expect(say('j 3 D')).toBe('\r\nFull mode\r\n>');
  });

  test('a login on another port locks this one', () => {
    const unit = loggedIn();
    const other = unit.connect();
    expect(other.say('U 0')).toBe('\r\n>');
    expect(unit.say('V')).toBe('');
    expect(other.say('V')).not.toBe('');
    other.say('U B');
    expect(other.say('V')).toBe('');
  });

  test('a wrong password gets no prompt', () => {
    const { say } = openUnit({ password: 'geheim' });
    expect(say('U 0')).toBe('');
    expect(say('U 0 falsch')).toBe('');
    expect(say('U 0 geheim')).toBe('\r\n>');
  });

  test('what is no command gets no prompt', () => {
    const { say } = loggedIn();
    for (const line of ['make coffee', 'v', 'T 0 96 0', 'A 00000202 2 0030']) expect(say(line)).toBe('');
  });
});

describe('the list', () => {
  test('unit, flags, range; an empty place; a double unit has one place', () => {
    const { say, device } = loggedIn();
    expect(say('T 0 00 0')).toBe('\r\nSList[0x00] 00000201 32 02 FC 00\r\n>');
    expect(say('T 0 01 0')).toBe('\r\nSList[0x01] 00000202 30 00 FC 00\r\n>');
    expect(say('T 0 02 0')).toBe('\r\nSList[0x02] 00000203 31 01 FC 00\r\n>');
    expect(say('T 0 03 0')).toBe('\r\nSList[0x03] 00000205 30 00 FC 00\r\n>');
    expect(say('T 0 95 0')).toBe('\r\nSList[0x95] FFFFFFFF FF FF FF FF\r\n>');
    device.fault('lose-seat', { seat: 2, lost: true });
    expect(say('T 0 01 0')).toBe('\r\nSList[0x01] 00000202 30 00 00 00\r\n>');
  });

  test('names are UTF-16 in hex, sixty digits', () => {
    const { say, device } = loggedIn();
    device.fault('rename', { seat: 2, name: 'Herr Fuchs' });
    expect(say('T 0 01 3')).toBe(
      '\r\nRightNameL[0x01] 004800650072007200200046007500630068007300000000000000000000\r\n>',
    );
  });
});

describe('microphones', () => {
  test('stand-alone: a request is followed by the allocation at once', () => {
    const { press } = loggedIn();
    expect(press(2)).toBe('\r\nQ 00000202 01 0C\r\n>');
    expect(press(4)).toBe('\r\nQ 00000203 11 0D\r\n>');
    expect(press(1)).toBe('\r\nQ 00000201 01 0F\r\n>');
    expect(press(2)).toBe('\r\nq 00000202 00 0030\r\nQ 00000202 00 0C\r\n>');
  });

  test('switched by command: the allocation, then the prompt; other ports are told as well', () => {
    const { say, connect } = loggedIn();
    const other = connect();
    expect(say('A 00000202 1 0030')).toBe('\r\nQ 00000202 01 0C\r\n>');
    expect(other.heard()).toBe('\r\nQ 00000202 01 0C\r\n>');
    expect(say('S 0')).toBe(
      '\r\nStrC 00000202 03 00\r\nStrD 00000000 01 00\r\nStrE 00000000 01 00\r\nStrF 00000000 21 00\r\n>',
    );
    expect(say('A 00000202 0 0030')).toBe('\r\nq 00000202 00 0030\r\nQ 00000202 00 0C\r\n>');
  });

  test('without a free stream the unit is told that it has none', () => {
    const { say, press } = loggedIn();
    for (const seat of [2, 3, 5]) press(seat);
    expect(say('A 00000206 1 0030')).toBe('\r\nQ 00000206 00 0F\r\n>');
    expect(press(6)).toBe('');
  });

  test('everybody off', () => {
    const { say, press } = loggedIn();
    press(2);
    press(5);
    expect(say('i 00')).toBe(
      '\r\nq 00000202 00 0030\r\nQ 00000202 00 0C\r\nq 00000205 00 0030\r\nQ 00000205 00 0D\r\n>',
    );
  });
});

describe('PC-controlled', () => {
  test('a request is told with its echo and waits; it is cleared for one unit or for all', () => {
    const { say, press, device } = loggedIn();
    device.fault('set', { mode: 'request' });
    expect(press(2)).toBe('\r\nq 00000202 01 0030\r\na 00000202 01 0030\r\n>');
    press(5);
    press(4);
    say('M 00000202');
    expect(say('~Q 00')).toBe('\r\nq 00000202 00 0030\r\na 00000202 00 0030\r\n>');
    say('M 0');
    expect(say('~Q 10')).toBe('\r\nq 00000203 00 0139\r\na 00000203 00 0139\r\n>');
    say('~Q 00');
    expect(device.truth().requests).toEqual([]);
  });
});

test('every unit in range reports about every 20 s, to every port, until the last port is closed', async () => {
  const { clock, heard, line } = openUnit();
  await clock.advance(20_000);
  const said = heard();
  expect(said).toContain('\r\nx 000202 0030 7A 241100\r\n>');
  expect(said.match(/x /g)).toHaveLength(6);
  line?.closed();
  expect(clock.pending()).toBe(0);
});
