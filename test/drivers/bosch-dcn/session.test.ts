import { describe, expect, test } from 'vitest';
import { dcnConfigSchema, layoutOf } from '../../../drivers/bosch-dcn/config.ts';
import { aliveIntervalMs, answerMs, createDcnSession } from '../../../drivers/bosch-dcn/session.ts';
import type { Health } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { metLayout, printedLayout, type DcnLayout } from '../../../protocols/bosch-dcn/frames.ts';
import { createDcnReports, type DcnReport } from '../../../protocols/bosch-dcn/reports.ts';
import { createDcnRequests, type DcnRequest } from '../../../protocols/bosch-dcn/requests.ts';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { noBytes } from '../../../protocols/codec.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneEvent,
} from '../../../protocols/models/microphones.ts';

const [chair, anna, bert] = [513, 514, 515];

/** A unit that says only what the test lets it say. */
async function connect(options: { readonly layout?: DcnLayout; readonly isSilent?: boolean } = {}) {
  const layout = options.layout ?? metLayout;
  const [requests, reports] = [createDcnRequests(layout), createDcnReports(layout)];
  const clock = createVirtualClock();
  const heard: DcnRequest[] = [];
  const frames: string[] = [];
  const events: MicrophoneEvent[] = [];
  const healths: Health[] = [];
  let picture = noMicrophones;
  let sink: LinkSink<Uint8Array> | null = null;
  const driver = runSession({
    session: createDcnSession(layout),
    clock,
    transport: createMemoryTransport<Uint8Array, Uint8Array>({
      opened(opened) {
        sink = opened;
        opened.up();
      },
      received(data) {
        frames.push(toHex(data));
        heard.push(...requests.decode(noBytes, data).messages);
      },
      closed: () => (sink = null),
    }),
    emit(event: MicrophoneEvent) {
      events.push(event);
      picture = applyMicrophoneEvent(picture, event);
    },
    onHealth: (health) => healths.push(health),
  });
  const raw = (text: string): void => sink?.received(hex(text));
  const say = (...all: readonly DcnReport[]): void => {
    for (const report of all) sink?.received(reports.encode(report));
  };
  /** Answers to the questions of the start, one by one. */
  const start = (speakers: readonly number[] = [], waiting: readonly number[] = []): void =>
    say(
      { type: 'done', of: 'start' },
      { type: 'settings', mode: 'delegate-requests', active: 4, maxRequests: 20 },
      { type: 'notebook', entries: [{ unit: chair, sort: 0, open: false }] },
      { type: 'speakers', entries: speakers.map((unit) => ({ unit, open: true })) },
      { type: 'requests', entries: waiting.map((unit) => ({ unit, delegate: 0xffff })) },
    );
  const said = (): readonly string[] => heard.map(({ type }) => type).filter((type) => type !== 'keep-alive');
  driver.start();
  await clock.advance(1);
  if (!options.isSilent) start();
  return { clock, heard, frames, events, healths, driver, raw, say, start, said, picture: () => picture };
}

describe('the start', () => {
  test('says a keep-alive and starts the application, in literal bytes', async () => {
    const { frames } = await connect({ isSilent: true });
    expect(frames).toEqual([
      '27 70 44 00 10 00 00 00 00 00 00 00 00 00 00 00',
      '03 1e 00 43 12 00 00 00 00 00 00 00 00 00 00 00 1e 00',
    ]);
  });

  test('one question travels at a time, and the last answer completes the picture', async () => {
    const { said, say, start, events, driver } = await connect({ isSilent: true });
    expect(said()).toEqual(['start']);
    say({ type: 'done', of: 'start' });
    expect(said()).toEqual(['start', 'getSettings']);
    say({ type: 'settings', mode: 'override', active: 2, maxRequests: 20 });
    expect(events).toEqual([]);
    start([anna], [bert]);
    expect(said().slice(2)).toEqual(['getNotebook', 'getSpeakers', 'getRequests']);
    expect(events).toEqual([
      {
        type: 'snapshot',
        state: {
          ...noMicrophones,
          mode: 'fifo',
          maxOpen: 2,
          maxRequests: 20,
          speakers: [anna],
          requests: [bert],
          seats: {
            [chair]: { present: true, chair: true },
            [anna]: { present: true, chair: false },
            [bert]: { present: true, chair: false },
          },
        },
      },
    ]);
    expect(driver.health().status?.code).toBe('ready');
  });

  test('a unit that may not be used says so', async () => {
    const { say, driver } = await connect({ isSilent: true });
    say({ type: 'refused', of: 'start', error: 0x2a9b });
    expect(driver.health().status).toEqual({ level: 'fault', code: 'no-licence' });
  });

  test('a protocol error at the start is another layout than the config names', async () => {
    const { raw, healths } = await connect({ isSilent: true });
    raw('20 70 44 00 18 00 00 00 00 00 00 00 00 00 00 00 95 2a 00 00 00 00 00 00');
    expect(healths.at(-1)?.status).toMatchObject({ level: 'fault', code: 'wrong-version' });
  });

  test('something else at the port is told apart from a unit', async () => {
    const { raw, healths, clock } = await connect({ isSilent: true });
    raw('48 54 54 50 2f 31 2e 31');
    await clock.advance(aliveIntervalMs + 10);
    expect(healths.at(-1)?.status).toMatchObject({ level: 'fault', code: 'wrong-device' });
  });

  test('the printed layout works as well as the met one', async () => {
    const { frames, events } = await connect({ layout: printedLayout });
    expect(frames[1]).toBe('43 1e 0a 03 10 00 00 00 00 00 00 00 00 00 00 00');
    expect(events[0]?.type).toBe('snapshot');
  });

  test('each uncertain fact is an option', () => {
    const config = { id: 'm', kind: 'bosch-dcn', address: 'tcp://192.0.2.10' };
    expect(layoutOf(dcnConfigSchema.parse(config))).toEqual(metLayout);
    expect(
      layoutOf(
        dcnConfigSchema.parse({
          ...config,
          headerOrder: 'kind-last',
          microphoneApplication: '0A',
          functionInData: false,
          booleanBytes: 2,
        }),
      ),
    ).toEqual(printedLayout);
    expect(dcnConfigSchema.safeParse({ ...config, booleanBytes: 3 }).success).toBe(false);
  });
});

