/** The driver against a hall of keypads and a broker, joined in memory: nothing lost, nothing counted twice or for somebody else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMqttKeypadsSession } from '../../../drivers/mqtt-keypads/session.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { encodeKeypad } from '../../../protocols/mqtt-keypads/topics.ts';
import { createMqttKeypads } from '../../../simulators/mqtt-keypads/device.ts';
import { createRandom } from '../../../simulators/world/random.ts';
import { openVotingHall, type VotingHall } from '../sunvote/voting-hall.ts';
import { createBroker } from './broker.ts';

const prefix = 'saal';
type Keypads = ReturnType<typeof createMqttKeypads>;

async function openHall({ seats = 5, seed = 1 }: { seats?: number; seed?: number } = {}) {
  const clock = createVirtualClock();
  const keypads = createMqttKeypads({
    seats: Array.from({ length: seats }, (_, index) => ({ seat: index + 1, name: '', chair: false })),
    clock,
    random: createRandom(seed),
    onMicrophone: () => undefined,
    prefix,
  });
  const broker = createBroker(keypads);
  const hall = await openVotingHall(createMqttKeypadsSession({ prefix, keys: 5 }), broker, clock);
  return { keypads, broker, hall };
}

/** What the keypads themselves count, as options. */
const counted = (keypads: Keypads): Record<string, number | null> =>
  Object.fromEntries(Object.entries(keypads.truth().votes.pressed).map(([keypad, key]) => [keypad, key - 1]));
const drained = (hall: VotingHall): boolean => hall.state().phase === 'drained';
const drain = async (hall: VotingHall, ballot: string): Promise<void> => {
  await hall.close(ballot);
  await hall.until(() => drained(hall));
};

describe('a whole ballot', () => {
  test('every seat presses, one changes its mind and back, and what is drained is what was pressed', async () => {
    const { keypads, hall } = await openHall();
    expect(hall.state()).toEqual({ ballot: null, phase: 'idle', totals: null });
    await hall.open('b-1');
    expect(hall.state()).toEqual({ ballot: 'b-1', phase: 'open', totals: null });
    for (const seat of [1, 2, 3, 4, 5]) keypads.pressKey(String(seat), (seat % 3) + 1);
    for (const key of [1, 2, 1]) keypads.pressKey('2', key);
    await hall.close('b-1');
    expect(hall.state().phase).toBe('closed');
    const closedAt = hall.clock.now();
    await hall.until(() => drained(hall));
    // Every keypad has said that nothing waits: nobody is waited for in vain.
    expect(hall.clock.now() - closedAt).toBeLessThan(1500);
    expect(hall.result('b-1')).toEqual({ 1: 1, 2: 0, 3: 0, 4: 1, 5: 2 });
    expect(hall.result('b-1')).toEqual(counted(keypads));
    expect(hall.health()).toMatchObject({ garbage: 0, deadlines: 0, losses: 0 });
  });

  test('presses before the opening and after the close are nobody’s', async () => {
    const { keypads, hall } = await openHall();
    keypads.pressKey('1', 1);
    await hall.open('b-1');
    await hall.close('b-1');
    keypads.pressKey('2', 1);
    await hall.until(() => drained(hall));
    await hall.clock.advance(5000);
    expect(hall.casts).toEqual([]);
  });

  test('the same ballot again is nothing new; more options than keys there are not', async () => {
    const { hall } = await openHall();
    await hall.open('b-1');
    const before = hall.events.length;
    await hall.open('b-1');
    expect(hall.events).toHaveLength(before);
    await expect(hall.open('b-2', 6)).rejects.toThrow('device-unsupported');
  });

  test('a press of another ballot is no vote of this one, and its keypad is told so', async () => {
    const { keypads, broker, hall } = await openHall();
    await hall.open('b-1');
    const told: string[] = [];
    broker.accept({
      send: ({ topic, payload }) => void (topic.endsWith('/accepted') && told.push(payload)),
      close: () => undefined,
    });
    keypads.fault('stale', { keypad: 3 });
    await hall.clock.advance(100);
    expect(hall.casts).toEqual([]);
    expect(told).toEqual([
      expect.stringMatching(/an-earlier-one.*"press":1,"stored":false,"reason":"other-ballot"/),
    ]);
  });

  test('a key that stands for no option is none of them; unknown keypads are told as they are', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('out-of-range', { keypad: 2 });
    keypads.fault('unknown-keypad', {});
    await hall.clock.advance(100);
    expect(hall.result('b-1')).toEqual({ 2: null, unbekannt: 0 });
  });

  test('retained presses, long payloads and wrong types are garbage', async () => {
    const { keypads, broker, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('hostile', {});
    await hall.clock.advance(100);
    expect(hall.health().garbage).toBe(5);
    const retained = { ballot: 'b-1', boot: 'abcd', press: 1, key: 1 } as const;
    broker.publish({ ...encodeKeypad(prefix, { type: 'press', keypad: '9', ...retained }), retain: true });
    await hall.clock.advance(100);
    hall.cut();
    await hall.until(() => hall.health().status?.code === 'ready');
    expect(hall.casts.filter(({ id }) => id === 'abcd.1')).toHaveLength(1);
  });

  test('ten thousand ids are not kept', async () => {
    const { broker, hall } = await openHall();
    await hall.open('b-1');
    for (let id = 0; id < 10_000; id++)
      broker.publish({
        topic: `${prefix}/votes/keypads/x${id}/press`,
        payload: '{"ballot":"b-1","boot":"abcd","press":1,"key":1}',
        retain: false,
      });
    await hall.clock.advance(100);
    expect(hall.casts.length).toBeLessThanOrEqual(512);
    expect(hall.health().garbage).toBeGreaterThan(9000);
  });
});

