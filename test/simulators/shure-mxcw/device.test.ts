import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createMxcwDevice } from '../../../simulators/shure-mxcw/device.ts';

function unit() {
  const lit: string[] = [];
  const device = createMxcwDevice({
    seats: [
      { seat: 1, name: 'Mayor', chair: true },
      { seat: 5, name: 'Seat 5', chair: false },
      { seat: 7, name: 'Jörg Weiß', chair: false },
    ],
    clock: createVirtualClock(),
    random: () => 0.5,
    onMicrophone: (seat, open) => void lit.push(`${seat} ${open ? 'on' : 'off'}`),
  });
  const client = () => {
    const heard: string[] = [];
    const line = device.accept({
      send: (data) => void heard.push(...(new TextDecoder().decode(data).match(/< .*? >(?=<|$)/g) ?? [])),
      close: () => undefined,
    });
    return {
      heard,
      line,
      say(text: string): readonly string[] {
        heard.length = 0;
        line?.received(new TextEncoder().encode(text));
        return [...heard];
      },
    };
  };
  return { device, client, lit };
}

describe('what the unit answers', () => {
  test('a question for one seat, in the literal words', () => {
    const { say } = unit().client();
    expect(say('< GET 5 MIC_STATUS >')).toEqual(['< REP 5 MIC_STATUS OFF >']);
    expect(say('< GET 1 SEAT_NAME >')).toEqual(['< REP 1 SEAT_NAME {Mayor                          } >']);
    expect(say('< GET 1 ROLE >')).toEqual(['< REP 1 ROLE CHAIRMAN >']);
    expect(say('< GET 5 UNIT_AVAILABLE >')).toEqual(['< REP 5 UNIT_AVAILABLE AVAILABLE >']);
  });

  test('index 0 asks of every seat', () => {
    const { say } = unit().client();
    expect(say('< GET 0 MIC_STATUS >')).toEqual([
      '< REP 1 MIC_STATUS OFF >',
      '< REP 5 MIC_STATUS OFF >',
      '< REP 7 MIC_STATUS OFF >',
    ]);
  });

  test('GET ALL tells settings and every property of every seat, also when wrapped twice', () => {
    const { say } = unit().client();
    const all = say('< GET ALL >');
    expect(all).toContain('< REP OPERATION_MODE AUTO >');
    expect(all).toContain('< REP MAX_DELEGATE_SPEAKERS 4 >');
    expect(all).toContain('< REP 7 SEAT_NAME {Jörg Weiß                      } >');
    expect(all).toHaveLength(7 + 2 + 3 * 7);
    expect(say('< < GET ALL > >')).toEqual(all);
  });

  test.each([
    '< GET 9 MIC_STATUS >',
    '< SET 9 MIC_STATUS ON >',
    '< SET 5 MIC_STATUS LOUD >',
    '< GET COFFEE >',
  ])('%s is an error', (frame) => {
    expect(unit().client().say(frame)).toEqual(['< REP ERR >']);
  });

  test('an empty request list is cleared in silence, and nobody is next', () => {
    const { say } = unit().client();
    expect(say('< SET CLEAR_REQUEST_LIST TRUE >')).toEqual([]);
    expect(say('< SET NEXT_MIC_ON TRUE >')).toEqual([]);
  });
});

describe('what the unit does', () => {
  test('a microphone goes on for every client and in the room', () => {
    const { client, lit } = unit();
    const [one, other] = [client(), client()];
    expect(one.say('< SET 5 MIC_STATUS ON >')).toEqual([
      '< REP 5 MIC_STATUS ON >',
      '< REP 5 SPEAK_LIST_STATUS IN_LIST >',
    ]);
    expect(other.heard).toEqual(['< REP 5 MIC_STATUS ON >', '< REP 5 SPEAK_LIST_STATUS IN_LIST >']);
    expect(lit).toEqual(['5 on']);
    expect(one.say('< SET 5 MIC_STATUS ON >')).toEqual(['< REP 5 MIC_STATUS ON >']);
  });

  test('requests in manual mode, called by the operator', () => {
    const { client, device } = unit();
    const { say } = client();
    say('< SET OPERATION_MODE MANUAL >');
    device.press(7);
    expect(say('< SET 5 SPEAK_REQUEST TRUE >')).toEqual(['< REP 5 REQUEST_LIST_STATUS IN_LIST >']);
    expect(device.truth()).toMatchObject({ requests: [7, 5], speakers: [] });
    expect(say('< SET NEXT_MIC_ON TRUE >')).toEqual([
      '< REP 7 MIC_STATUS ON >',
      '< REP 7 SPEAK_LIST_STATUS IN_LIST >',
      '< REP 7 REQUEST_LIST_STATUS NOT_IN_LIST >',
    ]);
    expect(say('< SET 5 SPEAK_RELEASE TRUE >')).toEqual(['< REP 5 REQUEST_LIST_STATUS NOT_IN_LIST >']);
  });

  test('a full list refuses, and the chair has room beside it', () => {
    const { client, device } = unit();
    const { say } = client();
    say('< SET MAX_DELEGATE_SPEAKERS 1 >< SET 5 MIC_STATUS ON >');
    expect(say('< SET 7 MIC_STATUS ON >')).toEqual(['< REP 7 MIC_STATUS OFF >']);
    say('< SET 1 MIC_STATUS ON >');
    say('< SET ALL_DELEGATE_MIC_OFF TRUE >');
    expect(device.truth().speakers).toEqual([1]);
    say('< SET 0 MIC_STATUS OFF >');
    expect(device.truth().speakers).toEqual([]);
  });

  test('a name has at most 128 bytes', () => {
    const { client, device } = unit();
    const { say } = client();
    device.fault('rename', { seat: 5, name: 'ö'.repeat(100) });
    expect(say('< GET 5 SEAT_NAME >')).toEqual([`< REP 5 SEAT_NAME {${'ö'.repeat(64)}} >`]);
  });

  test('a unit that is lost is offline and its status unknown', () => {
    const { client, device } = unit();
    const { say } = client();
    device.fault('lose-seat', { seat: 5, lost: true });
    expect(say('< GET 5 MIC_STATUS >< GET 5 UNIT_AVAILABLE >')).toEqual([
      '< REP 5 MIC_STATUS UNKNOWN >',
      '< REP 5 UNIT_AVAILABLE OFFLINE >',
    ]);
  });

  test('nine clients are one too many, and one that leaves makes room', () => {
    const { client } = unit();
    const clients = Array.from({ length: 8 }, client);
    expect(client().line).toBeNull();
    clients[0]?.line?.closed();
    expect(client().line).not.toBeNull();
  });
});