describe('notifications', () => {
  test('who is added and removed is known at once', async () => {
    const { say, picture } = await connect();
    say({ type: 'speaker-added', unit: anna }, { type: 'speaker-added', unit: bert });
    expect(picture().speakers).toEqual([anna, bert]);
    say({ type: 'speaker-removed', unit: anna });
    expect(picture().speakers).toEqual([bert]);
    say({ type: 'speakers-cleared' });
    expect(picture().speakers).toEqual([]);
  });

  test('a list of which only a change is told is read again, once for many changes', async () => {
    const { say, said, picture } = await connect();
    const before = said().length;
    for (let count = 0; count < 5; count++) say({ type: 'requests-changed', by: 'requestInserted' });
    expect(said().slice(before)).toEqual(['getRequests']);
    say({ type: 'requests', entries: [bert, anna].map((unit) => ({ unit, delegate: 0xffff })) });
    expect(picture().requests).toEqual([bert, anna]);
    // One more may have changed while the first was read.
    expect(said().slice(before)).toEqual(['getRequests', 'getRequests']);
    say({ type: 'requests', entries: [{ unit: bert, delegate: 0xffff }] });
    expect(picture().requests).toEqual([bert]);
    expect(said().slice(before)).toHaveLength(2);
  });

  test('the chair’s microphone in the notebook is a speaker beside the list', async () => {
    const { say, picture } = await connect();
    say({ type: 'speaker-added', unit: anna }, { type: 'microphone', unit: chair, open: true });
    expect(picture().speakers).toEqual([anna, chair]);
    say({ type: 'microphone', unit: chair, open: false });
    expect(picture().speakers).toEqual([anna]);
  });

  test('a microphone that is on no list we know has us read the lists', async () => {
    const { say, said } = await connect();
    const before = said().length;
    say({ type: 'microphone', unit: bert, open: true });
    expect(said().slice(before)).toEqual(['getSpeakers']);
  });

  test('a mode and a limit that somebody sets are seen', async () => {
    const { say, picture } = await connect();
    say({ type: 'mode', mode: 'operator-requests' }, { type: 'active', count: 1 });
    expect(picture()).toMatchObject({ mode: 'manual', maxOpen: 1 });
  });

  test('a response that nobody waits for means nothing', async () => {
    const { say, picture, said } = await connect();
    say({ type: 'speaker-added', unit: anna });
    const before = said().length;
    say({ type: 'speakers', entries: [] }, { type: 'done', of: 'shift' });
    expect(picture().speakers).toEqual([anna]);
    expect(said().length).toBe(before);
  });

  test('after garbage everything is read again', async () => {
    const { say, said } = await connect();
    const before = said().length;
    say({ type: 'speaker-added', unit: 0 });
    expect(said().slice(before)).toEqual(['getSettings']);
  });
});

