/** The unit alone, spoken to in literal messages: what the facts say that it answers and refuses. */
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createAtucDevice } from '../../../simulators/audio-technica-atuc/device.ts';

function openUnit() {
  const notices: string[] = [];
  const text = (data: Uint8Array): string => new TextDecoder().decode(data);
  const device = createAtucDevice({
    seats: [1, 2, 3, 4, 5, 6].map((seat) => ({ seat, name: `Platz ${seat}`, chair: seat === 1 })),
    clock: createVirtualClock(),
    random: () => 0,
    onMicrophone: () => undefined,
  });
  device.announceTo?.({ send: (data) => notices.push(text(data)), close: () => undefined });
  const client = () => {
    const heard: string[] = [];
    const line = device.accept({ send: (data) => heard.push(text(data)), close: () => undefined });
    return {
      isIn: line !== null,
      say(message: string): string[] {
        heard.length = 0;
        line?.received(new TextEncoder().encode(message));
        return [...heard];
      },
      leave: () => line?.closed(),
    };
  };
  return { device, notices, client };
}

describe('orders', () => {
  test('an order with a handshake is acknowledged, one without is not', () => {
    const { say } = openUnit().client();
    expect(say('takof S 0000 00 NC 0, \r')).toEqual(['takof ACK\r']);
    expect(say('takof O 0000 00 NC 0, \r')).toEqual([]);
  });

  test.each([
    ['a unit that does not exist', 'takof S 0000 00 NC 1,00A00099,0 \r', 'takof NAK 04\r'],
    ['a unit without its type', 'takof S 0000 00 NC 1,00A00002 \r', 'takof NAK 04\r'],
    ['an unknown command', 'takon S 0000 00 NC 1,00A00002,0 \r', 'takon NAK 02\r'],
    ['a permit for nobody', 'prmit S 0000 00 NC 0, \r', 'prmit NAK 04\r'],
    ['settings out of range', 'sconf S 0000 00 NC 0,0,11,10,0,1,1,1,500 \r', 'sconf NAK 04\r'],
    ['too few settings', 'sconf S 0000 00 NC 0,0,4 \r', 'sconf NAK 04\r'],
  ])('%s is refused by number', (_name, order, answer) => {
    expect(openUnit().client().say(order)).toEqual([answer]);
  });

  test('request and permit open a microphone, and everybody is told', () => {
    const { client, notices, device } = openUnit();
    const { say } = client();
    say('sconf S 0000 00 NC 1,0,4,10,0,1,1,1,500 \r');
    notices.length = 0;
    expect(say('reqon S 0000 00 NC 1,00A00003,0 \r')).toEqual(['reqon ACK\r']);
    expect(device.truth()).toMatchObject({ speakers: [], requests: [3] });
    expect(say('prmit S 0000 00 NC 1,00A00003,0 \r')).toEqual(['prmit ACK\r']);
    expect(device.truth()).toMatchObject({ speakers: [3], requests: [] });
    expect(notices[0]).toBe('MD gtalk 0000 00 NC 00A00003,0,2,1 \r');
    expect(notices.at(-1)).toBe('MD gtalk 0000 00 NC 00A00003,0,1,1 \r');
  });
});

describe('questions', () => {
  test('the settings, without a handshake field in the answer', () => {
    expect(openUnit().client().say('gconf O 0000 00 NC  \r')).toEqual([
      'gconf 0000 00 NC 0,0,4,10,0,0,1,1,500 \r',
    ]);
  });

  test('a long answer comes in parts: first, middle, last', () => {
    const answers = openUnit().client().say('gdust O 0000 00 NC all \r');
    expect(answers).toHaveLength(6);
    expect(answers[0]).toBe('gdust 0000 00 CS 00A00001,"Platz 1",1,1,1,0,0 \r');
    expect(answers[3]).toMatch(/^gdust 0000 00 CM /);
    expect(answers[5]).toMatch(/^gdust 0000 00 CE /);
  });

  test('nobody talks: an empty answer', () => {
    expect(openUnit().client().say('gtalk O 0000 00 NC all \r')).toEqual(['gtalk 0000 00 NC  \r']);
  });
});

test('five clients, and not a sixth until one has left', () => {
  const { client } = openUnit();
  const clients = Array.from({ length: 5 }, client);
  expect(clients.every(({ isIn }) => isIn)).toBe(true);
  expect(client().isIn).toBe(false);
  clients[0]?.leave();
  expect(client().isIn).toBe(true);
});
