/** What is special to contacts and buttons on MQTT; the common part is in test/conformance/. */
import { describe, expect, test } from 'vitest';
import {
  createMqttButtonsSession,
  echoIntervalMs,
  type MqttButtonsOptions,
} from '../../../drivers/mqtt-buttons/session.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneEvent,
} from '../../../protocols/models/microphones.ts';
import type { TopicMessage } from '../../../protocols/mqtt-buttons/topics.ts';

const prefix = 'saal';

/** A broker written out here: it echoes, keeps what is retained, and can fall silent. */
async function connected(options: Partial<MqttButtonsOptions> = {}, retained: string[] = []) {
  const clock = createVirtualClock();
  const events: MicrophoneEvent[] = [];
  const sent: string[] = [];
  let picture = noMicrophones;
  let sink: LinkSink<TopicMessage> | null = null;
  let silent = false;
  const hear = (topic: string, payload: string): void =>
    sink?.received({ topic: `${prefix}/${topic}`, payload, retain: false });
  const driver = runSession({
    session: createMqttButtonsSession({ prefix, units: {}, buttons: 'none', chairs: [], ...options }),
    transport: createMemoryTransport<TopicMessage, TopicMessage>({
      opened(opened) {
        sink = opened;
        opened.up();
      },
      received({ topic, payload, retain }) {
        if (topic === `${prefix}/echo`) {
          if (silent) return;
          hear('echo', payload);
          for (const one of retained.splice(0)) hear(one.split(' ')[0] ?? '', one.split(' ')[1] ?? '');
        } else sent.push(`${topic.slice(prefix.length + 1)} ${payload}${retain ? ' retained' : ''}`);
      },
      closed() {
        sink = null;
      },
    }),
    clock,
    emit(event) {
      events.push(event);
      picture = applyMicrophoneEvent(picture, event);
    },
    onHealth: () => undefined,
  });
  driver.start();
  await clock.advance(1000);
  return {
    clock,
    driver,
    events,
    sent,
    hear,
    picture: () => picture,
    silence: (on: boolean) => {
      silent = on;
    },
  };
}

describe('the picture', () => {
  test('what comes behind the echo still belongs to the first picture', async () => {
    const { events } = await connected({}, ['seats/3/microphone on', 'seats/4/request on']);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'snapshot', state: { speakers: [3], requests: [4] } });
  });

  test('an echo that does not come back ends the link: what was said meanwhile is lost', async () => {
    const { clock, driver, silence } = await connected();
    silence(true);
    await clock.advance(2 * echoIntervalMs + 10);
    expect(driver.health().losses).toBe(1);
    silence(false);
    await clock.advance(10_000);
    expect(driver.health().status?.code).toBe('ready');
  });

  test('units that are no numbers are the seats that the config names', async () => {
    const { hear, picture } = await connected({ units: { 'pult-a': 17 } });
    hear('seats/pult-a/microphone', 'on');
    hear('seats/9/microphone', 'on');
    expect(picture().speakers).toEqual([17, 9]);
  });

  test('an unknown unit has a seat of its own, the same each time, and can be switched', async () => {
    const one = await connected();
    one.hear('seats/empore/microphone', 'on');
    const [seat = 0] = one.picture().speakers;
    expect(seat).toBeGreaterThan(60_000);
    expect(one.picture().seats[seat]?.name).toBe('empore');
    void one.driver.submit({ type: 'close', seat });
    expect(one.sent).toEqual(['seats/empore/microphone/set off']);
    const two = await connected();
    two.hear('seats/empore/microphone', 'on');
    expect(two.picture().speakers).toEqual([seat]);
  });
});

describe('wishes', () => {
  test('the unit’s state is the answer, and another state than the wish is a refusal', async () => {
    const { driver, hear, sent } = await connected();
    hear('seats/3/microphone', 'off');
    const opened = driver.submit({ type: 'open', seat: 3 });
    expect(sent).toEqual(['seats/3/microphone/set on']);
    hear('seats/3/microphone', 'on');
    await expect(opened).resolves.toEqual({ ok: true, evidence: 'acknowledged' });
    const again = driver.submit({ type: 'add-request', seat: 3 });
    hear('seats/3/request', 'off');
    await expect(again).resolves.toEqual({ ok: false, code: 'device-refused', effect: 'none' });
  });

  test('no state comes: the deadline, and the effect is unknown', async () => {
    const { clock, driver, hear } = await connected();
    hear('seats/3/microphone', 'off');
    const opened = driver.submit({ type: 'open', seat: 3 });
    await clock.advance(3100);
    await expect(opened).resolves.toEqual({ ok: false, code: 'device-deadline', effect: 'unknown' });
  });

  test('all delegates off spares the chair; nobody to switch off is done already', async () => {
    const { driver, hear, sent } = await connected({ chairs: [1] });
    await expect(driver.submit({ type: 'close-all' })).resolves.toMatchObject({ ok: true });
    for (const seat of [1, 2, 3]) hear(`seats/${seat}/microphone`, 'on');
    const closed = driver.submit({ type: 'close-delegates' });
    expect(sent).toEqual(['seats/2/microphone/set off', 'seats/3/microphone/set off']);
    for (const seat of [2, 3]) hear(`seats/${seat}/microphone`, 'off');
    await expect(closed).resolves.toMatchObject({ ok: true });
  });

  test('a seat that nobody has heard of cannot be switched; modes are nothing a contact has', async () => {
    const { driver } = await connected();
    await expect(driver.submit({ type: 'open', seat: 77 })).resolves.toMatchObject({
      code: 'device-refused',
    });
    await expect(driver.submit({ type: 'set', settings: { mode: 'auto' } })).resolves.toMatchObject({
      code: 'device-unsupported',
    });
  });
});

describe('bare buttons', () => {
  test('a press is a request, a second takes it back, and at an open microphone it ends the speech', async () => {
    const { hear, sent } = await connected({ buttons: 'request' });
    hear('seats/5/button', 'press');
    expect(sent.splice(0)).toEqual(['seats/5/request on retained']);
    hear('seats/5/request', 'on');
    hear('seats/5/button', 'press');
    expect(sent.splice(0)).toEqual(['seats/5/request off retained']);
    hear('seats/5/microphone', 'on');
    hear('seats/5/button', 'press');
    expect(sent).toEqual(['seats/5/microphone/set off']);
  });

  test('or it is the microphone', async () => {
    const { hear, sent } = await connected({ buttons: 'microphone' });
    hear('seats/5/button', 'press');
    hear('seats/5/microphone', 'on');
    hear('seats/5/button', 'press');
    expect(sent).toEqual(['seats/5/microphone/set on', 'seats/5/microphone/set off']);
  });

  test('with a controller behind it, it is its business', async () => {
    const { hear, sent } = await connected();
    hear('seats/5/button', 'press');
    expect(sent).toEqual([]);
  });
});
