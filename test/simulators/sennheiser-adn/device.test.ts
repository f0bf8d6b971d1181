/** The ADN CU1 alone, spoken to in the document's own bytes. */
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createAdnDevice } from '../../../simulators/sennheiser-adn/device.ts';

function openUnit(wireless: ReadonlyMap<number, string> = new Map()) {
  const rings: string[] = [];
  const device = createAdnDevice({
    seats: Array.from({ length: 5 }, (_, index) => ({
      seat: index + 1,
      name: `Seat ${index + 1}`,
      chair: index === 0,
    })),
    clock: createVirtualClock(),
    random: () => 0.5,
    onMicrophone: (seat, open) => rings.push(`${seat} ${open}`),
    wireless,
  });
  const connect = () => {
    let heard = '';
    const line = device.accept({
      send: (data) => {
        heard += new TextDecoder().decode(data);
      },
      close: () => undefined,
    });
    if (!line) throw new Error('turned away');
    return {
      line,
      /** What this client hears because of it. */
      say(text: string): string {
        heard = '';
        line.received(new TextEncoder().encode(text));
        return heard;
      },
      heard(): string {
        const all = heard;
        heard = '';
        return all;
      },
    };
  };
  return { device, connect, rings, ...connect() };
}

describe('questions', () => {
  test.each([
    ['MicStatus 1;', 'MicStatus 1 7;'],
    ['ConferenceMode;', 'ConferenceMode 1;'],
    ['MaxOpenMic;', 'MaxOpenMic 4;'],
    ['FloorVolume;', 'FloorVolume 7;'],
    ['MicStatus 1;MaxOpenMic;', 'MicStatus 1 7;MaxOpenMic 4;'],
  ])('%s is answered with %s', (question, answer) => {
    expect(openUnit().say(question)).toBe(answer);
  });

  test('what is not ended stays in the buffer', () => {
    const { say } = openUnit();
    expect(say('MicSta')).toBe('');
    expect(say('tus 2;')).toBe('MicStatus 2 7;');
  });
});

describe('errors', () => {
  test.each([
    ['MakeCoffee 2;', 'error 1000: invalid command;'],
    ['MicButton x;', 'error 1010: invalid parameter;'],
    ['BlinkOnReq 2;', 'error 1020: value out of range;'],
    ['MicStatus 400;', 'error 1020: value out of range;'],
    ['AllMicsOff #1;', 'error 1030: relative parameter is not supported;'],
    ['MicButton 1 2;', 'error 1040: invalid number of parameters;'],
    ['AllMicsOff;', 'error 1050: get request not allowed;'],
    ['MicStatus 1 1;', 'error 1060: set request not allowed;'],
  ])('%s is answered with %s', (command, answer) => {
    expect(openUnit().say(command)).toBe(answer);
  });
});

describe('buttons', () => {
  test('a press by command is told to every client and lights the ring', () => {
    const unit = openUnit();
    const other = unit.connect();
    expect(unit.say('MicButton 3;')).toBe('MicStatus 3 1;');
    expect(other.heard()).toBe('MicStatus 3 1;');
    expect(unit.say('MicButton 3;')).toBe('MicStatus 3 7;');
    expect(unit.rings).toEqual(['3 true', '3 false']);
  });

  test('at a full list a press is met with silence in automatic mode and pushes out in overrun mode', () => {
    const { say } = openUnit();
    say('MaxOpenMic 1;');
    say('MicButton 2;');
    expect(say('MicButton 3;')).toBe('');
    say('ConferenceMode 2;');
    expect(say('MicButton 3;')).toBe('MicStatus 2 7;MicStatus 3 1;');
  });

  test('in request mode a press asks, a second one takes it back', () => {
    const { say } = openUnit();
    say('ConferenceMode 3;');
    expect(say('MicButton 2;')).toBe('MicStatus 2 8;');
    expect(say('MicButton 2;')).toBe('MicStatus 2 7;');
  });

  test('a wireless unit has a serial number and no place on the bus', () => {
    const { say } = openUnit(new Map([[4, 'D1W100017']]));
    expect(say('MicButtonSN D1W100017;')).toBe('MicStatusSN D1W100017 1;');
    expect(say('MicStatusSN D1W100017;')).toBe('MicStatusSN D1W100017 1;');
    expect(say('MicStatus 4;')).toBe('error 1020: value out of range;');
  });

  test('all off is told for each', () => {
    const { say } = openUnit();
    say('MicButton 2;MicButton 3;');
    expect(say('AllMicsOff 1;')).toBe('MicStatus 2 7;MicStatus 3 7;');
  });
});

describe('attributes', () => {
  test('a change by # counts from the present value and keeps to the range', () => {
    const { say } = openUnit();
    expect(say('FloorVolume #1;')).toBe('FloorVolume 8;');
    expect(say('FloorVolume #-1;')).toBe('FloorVolume 7;');
    expect(say('FloorVolume 32;')).toBe('FloorVolume 32;');
    expect(say('FloorVolume #1;')).toBe('error 1020: value out of range;');
  });

  test('push-to-talk is told as such', () => {
    const { say } = openUnit();
    say('ConferenceMode 4;');
    expect(say('ConferenceMode;')).toBe('ConferenceMode 4;');
  });

  test('a cold start forgets them', () => {
    const { say, device } = openUnit();
    say('ConferenceMode 3;FloorVolume 20;');
    device.coldStart();
    expect(say('ConferenceMode;FloorVolume;')).toBe('ConferenceMode 1;FloorVolume 7;');
  });
});

test('a ninth client is turned away, and a client that goes makes room', () => {
  const { device, line, connect } = openUnit();
  for (let client = 2; client <= 8; client++) connect();
  const peer = { send: () => undefined, close: () => undefined };
  expect(device.accept(peer)).toBeNull();
  line.closed();
  expect(device.accept(peer)).not.toBeNull();
});
