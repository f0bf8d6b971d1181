/** The conversation that all systems over HTTP share, with a protocol of three words and answers in any order. */
import { describe, expect, test } from 'vitest';
import { createHttpDeskSession, roundIntervalMs } from '../../drivers/http-desk.ts';
import type { HttpWords } from '../../drivers/http-words.ts';
import type { HttpRequest, Input, Output } from '../../drivers/session.ts';
import type { HttpExchange } from '../../drivers/session.ts';
import {
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
} from '../../protocols/models/microphones.ts';

type Question = 'poll' | 'list' | 'names' | `open ${number}`;
type Memory = readonly number[];

/** `[…]`: who speaks; `no`: refused; `{}`: done; anything else: garbage. */
const words: HttpWords<Question, Memory> = {
  initial: [],
  effectMs: 400,
  greeting: () => undefined,
  restart: (memory) => memory,
  polls: () => ['poll'],
  isOptional: (question) => question === 'names',
  reads: (scope) => (scope === 'lists' ? ['list'] : ['list', 'names']),
  request: (question) => ({ method: 'GET', path: question, timeoutMs: 1000 }),
  command: (command) => (command.type === 'open' ? [`open ${command.seat}`] : undefined),
  answered(question, { body }, memory, isStale) {
    if (body === '{}') return { type: 'understood', memory };
    if (body === 'no') return { type: 'refused' };
    if (!body.startsWith('[')) return { type: 'garbage' };
    const list = JSON.parse(body) as Memory;
    return { type: 'understood', memory: isStale ? memory : list, news: question === 'poll' };
  },
  picture: (speakers) => ({ ...noMicrophones, speakers }),
};

function talk() {
  const session = createHttpDeskSession(words);
  let { initial: state } = session;
  let now = 0;
  const open: HttpRequest[] = [];
  const outputs: Output<MicrophoneEvent, HttpRequest>[] = [];
  function feed(input: Input<MicrophoneCommand, HttpExchange>): void {
    const step = session.step(state, input, now);
    ({ state } = step);
    outputs.push(...step.outputs);
    for (const output of step.outputs) if (output.type === 'send') open.push(output.data);
  }
  /** Answers the oldest open request for this path. */
  function end(path: Question, result: HttpExchange['result']): void {
    const at = open.findIndex((one) => one.path === path);
    const [request] = open.splice(at, 1);
    if (at < 0 || !request) throw new Error(`nobody asked for ${path}`);
    feed({ type: 'received', data: { id: request.id, result } });
  }
  const talking = {
    feed,
    answer: (path: Question, body: string): void => end(path, { ok: true, status: 200, body }),
    breakOff: (path: Question): void => end(path, { ok: false, reason: 'broken' }),
    timer(name: string, afterMs: number): void {
      now += afterMs;
      feed({ type: 'timer', name });
    },
    waiting: (): readonly string[] => open.map(({ path }) => path),
    settled: () => outputs.flatMap((one) => (one.type === 'settle' ? [one.outcome] : [])),
    armed: () => outputs.flatMap((one) => (one.type === 'arm' ? [`${one.timer} ${one.afterMs}`] : [])),
    hungUp: () => outputs.flatMap((one) => (one.type === 'hang-up' ? [one.refusal ?? 'none'] : [])),
    statuses: () => outputs.flatMap((one) => (one.type === 'status' ? [one.status.code] : [])),
    speakers: () => state.desk.picture.speakers,
  };
  feed({ type: 'link-up' });
  return talking;
}

/** As `talk`, and the first round is over. */
function known() {
  const talking = talk();
  talking.answer('list', '[1]');
  talking.answer('names', '{}');
  return talking;
}

describe('answers in another order than the questions', () => {
  test('a list that was asked for before the news is older than they are', () => {
    const talking = known();
    talking.timer('round', roundIntervalMs);
    talking.answer('poll', '[1,2]');
    talking.answer('list', '[1]');
    expect(talking.speakers()).toEqual([1, 2]);
  });

  test('a round that ran before a command was accepted says nothing of it', () => {
    const talking = known();
    talking.timer('round', roundIntervalMs);
    talking.feed({ type: 'submitted', id: 7, command: { type: 'open', seat: 2 } });
    talking.answer('open 2', '{}');
    talking.timer('read-back', words.effectMs);
    talking.answer('list', '[1]');
    expect(talking.settled()).toEqual([]);
    talking.answer('list', '[1,2]');
    expect(talking.settled()).toEqual([{ ok: true, evidence: 'read-back' }]);
  });

  test('an answer that nobody asked for means nothing', () => {
    const talking = known();
    talking.feed({ type: 'received', data: { id: 99, result: { ok: true, status: 200, body: '[9]' } } });
    expect(talking.speakers()).toEqual([1]);
  });
});

