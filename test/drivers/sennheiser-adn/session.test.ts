/** The ADN session against the document's own bytes: what it says, when, and what it makes of the answers. */
import { describe, expect, test } from 'vitest';
import { adnConfigSchema } from '../../../drivers/sennheiser-adn/config.ts';
import { createAdnSession, pauseMs } from '../../../drivers/sennheiser-adn/session.ts';
import type { AdnOptions } from '../../../drivers/sennheiser-adn/commands.ts';
import { openScriptedLine, type ScriptedLine } from '../scripted-line.ts';

/** A unit with the wired places 1 to 3, of which the statuses can be changed. */
function unit(statuses: Record<string, number> = { 1: 7, 2: 7, 3: 7 }, mode = 1) {
  return (sent: string): string => {
    const [name = '', first, second] = sent.slice(0, -1).split(' ');
    if (name === 'MicStatus' || name === 'MicStatusSN') {
      const status = statuses[first ?? ''];
      return status === undefined ? 'error 1020: value out of range;' : `${name} ${first} ${status};`;
    }
    const values: Record<string, number> = { ConferenceMode: mode, MaxOpenMic: 4, MaxSpeakReqListLength: 10 };
    if (first === undefined) return `${name} ${values[name]};`;
    return second === undefined && name in values ? `${name} ${first};` : '';
  };
}

const defaults: AdnOptions = { positions: 3, units: {}, chairs: [], openInRequestMode: 'refuse' };
async function connected(
  options: Partial<AdnOptions> = {},
  answer: (sent: string) => string | undefined = unit(),
): Promise<ScriptedLine> {
  const line = await openScriptedLine(createAdnSession({ ...defaults, ...options }), answer);
  await line.clock.advance(2000);
  line.sent();
  return line;
}

describe('the first picture', () => {
  test('everything is asked for one by one, a tenth of a second apart', async () => {
    const line = await openScriptedLine(createAdnSession(defaults), unit());
    expect(line.sent()).toBe('ConferenceMode;');
    await line.clock.advance(pauseMs - 2);
    expect(line.sent()).toBe('');
    await line.clock.advance(2);
    expect(line.sent()).toBe('MaxOpenMic;');
    await line.clock.advance(4 * pauseMs);
    expect(line.sent()).toBe('MaxSpeakReqListLength;MicStatus 1;MicStatus 2;MicStatus 3;');
    expect(line.events).toEqual([]);
    await line.clock.advance(pauseMs);
    expect(line.events).toHaveLength(1);
    expect(line.health().status).toEqual({ level: 'ok', code: 'ready' });
  });

  test('places without a unit are no seats, and a muted microphone is an open one', async () => {
    const { picture } = await connected({}, unit({ 1: 1, 3: 2 }, 3));
    expect(Object.keys(picture().seats)).toEqual(['1', '3']);
    expect(picture()).toMatchObject({ mode: 'manual', maxOpen: 4, maxRequests: 10, speakers: [1, 3] });
  });

  test('a question without an answer is asked again before the picture counts', async () => {
    const answers = unit();
    let lost = 1;
    const line = await openScriptedLine(createAdnSession(defaults), (sent) =>
      sent === 'MicStatus 2;' && lost-- > 0 ? undefined : answers(sent),
    );
    await line.clock.advance(900);
    expect(line.events).toEqual([]);
    await line.clock.advance(2000);
    expect(Object.keys(line.picture().seats)).toEqual(['1', '2', '3']);
  });

  test('wireless units are asked for by serial number, whose letter tells the chair', async () => {
    const { picture } = await connected(
      { positions: 0, units: { C1W100001: 1, D1W100017: 7 } },
      unit({ C1W100001: 7, D1W100017: 8 }),
    );
    expect(picture().seats).toEqual({
      1: { present: true, chair: true },
      7: { present: true, chair: false },
    });
    expect(picture().requests).toEqual([7]);
  });

  test('the config names the seat of a place, and the place whose number is taken gets another', async () => {
    const { picture } = await connected({ units: { '1': 3 } });
    const seats = Object.keys(picture().seats).map(Number);
    expect(seats).toContain(3);
    expect(seats).toContain(2);
    expect(seats).not.toContain(1);
    expect(seats.some((seat) => seat > 60_000)).toBe(true);
  });
});

