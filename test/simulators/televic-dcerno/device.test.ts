import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createDcernoDevice } from '../../../simulators/televic-dcerno/device.ts';

const head = '021O00000C00000000000000';
function unit() {
  const device = createDcernoDevice({
    seats: [1, 2, 3].map((seat) => ({ seat, name: `Mitglied ${seat}`, chair: seat === 1 })),
    clock: createVirtualClock(),
    random: () => 0.5,
    onMicrophone: () => undefined,
  });
  function client() {
    const heard: string[] = [];
    const line = device.accept({
      send: (data) =>
        void heard.push(
          ...new TextDecoder()
            .decode(data)
            .split('\x03')
            .slice(0, -1)
            .map((frame) => `${frame}\x03`),
        ),
      close: () => undefined,
    });
    const say = (text: string): readonly string[] => {
      heard.length = 0;
      line?.received(new TextEncoder().encode(text));
      return [...heard];
    };
    const set = (json: string): readonly string[] => say(`\x0202:set0042${head}:${json}\x03`);
    const bodies = (frames: readonly string[]): readonly string[] =>
      frames.map((frame) => /\{.*\}/.exec(frame)?.[0] ?? '');
    return { heard, line, say, set: (json: string) => bodies(set(json)), bodies };
  }
  return { device, client };
}

describe('the unit on its wire', () => {
  test('answers an introduction with the number it came with', () => {
    const { say } = unit().client();
    expect(say(`\x0202:con0000${head}:{"typ":"CoCon","nam":"x"}\x03`)).toEqual([
      '\x0202:rep0000021C00000O00000000000000:{"inf":"connected","con":{"typ":"D-Cerno","nam":"D-Cerno CU","ver":"1.0","svr":0}}\x03',
    ]);
  });

  test('tells every microphone by an event, and settings by replies', () => {
    const { say, bodies } = unit().client();
    expect(bodies(say(`\x0202:get0001${head}:{"nam":"gmicstat","uid":0}\x03`))).toEqual([
      '{"nam":"micstat","uid":"11100801","stat":0}',
      '{"nam":"micstat","uid":"10100802","stat":0}',
      '{"nam":"micstat","uid":"10100803","stat":0}',
    ]);
    expect(say(`\x0202:get0002${head}:{"nam":"gmmo"}\x03`)).toEqual([
      '\x0202:rep0002021C00000O00000000000000:{"nam":"mmo","mmo":1,"mio":0,"mat":1}\x03',
    ]);
    expect(bodies(say(`\x0202:get0003${head}:{"nam":"gmam"}\x03`))).toEqual(['{"nam":"mam","mam":4}']);
  });

  test('says nothing to what it does not know, and to nonsense', () => {
    const { say, set } = unit().client();
    expect(set('{"nam":"smicstat","uid":"10999999","stat":"1"}')).toEqual([]);
    expect(set('{"nam":"srecstat","stat":"2"}')).toEqual([]);
    expect(say('hello\x02\x03')).toEqual([]);
  });
});

describe('what the unit does', () => {
  test('switches microphones for every client', () => {
    const { client, device } = unit();
    const [one, other] = [client(), client()];
    expect(one.set('{"nam":"smicstat","uid":"10100802","stat":"1"}')).toEqual([
      '{"nam":"micstat","uid":"10100802","stat":1}',
    ]);
    expect(other.bodies(other.heard)).toEqual(['{"nam":"micstat","uid":"10100802","stat":1}']);
    one.set('{"nam":"smicstat","uid":"10100802","stat":"3"}');
    expect(device.truth().speakers).toEqual([]);
  });

  test('a request that is called has one new state, not two', () => {
    const { client } = unit();
    const { set } = client();
    expect(set('{"nam":"smmo","mmo":0,"mio":1,"mat":1}')).toContain('{"nam":"mmo","mmo":0,"mio":1,"mat":1}');
    expect(set('{"nam":"smicstat","uid":"10100802","stat":"2"}')).toEqual([
      '{"nam":"micstat","uid":"10100802","stat":2}',
    ]);
    expect(set('{"nam":"smicstat","uid":"10100802","stat":"1"}')).toEqual([
      '{"nam":"micstat","uid":"10100802","stat":1}',
    ]);
  });

  test('all off leaves the chair', () => {
    const { client, device } = unit();
    const { set } = client();
    for (const uid of ['11100801', '10100802']) set(`{"nam":"smicstat","uid":"${uid}","stat":"1"}`);
    expect(set('{"nam":"smicstat","uid":0,"stat":0}')).toEqual([
      '{"nam":"micstat","uid":"10100802","stat":0}',
    ]);
    expect(device.truth().speakers).toEqual([1]);
  });

  test('a full list is silence', () => {
    const { client } = unit();
    const { set } = client();
    expect(set('{"nam":"smam","mam":1}')).toContain('{"nam":"mam","mam":1}');
    set('{"nam":"smicstat","uid":"10100802","stat":"1"}');
    expect(set('{"nam":"smicstat","uid":"10100803","stat":"1"}')).toEqual([]);
  });
});
