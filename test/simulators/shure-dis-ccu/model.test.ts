/** The unit itself, without our driver: what the documents say it does and refuses. */
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { noBytes } from '../../../protocols/codec.ts';
import { disCommands } from '../../../protocols/shure-dis-ccu/commands.ts';
import { disReports } from '../../../protocols/shure-dis-ccu/reports.ts';
import { createUnit } from '../../../simulators/shure-dis-ccu/model.ts';
import { serve } from '../../../simulators/shure-dis-ccu/serve.ts';
import { createWorld } from '../../../simulators/world/world.ts';

/** A unit with a chair at 1 and members at 2 to 9, spoken to in lines. */
function openUnit(firmware: 'new' | 'old' = 'new') {
  const said: string[] = [];
  const text = (report: Parameters<typeof disReports.encode>[0]): string =>
    new TextDecoder().decode(disReports.encode(report)).trimEnd();
  const unit = createUnit({
    seats: Array.from({ length: 9 }, (_, index) => ({
      seat: index + 1,
      name: `Seat ${index + 1}`,
      chair: index === 0,
    })),
    firmware,
    broadcast: (reports) => said.push(...reports.map(text)),
  });
  return {
    unit,
    /** Everything the unit says because of these lines. */
    say(...lines: string[]): string[] {
      said.length = 0;
      const answers = lines.flatMap((line) => {
        const { messages } = disCommands.decode(noBytes, new TextEncoder().encode(`${line}\r`));
        return messages.flatMap((command) => unit.command(command)).map(text);
      });
      return [...said, ...answers];
    },
    press(...seats: number[]): string[] {
      said.length = 0;
      for (const seat of seats) unit.press(seat);
      return [...said];
    },
  };
}

describe('silence', () => {
  test.each([
    ['a microphone that is on already', ['mic_on 3'], 'mic_on 3'],
    ['a microphone that is off already', [], 'mic_off 3'],
    ['a unit that is not there', [], 'mic_on 77'],
    ['a full list without interrupting', ['max_speakers 1', 'mic_on 3'], 'mic_on 4'],
    ['a request that is made already', ['mic_request_on 3'], 'mic_request_on 3'],
    ['a full request list', ['max_requests 1', 'mic_request_on 3'], 'mic_request_on 4'],
    ['nobody who waits', [], 'mic_next_on'],
    ['a reply in a mode without replies', [], 'mic_reply_on 3'],
  ])('is the answer to %s', (_name, before, line) => {
    const { say } = openUnit();
    say(...before);
    expect(say(line)).toEqual([]);
  });
});

describe('errors', () => {
  test('are told to the one who made them', () => {
    const { say } = openUnit();
    expect(say('make_coffee')).toEqual(['command_error unknown command']);
    expect(say('mic_on twelve')).toEqual(['command_error syntax error']);
    expect(say('max_speakers 9')).toEqual(['command_error syntax error']);
  });
});

describe('modes', () => {
  test('automatic: the button switches on until the list is full', () => {
    const { say, press } = openUnit();
    say('max_speakers 2');
    expect(press(3, 4, 5)).toEqual(['mic_on 3', 'mic_on 4']);
    expect(press(3)).toEqual(['mic_off 3']);
  });

  test('FIFO: the oldest makes room', () => {
    const { say, press } = openUnit();
    say('mic_mode fifo', 'max_speakers 2');
    expect(press(3, 4, 5)).toEqual(['mic_on 3', 'mic_on 4', 'mic_off 3', 'mic_on 5']);
  });

  test('manual: the button asks, and asks no longer when pressed again', () => {
    const { say, press } = openUnit();
    say('mic_mode manual');
    expect(press(3)).toEqual(['mic_request_on 3']);
    expect(press(3)).toEqual(['mic_request_off 3']);
  });

  test('manual: the chair needs nobody, and is not counted among the delegates', () => {
    const { say, press } = openUnit();
    say('mic_mode manual', 'max_speakers 1', 'mic_on 3');
    expect(press(1)).toEqual(['mic_on 1']);
  });

  test('interrupting lower: the chair pushes out a delegate when the total is full', () => {
    const { say, press } = openUnit();
    say('max_total_speakers 2', 'mic_interrupt Lower', 'mic_on 3', 'mic_on 4');
    expect(press(1)).toEqual(['mic_off 3', 'mic_on 1']);
    expect(press(5)).toEqual([]);
  });

  test('switching on from the request list empties the reply list', () => {
    const { say } = openUnit();
    say('mic_mode manual+reply', 'mic_request_on 3', 'mic_reply_on 4');
    expect(say('mic_on 3')).toEqual(['mic_on 3', 'mic_request_off 3', 'mic_reply_off 4']);
  });
});

describe('the next in the queue', () => {
  test('new firmware: replies first, and nobody is switched off', () => {
    const { say } = openUnit();
    say('mic_mode manual+reply', 'mic_on 2', 'mic_request_on 3', 'mic_reply_on 4');
    expect(say('mic_next_on')).toEqual(['mic_on 4', 'mic_reply_off 4']);
  });

  test('old firmware: the first speaker goes', () => {
    const { say } = openUnit('old');
    say('mic_mode manual', 'mic_on 2', 'mic_request_on 3');
    expect(say('mic_next_on')).toEqual(['mic_off 2', 'mic_on 3', 'mic_request_off 3']);
  });
});

describe('the status block', () => {
  test('names seats, mode, limits and both lists, and then ends', () => {
    const { say } = openUnit();
    say('mic_mode manual', 'mic_on 5', 'mic_request_on 7');
    const block = say('mic_status');
    expect(block[0]).toBe('seat_state 1 active Seat 1');
    expect(block.slice(9)).toEqual([
      'mic_mode manual',
      'mic_interrupt off',
      'max_total_speakers 5',
      'max_speakers 4',
      'max_requests 50',
      'mic_on 5',
      'mic_request_on 7',
      'mic_status_done',
    ]);
  });

  test('old firmware says seat_number in it', () => {
    expect(openUnit('old').say('mic_status')[0]).toBe('seat_number 1 active Seat 1');
  });
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

test('on a real socket every client hears what anybody does, and only the asker gets the block', async () => {
  const clock = createSystemClock();
  const seats = [
    { seat: 1, name: 'Vorsitz', x: 0, y: 0, chair: true },
    { seat: 2, name: 'Mitglied 2', x: 1, y: 2, chair: false },
  ];
  const world = createWorld({ clock, seed: 1, seats });
  const simulator = await serve({ world, clock, id: 'mikrofone', host: '127.0.0.1', port: 0 });
  closing.push(() => simulator.close());
  const clients = [0, 1].map(() => {
    const socket = connect(simulator.ports.device, '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString();
    });
    closing.push(async () => void socket.destroy());
    return { socket, heard: () => heard };
  });
  const [first, second] = clients;
  first?.socket.write('mic_status\r');
  await expect.poll(() => first?.heard()).toContain('mic_status_done\r\n');
  second?.socket.write('mic_on 2\n');
  await expect.poll(() => first?.heard()).toMatch(/mic_status_done\r\nmic_on 2\r\n$/);
  await expect.poll(() => second?.heard()).toBe('mic_on 2\r\n');
  expect([...world.openMicrophones]).toEqual([2]);
});