describe('what the unit reports', () => {
  test('presses and requests are news at once; service states end both', async () => {
    const { picture, says } = await connected();
    says('MicStatus 2 8;MicStatus 1 1;');
    expect(picture()).toMatchObject({ requests: [2], speakers: [1] });
    says('MicStatus 2 1;');
    expect(picture()).toMatchObject({ requests: [], speakers: [1, 2] });
    says('MicStatus 2 10;MicStatus 1 7;');
    expect(picture()).toMatchObject({ requests: [], speakers: [] });
  });

  test('a wireless unit that the config does not know is shown under its serial number', async () => {
    const { picture, says } = await connected();
    says('MicStatusSN D1W100099 1;');
    const [seat = 0] = picture().speakers;
    expect(seat).toBeGreaterThan(60_000);
    expect(picture().seats[seat]).toEqual({ present: true, name: 'D1W100099', chair: false });
  });

  test('an update that was lost is healed by the round', async () => {
    const statuses = { 1: 7, 2: 7, 3: 7 };
    const { picture, clock } = await connected({}, unit(statuses));
    statuses[2] = 1;
    await clock.advance(4000);
    expect(picture().speakers).toEqual([2]);
  });
});

test('a unit that names places without end does not fill the picture without end', async () => {
  const { says, picture } = await connected();
  for (let from = 1000; from < 9000; from += 100)
    says(Array.from({ length: 100 }, (_, index) => `MicStatus ${from + index} 1;`).join(''));
  expect(Object.keys(picture().seats).length).toBeLessThanOrEqual(2000);
});

describe('switching', () => {
  test('the button is pressed where the picture says that it opens, and the update is the proof', async () => {
    const { driver, says, sent, clock } = await connected();
    const answer = driver.submit({ type: 'open', seat: 2 });
    await clock.advance(200);
    expect(sent()).toContain('MicButton 2;');
    says('MicStatus 2 1;');
    expect(await answer).toEqual({ ok: true, evidence: 'acknowledged' });
  });

  test('what is open already is only looked at', async () => {
    const statuses = { 1: 7, 2: 1, 3: 7 };
    const { driver, sent, clock } = await connected({}, unit(statuses));
    const answer = driver.submit({ type: 'open', seat: 2 });
    await clock.advance(500);
    expect(await answer).toEqual({ ok: true, evidence: 'read-back' });
    expect(sent()).not.toContain('MicButton');
  });

  test('two commands for the same seat press its button once', async () => {
    const statuses = { 1: 7, 2: 7, 3: 7 };
    const answers = unit(statuses);
    const line = await connected({}, (sent) => {
      if (sent !== 'MicButton 2;') return answers(sent);
      statuses[2] = statuses[2] === 1 ? 7 : 1;
      return `MicStatus 2 ${statuses[2]};`;
    });
    const both = [
      line.driver.submit({ type: 'open', seat: 2 }),
      line.driver.submit({ type: 'open', seat: 2 }),
    ];
    await line.clock.advance(1500);
    for (const result of await Promise.all(both)) expect(result.ok).toBe(true);
    expect(line.sent().match(/MicButton/g)).toHaveLength(1);
    expect(statuses[2]).toBe(1);
  });

  test('silence after a press is read back and is a refusal', async () => {
    const { driver, clock, sent } = await connected();
    const answer = driver.submit({ type: 'open', seat: 2 });
    await clock.advance(1000);
    expect(await answer).toEqual({ ok: false, code: 'device-refused', effect: 'none' });
    expect(sent()).toContain('MicButton 2;MicStatus 2;');
  });

  test('an error is the answer to what travels', async () => {
    const answers = unit();
    const { driver, clock } = await connected({}, (sent) =>
      sent.startsWith('MicButton')
        ? 'error 1070: processing of request currently not possible;'
        : answers(sent),
    );
    const answer = driver.submit({ type: 'open', seat: 2 });
    await clock.advance(200);
    expect(await answer).toEqual({ ok: false, code: 'device-refused', effect: 'none' });
  });

  test('in request mode nothing is opened unless the config says that a press does it', async () => {
    const refusing = await connected({}, unit(undefined, 3));
    const refused = refusing.driver.submit({ type: 'open', seat: 2 });
    await refusing.clock.advance(500);
    expect(await refused).toMatchObject({ ok: false, code: 'device-unsupported' });
    expect(refusing.sent()).not.toContain('MicButton');

    const pressing = await connected({ openInRequestMode: 'press' }, unit(undefined, 3));
    void pressing.driver.submit({ type: 'open', seat: 2 });
    await pressing.clock.advance(500);
    expect(pressing.sent()).toContain('MicButton 2;');
  });

  test('requests are made, ended and cleared by the button, in request mode only', async () => {
    const statuses: Record<string, number> = { 1: 8, 2: 7, 3: 8 };
    const { driver, clock, sent } = await connected({}, unit(statuses, 3));
    void driver.submit({ type: 'add-request', seat: 2 });
    void driver.submit({ type: 'add-request', seat: 1 });
    void driver.submit({ type: 'end-request', seat: 2 });
    await clock.advance(2500);
    expect(sent().match(/MicButton \d/g)).toEqual(['MicButton 2']);
    void driver.submit({ type: 'end-all-requests' });
    await clock.advance(1500);
    expect(sent().match(/MicButton \d/g)).toEqual(['MicButton 1', 'MicButton 3']);

    const automatic = await connected();
    expect(await automatic.driver.submit({ type: 'add-request', seat: 2 })).toMatchObject({
      code: 'device-unsupported',
    });
  });

  test('the delegates are closed one by one and the chair is left', async () => {
    const { driver, sent, clock, says } = await connected({ chairs: [1] }, unit({ 1: 1, 2: 1, 3: 1 }));
    void driver.submit({ type: 'close-delegates' });
    await clock.advance(200);
    // Seat 3 is faster than we are: its button would open it again.
    says('MicStatus 3 7;');
    await clock.advance(1500);
    const said = sent();
    expect(said).toContain('MicButton 2;');
    expect(said).not.toContain('MicButton 1;');
    expect(said).not.toContain('MicButton 3;');
  });

  test('settings are set and proved by what the unit says, and wrong ones never sent', async () => {
    const { driver, clock, sent } = await connected();
    const answer = driver.submit({ type: 'set', settings: { mode: 'manual', maxOpen: 2 } });
    await clock.advance(1500);
    expect(await answer).toMatchObject({ ok: true });
    expect(sent()).toContain('ConferenceMode 3;MaxOpenMic 2;');
    const wrong = driver.submit({ type: 'set', settings: { maxOpen: 11 } });
    const voice = driver.submit({ type: 'set', settings: { mode: 'voice' } });
    await clock.advance(500);
    expect(await wrong).toMatchObject({ ok: false, code: 'device-unsupported' });
    expect(await voice).toMatchObject({ ok: false, code: 'device-unsupported' });
  });

  test('before the first picture no button is pressed', async () => {
    const line = await openScriptedLine(createAdnSession(defaults), unit());
    expect(await line.driver.submit({ type: 'open', seat: 1 })).toMatchObject({ code: 'device-offline' });
  });
});

