/** The session alone, step by step: what it says to the broker, and what it makes of what comes. */
import { describe, expect, test } from 'vitest';
import { mqttKeypadsConfigSchema } from '../../../drivers/mqtt-keypads/config.ts';
import { mqttKeypadsKind } from '../../../drivers/mqtt-keypads/driver.ts';
import { createMqttKeypadsSession } from '../../../drivers/mqtt-keypads/session.ts';
import type { MqttKeypadsState, Out } from '../../../drivers/mqtt-keypads/state.ts';
import type { Input } from '../../../drivers/session.ts';
import type { VotingCommand } from '../../../protocols/models/voting.ts';
import type { TopicMessage } from '../../../protocols/mqtt-buttons/topics.ts';
import {
  encodeKeypad,
  type BallotNotice,
  type KeypadMessage,
} from '../../../protocols/mqtt-keypads/topics.ts';
import { optionsOf } from '../sunvote/voting-hall.ts';

const prefix = 'saal';
const session = createMqttKeypadsSession({ prefix, keys: 3 });
const notice = (ballot: string, phase: 'open' | 'closed' = 'open'): BallotNotice => ({
  ballot,
  phase,
  title: 'Haushalt',
  options: optionsOf(3),
});

/** A session between two moments, with what it has put out since it was last asked. */
function openSession() {
  let state: MqttKeypadsState = session.initial;
  let outputs: readonly Out[] = [];
  let now = 0;
  const feed = (input: Input<VotingCommand, TopicMessage>): void => {
    const step = session.step(state, input, now);
    state = step.state;
    outputs = [...outputs, ...step.outputs];
  };
  const taken = (): readonly Out[] => {
    const all = outputs;
    outputs = [];
    return all;
  };
  const says = (message: KeypadMessage, retain = false): void =>
    feed({ type: 'received', data: { ...encodeKeypad(prefix, message), retain } });
  return {
    feed,
    says,
    pass: (ms: number) => {
      now += ms;
    },
    submit: (id: number, command: VotingCommand) => feed({ type: 'submitted', id, command }),
    open: (id: number, ballot: string) =>
      feed({
        type: 'submitted',
        id,
        command: { type: 'open-ballot', ballot, title: 'Haushalt', options: optionsOf(3) },
      }),
    /** Connects, with these retained messages. */
    connect(...retained: readonly KeypadMessage[]) {
      feed({ type: 'link-up' });
      for (const message of retained) says(message, true);
      says({ type: 'echo', text: 'saalregie 1' });
      feed({ type: 'timer', name: 'quiet' });
    },
    sent: () => taken().flatMap((output) => (output.type === 'send' ? [output.data] : [])),
    events: () => taken().flatMap((output) => (output.type === 'emit' ? [output.event] : [])),
    taken,
  };
}

const press = (more: Partial<Extract<KeypadMessage, { type: 'press' }>> = {}): KeypadMessage => ({
  type: 'press',
  keypad: '7',
  ballot: 'b-1',
  boot: 'aaaa',
  press: 1,
  key: 2,
  ...more,
});

test('a ballot is in force once the broker has passed it back', () => {
  const one = openSession();
  one.connect();
  expect(one.events()).toEqual([{ type: 'voting', state: { ballot: null, phase: 'idle', totals: null } }]);
  one.open(1, 'b-1');
  expect(one.taken()).toEqual([
    { type: 'send', data: encodeKeypad(prefix, { type: 'ballot', notice: notice('b-1') }) },
  ]);
  one.says({ type: 'ballot', notice: notice('b-1') });
  expect(one.taken()).toEqual([
    {
      type: 'emit',
      event: { type: 'voting', state: { ballot: 'b-1', phase: 'open', totals: null } },
    },
    { type: 'settle', id: 1, outcome: { ok: true, evidence: 'acknowledged' } },
  ]);
});