describe('polls', () => {
  test('one that broke off is asked anew after a second, and everything with it', () => {
    const talking = known();
    talking.breakOff('poll');
    expect(talking.waiting()).toEqual([]);
    expect(talking.armed().at(-1)).toBe('poll 1000');
    talking.timer('poll', 1000);
    expect(talking.waiting()).toEqual(['poll', 'list', 'names']);
  });

  test('one that brought nothing pauses a moment, and nothing else is asked', () => {
    const talking = known();
    talking.answer('poll', '{}');
    expect(talking.waiting()).toEqual([]);
    talking.timer('poll', 250);
    expect(talking.waiting()).toEqual(['poll']);
  });

  test('one that brought news is asked anew at once', () => {
    const talking = known();
    talking.answer('poll', '[]');
    expect(talking.waiting()).toEqual(['poll']);
    expect(talking.speakers()).toEqual([]);
  });
});

describe('commands', () => {
  test('before the picture is known they fail, afterwards they are read back', () => {
    const talking = talk();
    talking.feed({ type: 'submitted', id: 1, command: { type: 'open', seat: 2 } });
    expect(talking.settled()).toMatchObject([{ code: 'device-offline' }]);
  });

  test('one whose answer broke off may have been carried out: it is read back', () => {
    const talking = known();
    talking.feed({ type: 'submitted', id: 1, command: { type: 'open', seat: 2 } });
    talking.breakOff('open 2');
    talking.timer('read-back', words.effectMs);
    talking.answer('list', '[1,2]');
    expect(talking.settled()).toEqual([{ ok: true, evidence: 'read-back' }]);
  });

  test('a refusal is one, and what nobody can do is said at once', () => {
    const talking = known();
    talking.feed({ type: 'submitted', id: 1, command: { type: 'open', seat: 2 } });
    talking.answer('open 2', 'no');
    talking.feed({ type: 'submitted', id: 2, command: { type: 'close-all' } });
    expect(talking.settled()).toMatchObject([{ code: 'device-refused' }, { code: 'device-unsupported' }]);
  });

  test('a round that failed decides nothing', () => {
    const talking = known();
    talking.feed({ type: 'submitted', id: 1, command: { type: 'open', seat: 2 } });
    talking.answer('open 2', '{}');
    talking.timer('read-back', words.effectMs);
    talking.breakOff('list');
    expect(talking.settled()).toEqual([]);
    talking.timer('read-back', words.effectMs);
    talking.answer('list', '[1]');
    expect(talking.settled()).toMatchObject([{ code: 'device-refused' }]);
  });
});

describe('signs of life', () => {
  test('two rounds that fail are the end of the link', () => {
    const talking = known();
    for (const questions of [['list'], ['list', 'names']] as const) {
      talking.timer('round', roundIntervalMs);
      for (const question of questions) talking.breakOff(question);
    }
    expect(talking.hungUp()).toEqual([]);
    talking.timer('round', roundIntervalMs);
    expect(talking.hungUp()).toEqual(['none']);
  });

  test.each([
    { ago: 300, status: 'ready' },
    { ago: 4500, status: 'silent' },
  ])('a round that began $ago ms before the next is due: $status', ({ ago, status }) => {
    const talking = known();
    talking.breakOff('poll');
    talking.timer('poll', roundIntervalMs - ago);
    talking.timer('round', ago);
    expect(talking.statuses().at(-1)).toBe(status);
  });

  test('what the picture can do without may be missing or odd', () => {
    const talking = talk();
    talking.answer('list', '[1]');
    talking.answer('names', '<html>');
    for (let round = 0; round < 4; round++) {
      talking.timer('round', roundIntervalMs);
      talking.answer('list', '[1]');
      if (talking.waiting().includes('names')) talking.breakOff('names');
    }
    expect(talking.hungUp()).toEqual([]);
    expect(talking.speakers()).toEqual([1]);
  });

  test('nothing but nonsense from the start: something else is there', () => {
    const talking = talk();
    talking.answer('list', '<html>');
    talking.answer('names', '<html>');
    talking.timer('round', roundIntervalMs);
    expect(talking.hungUp()).toEqual(['wrong-device']);
  });
});