describe('stored first, accepted then', () => {
  test('while the disk does not answer no keypad is told that its press is accepted', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    hall.disk.works = false;
    keypads.pressKey('1', 1);
    await hall.clock.advance(3000);
    // Repeated by its keypad, told once.
    expect(hall.casts).toHaveLength(1);
    await hall.close('b-1');
    await hall.clock.advance(20_000);
    expect(hall.state().phase).toBe('closed');
    hall.disk.works = true;
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 1: 0 });
    expect(new Set(hall.casts.map(({ id }) => id)).size).toBe(1);
  });

  test('a press that does not count is told so', async () => {
    const { keypads, broker, hall } = await openHall();
    await hall.open('b-1');
    hall.disk.works = false;
    const told: string[] = [];
    broker.accept({
      send: ({ topic, payload }) => void (topic.endsWith('/accepted') && told.push(payload)),
      close: () => undefined,
    });
    keypads.pressKey('1', 1);
    await hall.clock.advance(10);
    const receipt = hall.casts[0]?.receipt ?? 0;
    await hall.driver.submit({ type: 'acknowledge-cast', receipt, stored: false });
    await hall.clock.advance(10);
    expect(told).toEqual([expect.stringContaining('"stored":false,"reason":"not-counted"')]);
    expect(keypads.truth().votes.pressed).toEqual({});
  });

  test('lost presses and lost answers are repeated; doubled and re-ordered ones count once', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('lose', { count: 2 });
    keypads.fault('deaf', { count: 2 });
    keypads.fault('double', {});
    keypads.pressKey('1', 2);
    keypads.pressKey('1', 3);
    keypads.pressKey('2', 1);
    await hall.clock.advance(200);
    keypads.fault('old-press', { keypad: 1 });
    await hall.clock.advance(4000);
    keypads.fault('old-press', { keypad: 1 });
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 1: 2, 2: 0 });
    expect(hall.result('b-1')).toEqual(counted(keypads));
  });

  test('a hundred voters at once', async () => {
    const { keypads, hall } = await openHall({ seats: 100 });
    await hall.open('b-1');
    for (let seat = 1; seat <= 100; seat++) keypads.pressKey(String(seat), (seat % 3) + 1);
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual(counted(keypads));
    expect(Object.keys(hall.result('b-1'))).toHaveLength(100);
  });

  test('presses that are slow come after the close and before it is drained', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('slow', { ms: 900 });
    keypads.pressKey('4', 2);
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 4: 1 });
  });

  test('a keypad that never says that it has settled is waited for, and not for ever', async () => {
    const { keypads, broker, hall } = await openHall();
    const status = { type: 'status', keypad: '9', boot: 'abcd', online: true, battery: null } as const;
    broker.publish(encodeKeypad(prefix, status));
    await hall.open('b-1');
    keypads.pressKey('1', 1);
    await hall.close('b-1');
    await hall.clock.advance(4000);
    expect(hall.state().phase).toBe('closed');
    await hall.clock.advance(1500);
    expect(hall.state().phase).toBe('drained');
  });

  test('one whose last will has come is not waited for', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('offline', { keypad: 2 });
    await hall.close('b-1');
    await hall.clock.advance(1000);
    expect(hall.state().phase).toBe('drained');
  });
});