test('before everything retained has come nothing is told, opened or answered', () => {
  const one = openSession();
  one.feed({ type: 'link-up' });
  one.says(press());
  one.taken();
  one.open(1, 'b-1');
  expect(one.taken()).toEqual([
    { type: 'settle', id: 1, outcome: { ok: false, code: 'device-offline', effect: 'none' } },
  ]);
  one.says(press());
  expect(one.taken()).toEqual([]);
});

test('only what the broker kept puts off the quiet: presses that are repeated until they are answered do not', () => {
  const one = openSession();
  one.feed({ type: 'link-up' });
  const armsQuiet = () => one.taken().some((output) => output.type === 'arm' && output.timer === 'quiet');
  one.says({ type: 'echo', text: 'saalregie 1' });
  expect(armsQuiet()).toBe(true);
  one.says({ type: 'ballot', notice: notice('b-1') }, true);
  expect(armsQuiet()).toBe(true);
  one.says(press());
  expect(armsQuiet()).toBe(false);
  one.feed({ type: 'timer', name: 'quiet' });
  one.taken();
  one.says(press());
  expect(one.events()).toMatchObject([{ type: 'cast', ballot: 'b-1', keypad: '7' }]);
});

test('a link that was lost in mid-ballot: told again where the broker forgot it, and the same press has the same id', () => {
  const one = openSession();
  one.connect();
  one.open(1, 'b-1');
  one.says({ type: 'ballot', notice: notice('b-1') });
  one.says(press());
  const [first] = one.events().filter((event) => event.type === 'cast');
  one.feed({ type: 'link-down', reason: 'cable' });
  one.taken();
  one.connect();
  expect(one.sent().at(-1)).toEqual(encodeKeypad(prefix, { type: 'ballot', notice: notice('b-1') }));
  one.says({ type: 'ballot', notice: notice('b-1') });
  one.says(press());
  const events = one.events();
  expect(events).toEqual([
    { type: 'voting', state: { ballot: 'b-1', phase: 'open', totals: null } },
    { ...first, receipt: 2 },
  ]);
});

test('an answer goes to the very press, and the same press again is answered without being told again', () => {
  const one = openSession();
  one.connect({ type: 'ballot', notice: notice('b-1') });
  one.says(press());
  one.taken();
  one.submit(5, { type: 'acknowledge-cast', receipt: 1, stored: true });
  const accepted = encodeKeypad(prefix, {
    type: 'accepted',
    keypad: '7',
    ballot: 'b-1',
    boot: 'aaaa',
    press: 1,
    refused: null,
  });
  expect(one.taken()).toEqual([
    { type: 'settle', id: 5, outcome: { ok: true, evidence: 'sent' } },
    { type: 'send', data: accepted },
  ]);
  one.says(press());
  expect(one.taken()).toEqual([{ type: 'send', data: accepted }]);
  one.submit(6, { type: 'acknowledge-cast', receipt: 99, stored: true });
  expect(one.taken()).toEqual([{ type: 'settle', id: 6, outcome: { ok: true, evidence: 'sent' } }]);
});

test('an older press of the same boot that comes late is not the last one', () => {
  const one = openSession();
  one.connect({ type: 'ballot', notice: notice('b-1') });
  one.says(press({ press: 6, key: 1 }));
  one.taken();
  one.says(press({ press: 5, key: 2 }));
  expect(one.events()).toEqual([]);
});

test('a cast that nobody answers is told again when its keypad repeats it later', () => {
  const one = openSession();
  one.connect({ type: 'ballot', notice: notice('b-1') });
  one.says(press());
  one.taken();
  one.pass(4900);
  one.says(press());
  expect(one.events()).toEqual([]);
  one.pass(200);
  one.says(press());
  expect(one.events()).toMatchObject([{ type: 'cast', id: 'aaaa.1', receipt: 2 }]);
});

