/** The session alone: what is a press, what is none, and what is said of keypads that are missing. */
import { describe, expect, test } from 'vitest';
import { hidKeypadConfigSchema } from '../../../drivers/hid-keypad/config.ts';
import { hidKeypadKind } from '../../../drivers/hid-keypad/driver.ts';
import { createHidKeypadSession } from '../../../drivers/hid-keypad/session.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { MemberNews } from '../../../drivers/transports/several.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { hex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { Cast, VotingEvent } from '../../../protocols/models/voting.ts';
import { optionsOf } from '../sunvote/voting-hall.ts';

type News = MemberNews<Uint8Array>;

async function openHall(...there: readonly string[]) {
  const clock = createVirtualClock();
  const events: VotingEvent[] = [];
  let sink: LinkSink<News> | null = null;
  const driver = runSession({
    session: createHidKeypadSession(['7', '8']),
    transport: createMemoryTransport<never, News>({
      opened(opened) {
        sink = opened;
        opened.up();
      },
      received: () => undefined,
      closed: () => undefined,
    }),
    clock,
    emit: (event: VotingEvent) => events.push(event),
    onHealth: () => undefined,
  });
  driver.start();
  await clock.advance(1);
  const news = (data: News): void => sink?.received(data);
  for (const member of there) news({ member, type: 'up' });
  return {
    clock,
    driver,
    events,
    news,
    status: () => driver.health().status,
    says: (member: string, ...reports: readonly string[]) => {
      for (const report of reports) news({ member, type: 'received', data: hex(report) });
    },
    open: (ballot = 'b-1', options = 3) =>
      driver.submit({ type: 'open-ballot', ballot, title: 'T', options: optionsOf(options) }),
    close: (ballot = 'b-1') => driver.submit({ type: 'close-ballot', ballot }),
    casts: () => events.flatMap((event): Cast[] => (event.type === 'cast' ? [event] : [])),
    states: () => events.flatMap((event) => (event.type === 'voting' ? [event.state.phase] : [])),
  };
}

const nothing = '0000000000000000';
const down = (...usages: readonly string[]): string => `0000${usages.join('').padEnd(12, '0')}`;
const optionsPressed = (hall: Awaited<ReturnType<typeof openHall>>) =>
  hall.casts().map(({ option }) => option);

describe('a press', () => {
  test('is a digit of the block or of the top row, and comes with the keypad’s name and without an id', async () => {
    const hall = await openHall('7', '8');
    expect(await hall.open()).toEqual({ ok: true, evidence: 'sent' });
    hall.says('7', down('59'), nothing);
    hall.says('8', down('20'), nothing);
    expect(hall.casts()).toEqual([
      { type: 'cast', ballot: 'b-1', keypad: '7', option: 0, id: null, receipt: 1 },
      { type: 'cast', ballot: 'b-1', keypad: '8', option: 2, id: null, receipt: 2 },
    ]);
  });

  test('is one, however often its report comes while the key is down', async () => {
    const hall = await openHall('7');
    await hall.open();
    hall.says('7', down('59'), down('59'), down('59'), nothing, nothing, down('59'), nothing);
    expect(optionsPressed(hall)).toEqual([0, 0]);
  });

  test('of a second key while the first is down is the second; several in one report are none of the options', async () => {
    const hall = await openHall('7');
    await hall.open();
    hall.says('7', down('59'), down('59', '5a'), down('5a'), nothing, down('59', '5a'), nothing);
    expect(optionsPressed(hall)).toEqual([0, 1, null]);
  });

  test('of too many at once is nothing, and what was down stays down', async () => {
    const hall = await openHall('7');
    await hall.open();
    hall.says('7', down('59'), '0000010101010101', down('59'), nothing);
    expect(optionsPressed(hall)).toEqual([0]);
  });

  test('of a digit behind the last option is none of them; of another key it is nothing', async () => {
    const hall = await openHall('7');
    await hall.open();
    hall.says('7', down('5c'), nothing);
    hall.says('7', down('58'), nothing, down('62'), nothing, down('04'), nothing, down('53', '59'), nothing);
    expect(optionsPressed(hall)).toEqual([null, 0]);
  });

  test('before the opening and after the close is nobody’s; one in the last moment counts', async () => {
    const hall = await openHall('7');
    hall.says('7', down('59'), nothing);
    await hall.open();
    expect(await hall.close()).toEqual({ ok: true, evidence: 'sent' });
    expect(hall.states()).toEqual(['idle', 'open', 'closed']);
    hall.says('7', down('5a'), nothing);
    await hall.clock.advance(50);
    expect(hall.states().at(-1)).toBe('drained');
    hall.says('7', down('5b'), nothing);
    expect(optionsPressed(hall)).toEqual([1]);
  });

  test('a key that was down when the ballot was opened has to come up first', async () => {
    const hall = await openHall('7');
    hall.says('7', down('59'));
    await hall.open();
    hall.says('7', down('59'));
    expect(hall.casts()).toEqual([]);
    hall.says('7', nothing, down('59'));
    expect(optionsPressed(hall)).toEqual([0]);
  });

  test('in a report of another length is garbage', async () => {
    const hall = await openHall('7');
    await hall.open();
    hall.says('7', '000059', '');
    expect(hall.casts()).toEqual([]);
    expect(hall.driver.health().garbage).toBe(2);
  });
});

describe('a keypad that is missing', () => {
  test('is named, after a moment to find them all, and the others go on', async () => {
    const hall = await openHall('7');
    expect(hall.status()?.code).toBe('synchronising');
    await hall.clock.advance(2000);
    expect(hall.status()).toEqual({ level: 'warning', code: 'keypad-missing', detail: '8' });
    await hall.open();
    hall.says('7', down('59'));
    hall.news({ member: '8', type: 'up' });
    expect(hall.status()).toEqual({ level: 'ok', code: 'ready' });
    hall.news({ member: '7', type: 'down' });
    expect(hall.status()).toEqual({ level: 'warning', code: 'keypad-missing', detail: '7' });
    hall.says('8', down('5a'));
    // Plugged in again its key is pressed anew: whether it came up meanwhile, nobody knows.
    hall.news({ member: '7', type: 'up' });
    hall.says('7', down('5b'));
    expect(hall.casts().map(({ keypad, option }) => [keypad, option])).toEqual([
      ['7', 0],
      ['8', 1],
      ['7', 2],
    ]);
  });

  test('where there is none at all it is a fault, and nothing can be opened', async () => {
    const hall = await openHall();
    await hall.clock.advance(2000);
    expect(hall.status()).toEqual({ level: 'fault', code: 'keypad-missing', detail: '7, 8' });
    expect(await hall.open()).toMatchObject({ ok: false, code: 'device-offline' });
  });
});

describe('ballots', () => {
  test('the same again is nothing new; another takes its place; more than nine options cannot be', async () => {
    const hall = await openHall('7');
    await hall.open();
    expect(await hall.open()).toEqual({ ok: true, evidence: 'read-back' });
    expect(hall.states()).toEqual(['idle', 'open']);
    await hall.open('b-2');
    hall.says('7', down('59'));
    expect(hall.casts()).toMatchObject([{ ballot: 'b-2' }]);
    expect(await hall.open('b-3', 10)).toMatchObject({ ok: false, code: 'device-unsupported' });
  });

  test('opened in the moment after a close, it is not ended by the end of the other', async () => {
    const hall = await openHall('7');
    await hall.open();
    await hall.close();
    await hall.open('b-2');
    await hall.clock.advance(1000);
    expect(hall.states().at(-1)).toBe('open');
  });

  test('one that is closed already, or of which a new program knows nothing, is drained', async () => {
    const hall = await openHall('7');
    expect(await hall.close('b-0')).toEqual({ ok: true, evidence: 'read-back' });
    expect(hall.events.at(-1)).toMatchObject({ state: { ballot: 'b-0', phase: 'drained' } });
    await hall.open();
    expect(await hall.close('b-0')).toEqual({ ok: true, evidence: 'read-back' });
    expect(hall.states().at(-1)).toBe('open');
  });

  test('votes from elsewhere have no place', async () => {
    const hall = await openHall('7');
    const command = { type: 'external-cast', ballot: 'b-1', keypad: '7', option: 0 } as const;
    expect(await hall.driver.submit(command)).toMatchObject({ ok: false, code: 'device-unsupported' });
  });
});

describe('the config', () => {
  const keypad = (id: string, address: string) => ({ id, address });
  const parse = (...keypads: readonly object[]) =>
    hidKeypadConfigSchema.safeParse({ id: 'voting', kind: 'hid-keypad', keypads });
  test('names keypads by the port they are plugged into', () => {
    const parsed = parse(keypad('7', 'hid:04d9:1203?port=1-1.4'), keypad('8', 'hid:04d9:1203?port=1-1.3'));
    expect(parsed.data?.keypads[0]?.address).toMatchObject({ vendor: 0x04d9, pick: { value: '1-1.4' } });
  });
  test.each([
    ['no keypad', []],
    ['two with one id', [keypad('7', 'hid:04d9:1203?port=1-1'), keypad('7', 'hid:04d9:1203?port=1-2')]],
    ['two with one address', [keypad('7', 'hid:04d9:1203'), keypad('8', 'hid:04D9:1203')]],
    ['a serial line', [keypad('7', 'serial:/dev/ttyUSB0')]],
  ])('%s is wrong', (_what, keypads) => {
    expect(parse(...keypads).success).toBe(false);
  });
  test('says honestly what keypads can', () => {
    const parsed = parse(keypad('7', 'hid:04d9:1203'));
    if (!parsed.success) throw new Error('config');
    expect(hidKeypadKind.capabilities(parsed.data)).toEqual({
      individualVotes: true,
      maxOptions: 9,
      changeable: true,
      delivery: 'at-most-once',
      accepted: 'never',
      readBack: false,
      forgeable: true,
      externalVotes: false,
    });
  });
});
