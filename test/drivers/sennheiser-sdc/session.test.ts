/** The session with an SDC's control panel port against the manuals' own bytes. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { sdcConfigSchema } from '../../../drivers/sennheiser-sdc/config.ts';
import { sennheiserSdcKind } from '../../../drivers/sennheiser-sdc/driver.ts';
import {
  createSdcSession,
  quietMs,
  refreshMs,
  type SdcOptions,
} from '../../../drivers/sennheiser-sdc/session.ts';
import { applyMicrophoneEvent, noMicrophones } from '../../../protocols/models/microphones.ts';
import { sumOf } from '../../../protocols/sennheiser-sdc/framing.ts';
import { openScriptedLine, type ScriptedLine } from '../scripted-line.ts';

const resynchronise = '%1V0087\r';
const on1 = '%1L0001013E\r';
const off1 = '%1l0001015E\r';
const on2 = '%1L0002013F\r';
const allOff = '%1E0000D6\r';
const asks2 = '%1D00020137\r';
const defaults: SdcOptions = { switchOff: 'toggle', chairs: [] };

const connect = (options: Partial<SdcOptions> = {}): Promise<ScriptedLine> =>
  openScriptedLine(createSdcSession({ ...defaults, ...options }));

/** With a first picture of these open microphones and requests. */
async function connected(frames: string, options: Partial<SdcOptions> = {}): Promise<ScriptedLine> {
  const line = await connect(options);
  line.says(frames);
  await line.clock.advance(quietMs + 10);
  line.sent();
  return line;
}

describe('the picture', () => {
  test('the unit is asked for it, and what came until it is quiet is the snapshot', async () => {
    const line = await connect();
    expect(line.sent()).toBe(resynchronise);
    line.says(on1);
    await line.clock.advance(300);
    line.says(asks2);
    await line.clock.advance(300);
    expect(line.events).toEqual([]);
    await line.clock.advance(200);
    expect(line.events).toHaveLength(1);
    expect(line.picture()).toMatchObject({ speakers: [1], requests: [2], mode: null, maxOpen: null });
    expect(line.health().status?.code).toBe('ready');
  });

  test('nothing comes: whose microphone is open is not known, and the status says that the unit is silent', async () => {
    const { clock, events, health } = await connected('');
    await clock.advance(3 * refreshMs);
    expect(events).toEqual([]);
    expect(health().status).toEqual({ level: 'warning', code: 'silent' });
  });

  test('the first report makes it known: the question is asked again at once', async () => {
    const line = await connected('');
    line.says(on2);
    expect(line.sent()).toBe(resynchronise);
    line.says(on1 + on2);
    await line.clock.advance(quietMs + 10);
    expect(line.picture().speakers).toEqual([2, 1]);
    expect(line.health().status?.code).toBe('ready');
  });

  test('somebody spoke, and nothing comes upon the question: not known any more, instead of nobody', async () => {
    const line = await connected(on1);
    await line.clock.advance(refreshMs + quietMs + 10);
    expect(line.health()).toMatchObject({ losses: 1 });
    expect(line.picture().speakers).toEqual([1]);
  });

  test('reports that never stop do not put it off for ever', async () => {
    const line = await connect();
    for (let round = 0; round < 10; round++) {
      line.says(round % 2 === 0 ? on1 : off1);
      await line.clock.advance(300);
    }
    expect(line.events.length).toBeGreaterThan(0);
  });

  test('the question is repeated every 5 s and heals what was lost, a withdrawn request too', async () => {
    const line = await connected(on1 + asks2);
    await line.clock.advance(refreshMs - quietMs);
    expect(line.sent()).toBe(resynchronise);
    line.says(on1);
    await line.clock.advance(quietMs + 10);
    expect(line.picture()).toMatchObject({ speakers: [1], requests: [] });
  });

  test('who was first stays first, though the unit tells them in its own order', async () => {
    const line = await connected(on2);
    line.says(on1);
    await line.clock.advance(refreshMs - quietMs);
    line.says(on1 + on2);
    await line.clock.advance(quietMs + 10);
    expect(line.picture().speakers).toEqual([2, 1]);
  });
});

