/** Camera outputs that only tell: TLVCAM1, TLVCAM2 and the camera port of the SDC, in the documents' own bytes. */
import { createSocket } from 'node:dgram';
import { describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { createTlvcamSession } from '../../../drivers/televic-tlvcam/announcements.ts';
import { tlvcamConfigSchema, type TlvcamConfig } from '../../../drivers/televic-tlvcam/config.ts';
import { televicTlvcamKind } from '../../../drivers/televic-tlvcam/driver.ts';
import { silenceMs } from '../../../drivers/televic-tlvcam/session.ts';
import { openScriptedLine, type ScriptedLine } from '../scripted-line.ts';

const nobody = '%S00000113\r';
const on3 = '%M00030110\r';
const off3 = '%m00030130\r';

const connect = (options: Partial<TlvcamConfig> = {}): Promise<ScriptedLine> =>
  openScriptedLine(
    createTlvcamSession({
      protocol: 'tlvcam1',
      checksum: 'sum',
      acknowledge: false,
      chairs: [],
      ...options,
    }),
  );

describe('TLVCAM1', () => {
  test('the first synchronisation is the snapshot, and news before it wait for it', async () => {
    const { says, events, picture, health } = await connect();
    says(on3);
    expect(events).toEqual([]);
    expect(health().status?.code).toBe('synchronising');
    says('%S00030116\r');
    expect(events).toHaveLength(1);
    expect(picture()).toMatchObject({ speakers: [3], seats: { 3: { present: true, chair: false } } });
    expect(health().status?.code).toBe('ready');
  });

  test('on and off of delegates and chair, all off, and the reset', async () => {
    const { says, picture } = await connect();
    says(nobody + on3 + '%P00010111\r');
    expect(picture()).toMatchObject({ speakers: [3, 1], seats: { 1: { present: true, chair: true } } });
    says('%p00010131\r');
    expect(picture().speakers).toEqual([3]);
    says('%V00000116\r');
    expect(picture().speakers).toEqual([]);
    says(on3 + '%R0052\r');
    expect(picture().speakers).toEqual([]);
  });

  test('a lost message is healed by the next synchronisation, and who was first stays first', async () => {
    const { says, picture } = await connect();
    says(nobody + on3 + '%S000300020004029C\r');
    expect(picture().speakers).toEqual([3, 2, 4]);
    says('%S0002000301D8\r');
    expect(picture().speakers).toEqual([3, 2]);
    says('%S000300020004029C\r');
    says('%S0002000401D9\r');
    expect(picture().speakers).toEqual([2, 4]);
    says(nobody);
    expect(picture().speakers).toEqual([]);
  });

  test('two missed synchronisations end the link', async () => {
    const { says, clock, health } = await connect();
    says(nobody);
    await clock.advance(silenceMs - 100);
    expect(health()).toMatchObject({ link: 'up', losses: 0 });
    says(on3);
    await clock.advance(silenceMs - 100);
    expect(health().losses).toBe(0);
    await clock.advance(200);
    expect(health().losses).toBe(1);
  });

  test('messages are acknowledged only where the config says so', async () => {
    const silent = await connect();
    silent.says(nobody + on3);
    expect(silent.sent()).toBe('');
    const acknowledging = await connect({ acknowledge: true });
    acknowledging.says(nobody + on3 + 'x\r');
    expect(acknowledging.sent()).toBe('\x06\x06');
  });

  test('a true CRC is read where the sum is not looked at', async () => {
    const { says, picture } = await connect({ checksum: 'any' });
    says('%S0000ABCD\r%M0003BEEF\r');
    expect(picture().speakers).toEqual([3]);
  });

  test('nothing can be commanded', async () => {
    const { driver, says } = await connect();
    says(nobody);
    expect(await driver.submit({ type: 'open', seat: 3 })).toEqual({
      ok: false,
      code: 'device-unsupported',
      effect: 'none',
    });
  });

  test('the reset of the SDC is the same message as printed and by the rule', async () => {
    const { says, picture, health } = await connect();
    for (const reset of ['%1r000052\r', '%1r000103\r']) {
      says(nobody + on3 + reset);
      expect(picture().speakers).toEqual([]);
    }
    says('%1R0053\r' + on3 + off3);
    expect(health().garbage).toBe(0);
  });
});

test.each(['tlvcam1', 'tlvcam2'] as const)(
  'a line that names microphones without end (%s)',
  async (protocol) => {
    const { says, picture } = await connect({ protocol, checksum: 'any' });
    says(nobody);
    for (let number = 1; number <= 3000; number++) {
      const digits = String(number).padStart(4, '0');
      says(protocol === 'tlvcam1' ? `%M${digits}0000\r` : `$1${digits}\r\n`);
    }
    expect(picture().speakers.length).toBe(2000);
    expect(Object.keys(picture().seats).length).toBe(2000);
  },
);

describe('TLVCAM2', () => {
  test('there is no synchronisation: nobody speaks until we hear of it', async () => {
    const { says, picture, events, health, clock } = await connect({ protocol: 'tlvcam2' });
    expect(events).toHaveLength(1);
    expect(health().status?.code).toBe('ready');
    says('$10003\r\n$10004\r\n$20003\r\n');
    expect(picture().speakers).toEqual([4]);
    await clock.advance(10 * silenceMs);
    expect(health().link).toBe('up');
    says('&30000\r\n');
    expect(picture().speakers).toEqual([]);
  });

  test('it does not tell who the chair is; the config may', async () => {
    const { says, picture } = await connect({ protocol: 'tlvcam2', chairs: [3] });
    says('$10003\r\n$10004\r\n');
    expect(picture().seats).toEqual({
      3: { present: true, chair: true },
      4: { present: true, chair: false },
    });
  });
});

test('over UDP we listen on the port that the unit sends to', async () => {
  const probe = createSocket('udp4');
  await new Promise<void>((resolve) => probe.bind(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  const config = tlvcamConfigSchema.parse({
    id: 'm',
    kind: 'televic-tlvcam',
    address: `udp://127.0.0.1:${port}`,
  });
  const unit = createSocket('udp4');
  const speakers = await new Promise<readonly number[]>((resolve) => {
    const driver = televicTlvcamKind.create(config, {
      clock: createSystemClock(),
      emit(event) {
        if (event.type !== 'snapshot') return;
        driver.stop();
        resolve(event.state.speakers);
      },
      onHealth(health) {
        if (health.link === 'up' && !health.heard) unit.send('%S00030116\r', port, '127.0.0.1');
      },
    });
    driver.start();
  });
  unit.close();
  expect(speakers).toEqual([3]);
});