test('a press for the ballot that is drained still reaches whoever decides', () => {
  const one = openSession();
  one.connect({ type: 'ballot', notice: notice('b-1', 'closed') });
  one.feed({ type: 'timer', name: 'soonest' });
  expect(one.events().at(-1)).toMatchObject({ state: { ballot: 'b-1', phase: 'drained' } });
  one.says(press());
  expect(one.events()).toMatchObject([{ type: 'cast', ballot: 'b-1' }]);
});

test('a press that the broker keeps is garbage: it would come again with every link', () => {
  const one = openSession();
  one.connect({ type: 'ballot', notice: notice('b-1') });
  one.taken();
  one.says(press(), true);
  expect(one.taken()).toEqual([{ type: 'garbage', count: 1 }]);
});

test('the last will of a keypad’s last life does not make it absent: what it holds is waited for', () => {
  const one = openSession();
  const status = { type: 'status', keypad: '7', battery: null } as const;
  one.connect({ type: 'ballot', notice: notice('b-1', 'closed') });
  one.says({ ...status, boot: 'aaaa', online: true });
  one.says({ ...status, boot: 'bbbb', online: true });
  one.says({ ...status, boot: 'aaaa', online: false });
  one.taken();
  one.feed({ type: 'timer', name: 'soonest' });
  expect(one.events()).toEqual([]);
  one.says({ type: 'settled', keypad: '7', ballot: 'b-1', boot: 'bbbb' });
  expect(one.events()).toMatchObject([{ state: { phase: 'drained' } }]);
});

describe('commands', () => {
  test('a ballot that replaces another ends what was asked of that', () => {
    const one = openSession();
    one.connect();
    one.open(1, 'b-1');
    one.open(2, 'b-2');
    one.says({ type: 'ballot', notice: notice('b-1') });
    one.says({ type: 'ballot', notice: notice('b-2') });
    expect(one.taken().filter(({ type }) => type === 'settle')).toEqual([
      { type: 'settle', id: 1, outcome: { ok: false, code: 'device-refused', effect: 'unknown' } },
      { type: 'settle', id: 2, outcome: { ok: true, evidence: 'acknowledged' } },
    ]);
  });

  test('a close of another ballot changes nothing; of one that is closed already, too', () => {
    const one = openSession();
    one.connect({ type: 'ballot', notice: notice('b-1', 'closed') });
    one.taken();
    one.submit(1, { type: 'close-ballot', ballot: 'b-0' });
    one.submit(2, { type: 'close-ballot', ballot: 'b-1' });
    const done = { ok: true, evidence: 'read-back' };
    expect(one.taken()).toEqual([
      { type: 'settle', id: 1, outcome: done },
      { type: 'settle', id: 2, outcome: done },
    ]);
  });

  test('a command that was given up is not settled later', () => {
    const one = openSession();
    one.connect();
    one.open(1, 'b-1');
    one.feed({ type: 'abandoned', id: 1 });
    one.says({ type: 'ballot', notice: notice('b-1') });
    expect(one.taken().filter(({ type }) => type === 'settle')).toEqual([]);
  });

  test('votes from elsewhere cannot be put into keypads', () => {
    const one = openSession();
    one.connect();
    one.taken();
    one.submit(1, { type: 'external-cast', ballot: 'b-1', keypad: '7', option: 0 });
    expect(one.taken()).toMatchObject([{ outcome: { code: 'device-unsupported' } }]);
  });
});

test('what the keypads can is said honestly', () => {
  const config = { id: 'v', kind: 'mqtt-keypads', address: 'mqtt://192.0.2.10', keys: 5 };
  expect(mqttKeypadsKind.capabilities(mqttKeypadsConfigSchema.parse(config))).toEqual({
    individualVotes: true,
    maxOptions: 5,
    changeable: true,
    delivery: 'at-least-once',
    accepted: 'after-store',
    readBack: false,
    forgeable: true,
    externalVotes: false,
  });
  expect(mqttKeypadsConfigSchema.safeParse({ ...config, keys: 11 }).success).toBe(false);
});