describe('what the unit reports', () => {
  test('on, request, on from the request, off, all off', async () => {
    const { says, picture } = await connected(allOff);
    says(on1 + asks2);
    expect(picture()).toMatchObject({ speakers: [1], requests: [2] });
    says(on2);
    expect(picture()).toMatchObject({ speakers: [1, 2], requests: [] });
    says(off1);
    expect(picture()).toMatchObject({ speakers: [2] });
    says('%1E0000D6\r');
    expect(picture()).toMatchObject({ speakers: [] });
  });

  test('a wrong sum is garbage and changes nothing', async () => {
    const { says, picture, health } = await connected(allOff);
    says('%1L0001013F\r');
    expect(picture().speakers).toEqual([]);
    expect(health().garbage).toBe(1);
  });
});

test('a line that names microphones without end does not fill the picture without end', async () => {
  const { says, picture } = await connected(allOff);
  for (let seat = 1; seat <= 3000; seat++) {
    const data = `1L${String(seat).padStart(4, '0')}`;
    says(`%${data}${sumOf(data)}\r`);
  }
  expect(picture().speakers.length).toBe(2000);
});

describe('switching', () => {
  test('on is “activate”, and the report is the proof', async () => {
    const { driver, sent, says } = await connected(allOff);
    const answer = driver.submit({ type: 'open', seat: 2 });
    expect(sent()).toBe('%1T00020147\r');
    says(on2);
    expect(await answer).toEqual({ ok: true, evidence: 'acknowledged' });
  });

  test('what is on already is not activated, and asking again proves it', async () => {
    const { driver, sent, says, clock } = await connected(on2);
    const answer = driver.submit({ type: 'open', seat: 2 });
    await clock.advance(450);
    expect(sent()).toBe(resynchronise);
    says(on2);
    await clock.advance(quietMs + 10);
    expect(await answer).toEqual({ ok: true, evidence: 'read-back' });
  });

  test.each([
    ['toggle', '%1T00020147\r'],
    ['small-letter', '%1t00020167\r'],
  ] as const)('off by %s is %j', async (switchOff, frame) => {
    const { driver, sent } = await connected(on2, { switchOff });
    void driver.submit({ type: 'close', seat: 2 });
    expect(sent()).toBe(frame);
  });

  test('off can be ruled out', async () => {
    const { driver } = await connected(on2, { switchOff: 'never' });
    expect(await driver.submit({ type: 'close', seat: 2 })).toMatchObject({ code: 'device-unsupported' });
  });

  test('two commands to switch off toggle once', async () => {
    const { driver, sent } = await connected(on1 + on2);
    void driver.submit({ type: 'close', seat: 2 });
    void driver.submit({ type: 'close-all' });
    expect(sent()).toBe('%1T00020147\r%1T00010146\r');
  });

  test('delegates off leaves the chairs', async () => {
    const { driver, sent } = await connected(on1 + on2, { chairs: [1] });
    void driver.submit({ type: 'close-delegates' });
    expect(sent()).toBe('%1T00020147\r');
  });

  test('a unit that speaks and does not show the effect has refused', async () => {
    const { driver, says, clock } = await connected(on1);
    const answer = driver.submit({ type: 'open', seat: 2 });
    await clock.advance(450);
    says(on1);
    await clock.advance(quietMs + 10);
    expect(await answer).toEqual({ ok: false, code: 'device-refused', effect: 'none' });
  });

  test('where nothing at all comes, the effect is unknown', async () => {
    const { driver, clock } = await connected(allOff);
    const opened = driver.submit({ type: 'open', seat: 2 });
    const closed = driver.submit({ type: 'close', seat: 1 });
    await clock.advance(1000);
    expect(await opened).toEqual({ ok: false, code: 'device-refused', effect: 'unknown' });
    expect(await closed).toEqual({ ok: true, evidence: 'sent' });
  });

  test('where nothing comes although somebody spoke, the unit counts as gone', async () => {
    const { driver, clock } = await connected(on1);
    const closed = driver.submit({ type: 'close', seat: 1 });
    await clock.advance(1000);
    expect(await closed).toEqual({ ok: false, code: 'device-offline', effect: 'unknown' });
  });

  test('the mode is set and known as sent only', async () => {
    const { driver, sent, picture } = await connected(allOff);
    expect(await driver.submit({ type: 'set', settings: { mode: 'fifo' } })).toEqual({
      ok: true,
      evidence: 'sent',
    });
    expect(sent()).toBe('%1U0400EA\r');
    expect(picture().mode).toBeNull();
    expect(await driver.submit({ type: 'set', settings: { mode: 'fifo', maxOpen: 2 } })).toMatchObject({
      code: 'device-unsupported',
    });
    expect(await driver.submit({ type: 'set', settings: { mode: 'voice' } })).toMatchObject({
      code: 'device-unsupported',
    });
  });

  test('before the first picture nothing is activated', async () => {
    const line = await connect();
    line.sent();
    expect(await line.driver.submit({ type: 'open', seat: 2 })).toMatchObject({ code: 'device-offline' });
    expect(line.sent()).toBe('');
  });
});