describe('the link', () => {
  test('three questions without an answer end it, and the next one starts from scratch', async () => {
    const line = await connected();
    line.answers(null);
    await line.clock.advance(2000);
    expect(line.health().status?.code).toBe('silent');
    await line.clock.advance(3000);
    expect(line.health()).toMatchObject({ losses: 1 });
    line.answers(unit({ 1: 1, 2: 7 }));
    await line.clock.advance(8000);
    expect(line.events.filter(({ type }) => type === 'snapshot')).toHaveLength(2);
    expect(line.picture()).toMatchObject({ speakers: [1] });
    expect(Object.keys(line.picture().seats)).toEqual(['1', '2']);
  });

  test('a late error is not taken for the answer to another question', async () => {
    const line = await connected();
    const answers = unit();
    line.answers((sent) => (/^MicStatus [12];$/.test(sent) ? undefined : answers(sent)));
    for (const question of ['MicStatus 1;', 'MicStatus 2;'])
      while (!line.sent().endsWith(question)) await line.clock.advance(50);
    // The answer that was owed for place 1, while place 2 is asked for.
    line.says('error 1020: value out of range;');
    expect(line.picture().seats[2]?.present).toBe(true);
    await line.clock.advance(900);
    expect(line.picture().seats[2]?.present).toBe(true);
  });

  test('a unit that is not there any more is shown as absent and does not speak', async () => {
    const statuses: Record<string, number> = { 1: 7, 2: 1, 3: 7 };
    const line = await connected({}, unit(statuses));
    delete statuses['2'];
    await line.clock.advance(4000);
    expect(line.picture().seats[2]).toEqual({ present: false });
    expect(line.picture().speakers).toEqual([]);
  });

  test('something else at the port is called so', async () => {
    const line = await openScriptedLine(createAdnSession(defaults), () => 'SSH-2.0-x;hello there;');
    await line.clock.advance(5000);
    expect(line.health().status).toEqual({ level: 'fault', code: 'wrong-device' });
    const unended = await openScriptedLine(createAdnSession(defaults), () => 'SSH-2.0-x\r\n');
    await unended.clock.advance(5000);
    expect(unended.health().status).toEqual({ level: 'fault', code: 'wrong-device' });
  });
});

test('the config has defaults for what the documents leave open', () => {
  expect(
    adnConfigSchema.parse({ id: 'm', kind: 'sennheiser-adn', address: 'tcp://192.0.2.10' }),
  ).toMatchObject({
    address: { host: '192.0.2.10', port: 53_252 },
    positions: 40,
    units: {},
    chairs: [],
    openInRequestMode: 'refuse',
  });
});