describe('keypads that go and come', () => {
  test('out of reach, a press waits, and is handed in on the return', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('offline', { keypad: 1 });
    keypads.pressKey('1', 2);
    await hall.clock.advance(5000);
    expect(hall.casts).toEqual([]);
    keypads.fault('offline', { keypad: 1, on: false });
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 1: 1 });
  });

  test('out of reach over the end of the ballot: what it holds is no vote of the next one', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('offline', { keypad: 1 });
    keypads.pressKey('1', 2);
    await drain(hall, 'b-1');
    await hall.open('b-2');
    keypads.fault('offline', { keypad: 1, on: false });
    await hall.clock.advance(5000);
    expect(hall.result('b-2')).toEqual({});
    keypads.pressKey('1', 3);
    await drain(hall, 'b-2');
    expect(hall.result('b-2')).toEqual({ 1: 2 });
  });

  test('a keypad that was switched off and on is the same one, and its presses are new ones', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.pressKey('1', 1);
    await hall.clock.advance(100);
    keypads.fault('reboot', { keypad: 1 });
    keypads.pressKey('1', 2);
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 1: 1 });
    expect(hall.health()).toMatchObject({ garbage: 0, status: { code: 'ready' } });
  });
});

describe('two keypads with one id', () => {
  const twiceStatus = { level: 'warning', code: 'keypad-twice', detail: '2' };

  test('neither’s presses mean an option once both have been heard, and it is said which id it is', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.pressKey('2', 1);
    await hall.clock.advance(100);
    keypads.fault('twin', { keypad: 2, key: 2 });
    await hall.clock.advance(100);
    keypads.pressKey('2', 1);
    keypads.pressKey('3', 1);
    await hall.clock.advance(100);
    expect(hall.health().status).toEqual(twiceStatus);
    expect(hall.health().garbage).toBe(1);
    expect(hall.result('b-1')).toEqual({ 2: null, 3: 0 });
    await drain(hall, 'b-1');
    await hall.open('b-2');
    keypads.pressKey('2', 1);
    await drain(hall, 'b-2');
    expect(hall.result('b-2')).toEqual({ 2: null });
    expect(keypads.truth().votes.pressed).toEqual({});
  });

  test('also where the first one does not press but says that it lives', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    await hall.clock.advance(1000);
    keypads.fault('twin', { keypad: 2, key: 2 });
    await hall.clock.advance(100);
    expect(hall.result('b-1')).toEqual({ 2: 1 });
    await hall.clock.advance(31_000);
    expect(hall.health().status).toEqual(twiceStatus);
    expect(hall.result('b-1')).toEqual({ 2: null });
  });

  test('the last will of the boot before a restart is no second keypad', async () => {
    const { keypads, broker, hall } = await openHall();
    await hall.open('b-1');
    const before = [...broker.retained].find(([topic]) => topic.endsWith('/keypads/2/status'))?.[1] ?? '';
    keypads.fault('reboot', { keypad: 2 });
    await hall.clock.advance(100);
    const will = before.replace('true', 'false');
    broker.publish({ topic: `${prefix}/votes/keypads/2/status`, payload: will, retain: true });
    keypads.pressKey('2', 1);
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 2: 0 });
    expect(hall.health().status?.code).toBe('ready');
  });

  test('once one of them has been silent for five minutes the other is itself again', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('twin', { keypad: 2, key: 2 });
    await hall.clock.advance(31_000);
    expect(hall.health().status).toEqual(twiceStatus);
    keypads.fault('offline', { keypad: 2 });
    await hall.clock.advance(335_000);
    expect(hall.health().status?.code).toBe('ready');
    expect(hall.result('b-1')).toEqual({ 2: null });
    keypads.fault('twin', { keypad: 2, key: 3 });
    await hall.clock.advance(100);
    expect(hall.result('b-1')).toEqual({ 2: 2 });
  });
});