test('the camera port is followed, with the misprints of the manual', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('%1R0053\r%S00000113\r%M00030110\r%P00010111\r%m00030130\r');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const config = sdcConfigSchema.parse({
    id: 'm',
    kind: 'sennheiser-sdc',
    address: `tcp://127.0.0.1:${port}`,
    port: 'camera',
  });
  let picture = noMicrophones;
  await new Promise<void>((resolve) => {
    const driver = sennheiserSdcKind.create(config, {
      clock: createSystemClock(),
      emit(event) {
        picture = applyMicrophoneEvent(picture, event);
        if (event.type !== 'lists' || !picture.speakers.includes(1) || picture.speakers.length > 1) return;
        driver.stop();
        resolve();
      },
      onHealth: () => undefined,
    });
    driver.start();
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(picture.seats).toEqual({ 1: { present: true, chair: true }, 3: { present: true, chair: false } });
});

test('the camera port only tells: no capabilities are shown for it', () => {
  const config = (port: 'panel' | 'camera') =>
    sdcConfigSchema.parse({ id: 'm', kind: 'sennheiser-sdc', address: 'serial:COM3', port });
  expect(config('panel').address).toEqual({ scheme: 'serial', path: 'COM3', baud: 19_200 });
  expect(sennheiserSdcKind.capabilities(config('panel'))).toMatchObject({ talkOn: true, requestList: true });
  expect(sennheiserSdcKind.capabilities(config('camera'))).toMatchObject({
    talkOn: false,
    talkOff: false,
    requestList: false,
    settings: false,
  });
});

test('behind a converter that passes the line on as datagrams it is the same', async () => {
  const unit = createSocket('udp4');
  await new Promise<void>((resolve) => unit.bind(0, '127.0.0.1', resolve));
  unit.on('message', (_data, from) => unit.send(on1, from.port, from.address));
  const config = sdcConfigSchema.parse({
    id: 'mikrofone',
    kind: 'sennheiser-sdc',
    address: `udp://127.0.0.1:${unit.address().port}`,
  });
  const driver = await new Promise<ReturnType<typeof sennheiserSdcKind.create>>((resolve) => {
    const made = sennheiserSdcKind.create(config, {
      clock: createSystemClock(),
      emit(event) {
        if (event.type !== 'snapshot') return;
        expect(event.state.speakers).toEqual([1]);
        resolve(made);
      },
      onHealth: () => undefined,
    });
    made.start();
  });
  driver.stop();
  await new Promise<void>((resolve) => unit.close(() => resolve()));
});
