import { describe, expect, test } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createDcnDevice } from '../../../simulators/bosch-dcn/device.ts';

const reserved = '00 00 00 00 00 00 00 00';
const start = `03 1e 00 43 12 00 00 00 ${reserved} 1e 00`;
const append = (unit: string): string => `03 30 00 43 14 00 00 00 ${reserved} 30 00 ${unit}`;

function unit() {
  const clock = createVirtualClock();
  const device = createDcnDevice({
    seats: [1, 2, 3, 4, 5, 6].map((seat) => ({ seat, name: '', chair: seat === 1 })),
    clock,
    random: () => 0.5,
    onMicrophone: () => undefined,
  });
  function client() {
    const heard: string[] = [];
    let closed = false;
    const line = device.accept({
      send: (data) => void heard.push(toHex(data)),
      close: () => (closed = true),
    });
    const say = (text: string): readonly string[] => {
      heard.length = 0;
      line?.received(hex(text));
      return [...heard];
    };
    return { heard, line, say, isClosed: () => closed };
  }
  return { clock, device, client };
}

test('a client that speaks as release 2.4 of the manual prints it is answered like that, beside others', () => {
  const { client, device } = unit();
  const [asPrinted, asMet] = [client(), client()];
  asMet.say(start);
  expect(asPrinted.say(`43 1e 0a 03 10 00 00 00 ${reserved}`)[0]).toMatch(/^43 1e 0a 04 /);
  // The example of the facts, for unit 2: its microphone on.
  asPrinted.say(`43 22 0a 03 14 00 00 00 ${reserved} 02 00 01 00`);
  expect(device.truth().speakers).toEqual([2]);
  expect(asMet.heard.join(' ')).toContain(`05 0e 00 43 14 00 00 00 ${reserved} 0e 00 02 00`);
  asPrinted.say(`43 22 0a 03 14 00 00 00 ${reserved} 02 00 00 00`);
  expect(device.truth().speakers).toEqual([]);
});

describe('responses', () => {
  test('to the start, and to the questions for lists and settings', () => {
    const { say } = unit().client();
    expect(say(start)).toEqual([`04 1e 00 43 14 00 00 00 ${reserved} 1e 00 00 00`]);
    expect(say(`03 20 00 43 12 00 00 00 ${reserved} 20 00`)).toEqual([
      `04 20 00 43 1a 00 00 00 ${reserved} 20 00 00 00 01 00 04 00 64 00`,
    ]);
    expect(say(`03 2e 00 43 12 00 00 00 ${reserved} 2e 00`)).toEqual([
      `04 2e 00 43 16 00 00 00 ${reserved} 2e 00 00 00 00 00`,
    ]);
    expect(say(`03 2b 00 43 12 00 00 00 ${reserved} 2b 00`)).toEqual([
      `04 2b 00 43 1b 00 00 00 ${reserved} 2b 00 00 00 01 00 01 00 00 00 00`,
    ]);
  });

  test('a speaker is added, notified and listed', () => {
    const { client } = unit();
    const { say } = client();
    say(start);
    expect(say(append('02 00'))).toEqual([
      `05 0e 00 43 14 00 00 00 ${reserved} 0e 00 02 00`,
      `04 30 00 43 14 00 00 00 ${reserved} 30 00 00 00`,
    ]);
    expect(say(`03 2e 00 43 12 00 00 00 ${reserved} 2e 00`)).toEqual([
      `04 2e 00 43 19 00 00 00 ${reserved} 2e 00 00 00 01 00 02 00 01`,
    ]);
  });

  test('the list has room for four, then it refuses', () => {
    const { say } = unit().client();
    for (const seat of ['02 00', '03 00', '04 00', '05 00']) say(append(seat));
    const [refused = ''] = say(append('06 00'));
    expect(refused.startsWith(`04 30 00 43 14 00 00 00 ${reserved} 30 00 `)).toBe(true);
    expect(refused.endsWith('00 00')).toBe(false);
  });

  test('the chair’s unit is switched by its microphone and is not on the list', () => {
    const { client, device } = unit();
    const { say } = client();
    say(start);
    const [refused = ''] = say(append('01 00'));
    expect(refused.endsWith('00 00')).toBe(false);
    expect(say(`03 22 00 43 15 00 00 00 ${reserved} 22 00 01 00 01`)).toEqual([
      `05 01 00 43 18 00 00 00 ${reserved} 01 00 01 00 01 00 03 00 05 02 00 43 14 00 00 00 ${reserved} 02 00 01 00`,
      `04 22 00 43 14 00 00 00 ${reserved} 22 00 00 00`,
    ]);
    say(append('02 00'));
    say(`03 2f 00 43 12 00 00 00 ${reserved} 2f 00`);
    expect(device.truth().speakers).toEqual([1]);
  });

  test('what it does not know is a protocol error', () => {
    const { say } = unit().client();
    const error = `20 70 44 00 18 00 00 00 ${reserved} 95 2a 00 00 00 00 00 00`;
    expect(say(`03 99 00 43 12 00 00 00 ${reserved} 99 00`)).toEqual([error]);
    expect(say('de ad be ef')).toEqual([error]);
  });
});

describe('notifications', () => {
  test('come only to who has started, until it stops', () => {
    const { client, device } = unit();
    const [one, other] = [client(), client()];
    one.say(start);
    one.heard.length = 0;
    device.press(2);
    expect(one.heard).toEqual([`05 0e 00 43 14 00 00 00 ${reserved} 0e 00 02 00`]);
    expect(other.heard).toEqual([]);
    one.say(`03 1f 00 43 12 00 00 00 ${reserved} 1f 00`);
    one.heard.length = 0;
    device.press(3);
    expect(one.heard).toEqual([]);
  });

  test('requests wait, are read in order, and are shifted to the speakers', () => {
    const { client, device } = unit();
    const { say, heard } = client();
    say(start);
    say(`03 34 00 43 14 00 00 00 ${reserved} 34 00 00 00`);
    heard.length = 0;
    device.press(3);
    device.press(2);
    expect(heard[0]?.startsWith('05 07 00 43')).toBe(true);
    expect(say(`03 25 00 43 12 00 00 00 ${reserved} 25 00`)).toEqual([
      `04 25 00 43 1e 00 00 00 ${reserved} 25 00 00 00 02 00 03 00 ff ff 02 00 ff ff`,
    ]);
    say(`03 23 00 43 16 00 00 00 ${reserved} 23 00 03 00 ff ff`);
    expect(device.truth()).toMatchObject({ speakers: [3], requests: [2] });
  });
});

describe('the link', () => {
  test('a keep-alive when idle for 5 s, and the end after 15 s of silence', async () => {
    const { clock, client } = unit();
    const { heard, isClosed } = client();
    await clock.advance(5000);
    expect(heard).toEqual([`27 70 44 00 10 00 00 00 ${reserved}`]);
    await clock.advance(9000);
    expect(isClosed()).toBe(false);
    await clock.advance(1000);
    expect(isClosed()).toBe(true);
  });

  test('a client that goes leaves no timer', () => {
    const { clock, client } = unit();
    const { line } = client();
    expect(clock.pending()).toBe(1);
    line?.closed();
    expect(clock.pending()).toBe(0);
  });
});