describe('commands and their evidence', () => {
  test.each([
    [
      { type: 'open', seat: anna },
      { type: 'appendSpeaker', unit: anna },
    ],
    [
      { type: 'open', seat: bert },
      { type: 'shift', unit: bert },
    ],
    [
      { type: 'open', seat: chair },
      { type: 'setMicrophone', unit: chair, open: true },
    ],
    [
      { type: 'close', seat: 600 },
      { type: 'removeSpeaker', unit: 600 },
    ],
    [{ type: 'close-delegates' }, { type: 'clearSpeakers' }],
    [{ type: 'open-next' }, { type: 'shift', unit: bert }],
    [
      { type: 'add-request', seat: anna },
      { type: 'appendRequest', unit: anna },
    ],
    [
      { type: 'end-request', seat: bert },
      { type: 'removeRequest', unit: bert },
    ],
    [{ type: 'end-all-requests' }, { type: 'clearRequests' }],
    [
      { type: 'set', settings: { mode: 'manual' } },
      { type: 'setMode', mode: 'operator-requests' },
    ],
    [
      { type: 'set', settings: { maxOpen: 2 } },
      { type: 'setActive', count: 2 },
    ],
  ] as const)('%j is asked as %j', async (command, request) => {
    const { start, driver, heard } = await connect({ isSilent: true });
    start([600], [bert]);
    void driver.submit(command);
    expect(heard.at(-1)).toEqual(request);
  });

  test('a response is an acknowledgement, and the lists are read behind it', async () => {
    const { driver, say, said } = await connect();
    const opened = driver.submit({ type: 'open', seat: anna });
    say({ type: 'done', of: 'appendSpeaker' });
    await expect(opened).resolves.toEqual({ ok: true, evidence: 'acknowledged' });
    expect(said().at(-1)).toBe('getSpeakers');
  });

  test('a refusal and a request that is not accepted end their command', async () => {
    const { driver, say } = await connect();
    const [refused, unknown] = [
      driver.submit({ type: 'open', seat: anna }),
      driver.submit({ type: 'end-all-requests' }),
    ];
    say({ type: 'refused', of: 'appendSpeaker', error: 0x0a01 });
    await expect(refused).resolves.toMatchObject({ ok: false, code: 'device-refused' });
    say({ type: 'speakers', entries: [] }, { type: 'requests', entries: [] });
    say({ type: 'not-accepted', of: 'clearRequests' });
    await expect(unknown).resolves.toMatchObject({ ok: false, code: 'device-refused' });
  });

  test('what was set counts when it is read', async () => {
    const { driver, say } = await connect();
    const set = driver.submit({ type: 'set', settings: { maxOpen: 2 } });
    say({ type: 'done', of: 'setActive' });
    say({ type: 'settings', mode: 'delegate-requests', active: 4, maxRequests: 20 });
    await expect(set).resolves.toMatchObject({ ok: false, code: 'device-refused' });
  });

  test('a command given up while it waits is not sent any more', async () => {
    const { driver, say, said, clock } = await connect();
    const before = said().length;
    const [first, second] = [
      driver.submit({ type: 'open', seat: anna }),
      driver.submit({ type: 'end-all-requests' }),
    ];
    await clock.advance(3100);
    await expect(Promise.all([first, second])).resolves.toMatchObject([
      { ok: false, code: 'device-deadline' },
      { ok: false, code: 'device-deadline' },
    ]);
    say({ type: 'done', of: 'appendSpeaker' });
    say({ type: 'speakers', entries: [] }, { type: 'requests', entries: [] });
    expect(said().slice(before)).not.toContain('clearRequests');
  });

  test.each([
    { type: 'set', settings: { maxRequests: 5 } },
    { type: 'set', settings: { maxOpen: 26 } },
    { type: 'order-requests', seats: [anna] },
    { type: 'open', seat: 70_000 },
  ] as const)('the unit cannot do %j', async (command) => {
    const { driver } = await connect();
    await expect(driver.submit(command)).resolves.toMatchObject({ code: 'device-unsupported' });
  });
});

describe('the sign of life', () => {
  test('a keep-alive every 5 s, and the unit’s own keeps the link', async () => {
    const { clock, frames, say, driver } = await connect();
    frames.length = 0;
    for (let count = 0; count < 6; count++) {
      await clock.advance(aliveIntervalMs);
      say({ type: 'keep-alive' });
    }
    expect(frames).toEqual(
      Array.from({ length: 6 }, () => '27 70 44 00 10 00 00 00 00 00 00 00 00 00 00 00'),
    );
    expect(driver.health()).toMatchObject({ link: 'up', losses: 0, status: { code: 'ready' } });
  });

  test('15 s without a word are the end of the link', async () => {
    const { clock, driver } = await connect();
    await clock.advance(3 * aliveIntervalMs + 10);
    expect(driver.health().status?.code).toBe('silent');
    await clock.advance(aliveIntervalMs);
    expect(driver.health().losses).toBe(1);
  });

  test('a request that is never answered is the end of the link', async () => {
    const { clock, driver, say } = await connect();
    void driver.submit({ type: 'open', seat: anna });
    for (let past = 0; past < answerMs; past += 2000) {
      await clock.advance(2000);
      say({ type: 'keep-alive' });
    }
    expect(driver.health()).toMatchObject({ losses: 1, reason: 'no response in time' });
  });
});