describe('a link or a broker that ends', () => {
  test('in mid-ballot: the ballot goes on, and what was pressed meanwhile comes', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    hall.disk.works = false;
    keypads.pressKey('1', 1);
    await hall.clock.advance(100);
    hall.cut();
    hall.disk.works = true;
    keypads.pressKey('2', 2);
    await hall.until(() => Object.keys(hall.result('b-1')).length === 2);
    expect(hall.state()).toEqual({ ballot: 'b-1', phase: 'open', totals: null });
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual(counted(keypads));
  });

  test('a broker without a store: the keypads are told of the ballot again', async () => {
    const { keypads, broker, hall } = await openHall();
    await hall.open('b-1');
    hall.cut();
    broker.forget();
    await hall.until(() => broker.retained.has(`${prefix}/votes/ballot`));
    keypads.pressKey('3', 3);
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 3: 2 });
  });

  test('a ballot that is left over from long ago is told as what the keypads do, and gives way', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    keypads.pressKey('1', 1);
    await hall.clock.advance(100);
    hall.restart();
    await hall.until(() => hall.health().status?.code === 'ready');
    expect(hall.state()).toEqual({ ballot: 'b-1', phase: 'open', totals: null });
    await hall.open('b-2');
    keypads.pressKey('2', 2);
    await drain(hall, 'b-2');
    expect(hall.result('b-2')).toEqual({ 2: 1 });
  });

  test('a program that was killed in mid-ballot finds it open, and no press is lost', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    hall.disk.works = false;
    keypads.pressKey('1', 2);
    await hall.clock.advance(100);
    hall.disk.works = true;
    hall.restart();
    await hall.until(() => hall.state().phase === 'open');
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 1: 1 });
  });

  test('while draining: closed and drained again, also for a program that is new', async () => {
    const { keypads, hall } = await openHall();
    await hall.open('b-1');
    hall.disk.works = false;
    keypads.pressKey('1', 2);
    await hall.close('b-1');
    hall.disk.works = true;
    hall.restart();
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 1: 1 });
    hall.cut();
    const before = hall.events.length;
    await hall.until(() => hall.events.length > before);
    expect(hall.state()).toEqual({ ballot: 'b-1', phase: 'drained', totals: null });
  });

  test('a close of a ballot that only the daemon remembers brings what the keypads hold', async () => {
    const { keypads, broker, hall } = await openHall();
    await hall.open('b-1');
    hall.disk.works = false;
    keypads.pressKey('1', 2);
    await hall.clock.advance(100);
    hall.disk.works = true;
    broker.forget();
    hall.restart();
    await hall.until(() => hall.health().status?.code === 'ready');
    expect(hall.state().phase).toBe('idle');
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 1: 1 });
  });

  test('a broker that passes nothing on ends the link', async () => {
    const { broker, hall } = await openHall();
    broker.mute(true);
    await hall.until(() => hall.health().losses === 1, 12_000);
  });

  test('a stranger’s ballot is written over, and nothing of it is ours', async () => {
    const { keypads, broker, hall } = await openHall();
    await hall.open('b-1');
    keypads.fault('foreign-ballot', {});
    keypads.pressKey('1', 1);
    await hall.clock.advance(100);
    expect(hall.health().garbage).toBe(1);
    expect(hall.casts).toEqual([]);
    await hall.clock.advance(5100);
    expect(broker.retained.get(`${prefix}/votes/ballot`)).toContain('"ballot":"b-1"');
    keypads.pressKey('1', 2);
    await drain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ 1: 1 });
  });
});

test('200 seeded evenings: random presses, losses, cuts and keypads that go and come', async () => {
  const key = fc.integer({ min: 1, max: 3 });
  const seat = fc.integer({ min: 1, max: 8 });
  const act = fc.oneof(
    { weight: 12, arbitrary: fc.record({ act: fc.constant('press' as const), seat, key }) },
    { weight: 5, arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.nat(1500) }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constantFrom('cut' as const, 'forget' as const, 'restart' as const) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        act: fc.constant('fault' as const),
        name: fc.constantFrom('lose', 'deaf', 'double', 'offline', 'slow', 'stale', 'old-press', 'hostile'),
        on: fc.boolean(),
        seat,
      }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), fc.nat(999), async (acts, seed) => {
      const { keypads, broker, hall } = await openHall({ seats: 8, seed });
      await hall.open('b-1');
      for (const one of acts) {
        if (one.act === 'press') keypads.pressKey(String(one.seat), one.key);
        else if (one.act === 'wait') await hall.clock.advance(one.ms);
        else if (one.act === 'cut') hall.cut();
        else if (one.act === 'restart') hall.restart();
        else if (one.act === 'forget') {
          broker.forget();
          hall.cut();
        } else if (one.act === 'fault')
          keypads.fault(one.name, { on: one.on, count: 1, keypad: one.seat, ms: one.on ? 300 : 0 });
      }
      for (let id = 1; id <= 8; id++) keypads.fault('offline', { keypad: id, on: false });
      await hall.until(() => hall.health().status?.code === 'ready');
      await hall.open('b-1');
      await drain(hall, 'b-1');
      expect(hall.result('b-1')).toEqual(counted(keypads));
    }),
    { seed: 20_261_127, numRuns: 200 },
  );
});
