/** Who is here and who may be seen and heard: through the API, at the units, and as the guard decides. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
const desk = 13;
const startMs = Date.UTC(2026, 10, 25, 17, 0);

beforeAll(async () => {
  stage = await openStage({
    seats: desk,
    startMs,
    change: (config) => ({
      ...config,
      chamber: { ...config.chamber, lecterns: [12] },
      people: [
        ...(config.people ?? []).map((person) =>
          person.id === 'mitglied-12' ? { ...person, seat: undefined } : person,
        ),
        // Two people of the same name: a card tells them apart, a name does not.
        { id: 'doppelt-1', name: 'Kim Doppelt', card: 'K1' },
        { id: 'doppelt-2', name: 'Kim Doppelt', card: 'K2' },
      ],
      bodies: (config.bodies ?? []).map((body) => ({ ...body, profile: 'mv' })),
      devices: config.devices.map((device) =>
        device.kind === 'shure-dis-ccu' ? { ...device, cards: true } : device,
      ),
    }),
  });
}, 60_000);
afterAll(() => stage.close());

let number = 0;
beforeEach(async () => {
  const { sitting } = await stage.view('clerk');
  if (sitting?.phase === 'prepared') await stage.give('clerk', 'sitting/discard', {});
  else if (sitting && sitting.phase !== 'closed')
    await stage.give('clerk', 'sitting/close', { confirmed: true });
  for (let seat = 1; seat <= desk; seat++) {
    await stage.release(seat);
    await rename(seat, `Platz ${seat}`);
  }
  await stage.until('every unit is logged out', 'operator', ({ open }) => open.length === 0);
  await stage.give('clerk', 'sitting/prepare', {
    id: `sitzung-${++number}`,
    body: 'stadtvertretung',
    title: 'Sitzung',
    date: '2026-11-25',
    items: ['a', 'b', 'c'].map((id) => ({
      id: `${id}-${number}`,
      number: id,
      title: id,
      isPublic: true,
      onStream: id !== 'c',
      ...(id === 'c' ? {} : { matter: 'BV/1' }),
    })),
  });
  await stage.give('operator', 'microphones/set', { mode: 'auto', maxOpen: 4 });
});

const rename = (seat: number, name: string) => stage.fault('rename', { seat, name });
const here = (person: string, seat?: number) =>
  stage.give('clerk', 'attendance/set', { person, status: 'room', ...(seat === undefined ? {} : { seat }) });

async function openPublic(present = 7): Promise<void> {
  for (let seat = 1; seat <= present; seat++) await here(`mitglied-${seat}`, seat);
  await here('vorsitz', desk);
  await stage.give('chair', 'sitting/open', {});
  await stage.give('operator', 'broadcast/open', { confirmed: true });
}
const soundOf = async (seat: number): Promise<string> => {
  await stage.press(seat);
  const view = await stage.until(`seat ${seat} is open`, 'operator', ({ open }) => open.includes(seat));
  const { sound } = view.onAir;
  const settled = await stage.until('the mixer follows', 'operator', ({ onAir }) =>
    onAir.reasons.length > 0 ? onAir.sound === 'closed' : onAir.sound === 'open',
  );
  await stage.release(seat);
  await stage.until('closed again', 'operator', ({ open }) => !open.includes(seat));
  return settled.onAir.reasons[0]?.code ?? settled.onAir.sound ?? sound;
};

describe('a microphone whose occupant is not confirmed for tonight', () => {
  test('is muted and its face withheld, whatever consent the planned person gave; confirmed in one tap it is not', async () => {
    await openPublic();
    const { seats } = await stage.view('operator');
    expect(seats['9']).toMatchObject({ person: 'mitglied-9', confirmed: false });
    expect(seats['9']).not.toHaveProperty('consent');
    expect(await soundOf(9)).toBe('sound-unknown-person');
    await here('mitglied-9', 9);
    expect(await soundOf(9)).toBe('open');
    expect((await stage.view('operator')).seats['9']).toMatchObject({ confirmed: true });
  });

  test('is nobody again when the person leaves', async () => {
    await openPublic();
    expect(await soundOf(3)).toBe('open');
    await stage.give('clerk', 'attendance/set', { person: 'mitglied-3', status: 'left' });
    expect(await soundOf(3)).toBe('sound-unknown-person');
  });

  test('who objects to the picture bars the wide as soon as they should be there, and no longer when they are not', async () => {
    const consent = (image: 'no' | 'yes') =>
      stage.give('clerk', 'people/consent', { person: 'mitglied-10', image });
    await openPublic();
    const picture = (kind: string) =>
      stage.until(`a ${kind}`, 'operator', ({ direction }) => direction.program?.kind === kind);
    await picture('wide');
    await consent('no');
    await picture('slate');
    await stage.give('clerk', 'attendance/set', { person: 'mitglied-10', status: 'excused' });
    await picture('wide');
    await here('mitglied-10', 10);
    await picture('slate');
    await consent('yes');
    await picture('wide');
  });

  test('two at one microphone must both consent', async () => {
    await openPublic();
    await stage.give('clerk', 'people/assign', { seat: 3, person: 'mitglied-3', with: 'doppelt-1' });
    // Who has allowed nothing at all is not transmitted, and viewers read why.
    expect(await soundOf(3)).toBe('sound-consent-hold');
    await stage.give('clerk', 'people/consent', {
      person: 'doppelt-1',
      image: 'yes',
      sound: true,
      name: true,
    });
    expect(await soundOf(3)).toBe('open');
    expect((await stage.view('operator')).seats['3']?.sharedWith).toBe('Kim Doppelt');
    await stage.give('clerk', 'people/consent', {
      person: 'doppelt-1',
      image: 'no',
      sound: false,
      name: false,
    });
  });

  test('a lectern is whoever was sent there in one tap, and back they sit at their seat', async () => {
    await openPublic();
    expect(await soundOf(12)).toBe('sound-unknown-person');
    await stage.give('clerk', 'people/assign', { seat: 12, person: 'mitglied-4' });
    let { seats } = await stage.view('operator');
    expect(seats['12']).toMatchObject({ person: 'mitglied-4', confirmed: true });
    expect(seats['4']).toMatchObject({ confirmed: false });
    expect(await soundOf(12)).toBe('open');
    await stage.give('clerk', 'people/assign', { seat: 12, person: null });
    ({ seats } = await stage.view('operator'));
    expect(seats['4']).toMatchObject({ person: 'mitglied-4', confirmed: true });
    expect(seats['12']?.person).toBeUndefined();
  });

  test('a deputy at a seat is present by it', async () => {
    await openPublic();
    await stage.give('operator', 'people/assign', { seat: 9, person: 'mitglied-12' });
    const { detail } = await stage.view('clerk');
    expect(detail?.attendance['mitglied-12']).toMatchObject({ status: 'room', seat: 9 });
    expect(await soundOf(9)).toBe('open');
  });

  test('nobody sits in two places, and nobody is put onto somebody else', async () => {
    await openPublic();
    const answer = async (input: object) =>
      (await stage.attempt('clerk', 'attendance/set', { status: 'room', ...input })).body.error;
    expect(await answer({ person: 'mitglied-9', seat: 3 })).toBe('seat-taken');
    expect(await answer({ person: 'mitglied-9', seat: 99 })).toBe('unknown-seat');
    expect(await answer({ person: 'niemand' })).toBe('unknown-person');
    expect(
      (await stage.attempt('clerk', 'people/assign', { seat: 9, person: 'mitglied-3' })).body.error,
    ).toBe('person-seated-elsewhere');
    // Sat down elsewhere: the old place is free.
    await here('mitglied-3', 9);
    const { seats } = await stage.view('operator');
    expect(seats['9']).toMatchObject({ person: 'mitglied-3', confirmed: true });
    expect(seats['3']?.person).toBeUndefined();
  });
});

describe('a card at the unit', () => {
  test('confirms who sits there and counts as present; pulled out, it is nobody', async () => {
    await openPublic();
    await rename(9, 'Mitglied 9');
    await stage.until('9 is confirmed', 'clerk', ({ seats }) => seats['9']?.confirmed === true);
    expect((await stage.view('clerk')).detail?.attendance['mitglied-9']).toMatchObject({
      status: 'room',
      source: 'unit',
    });
    expect(await soundOf(9)).toBe('open');
    await rename(9, 'Platz 9');
    await stage.until('9 is nobody', 'clerk', ({ seats }) => seats['9']?.confirmed === false);
    expect(await soundOf(9)).toBe('sound-unknown-person');
  });

  test('that contradicts what was entered makes the seat nobody, says so, and is settled in one tap', async () => {
    await openPublic();
    await rename(3, 'Mitglied 9');
    await stage.until('3 is not sure any more', 'clerk', ({ seats }) => seats['3']?.confirmed === false);
    const { detail, log } = await stage.view('clerk');
    expect(detail?.attendance['mitglied-3']).toMatchObject({ contradicted: true });
    expect(log.map(({ code }) => code)).toContain('seat-contradicted');
    expect(await soundOf(3)).toBe('sound-unknown-person');
    await stage.give('clerk', 'people/assign', { seat: 3, person: 'mitglied-9' });
    expect(await soundOf(3)).toBe('open');
    expect((await stage.view('clerk')).detail?.attendance['mitglied-9']).toMatchObject({
      status: 'room',
      seat: 3,
    });
  });

  test('of one of two people with the same name tells nothing by the name, and all by the number', async () => {
    await openPublic();
    await rename(9, 'Kim Doppelt');
    // Something that is heard afterwards shows that it was looked at.
    await rename(10, 'Mitglied 10');
    await stage.until('10 is confirmed', 'clerk', ({ seats }) => seats['10']?.confirmed === true);
    expect((await stage.view('clerk')).seats['9']?.confirmed).toBe(false);
    await rename(9, 'K2');
    await stage.until('the second Kim', 'clerk', ({ seats }) => seats['9']?.person === 'doppelt-2');
    expect((await stage.view('clerk')).seats['9']?.confirmed).toBe(true);
  });
});

describe('the quorum', () => {
  test('is found at the opening, shown, logged with its cause, and holds down to a third in this state', async () => {
    await openPublic(7);
    const quorum = async () => (await stage.view('chair')).sitting?.quorum;
    expect(await quorum()).toMatchObject({
      present: 8,
      required: 7,
      members: 13,
      isQuorate: true,
      cause: 'opened',
    });
    for (const person of ['mitglied-1', 'mitglied-2'])
      await stage.give('clerk', 'attendance/set', { person, status: 'left' });
    expect(await quorum()).toMatchObject({
      present: 6,
      isQuorate: true,
      rule: 'continues',
      cause: 'attendance',
    });
    for (const person of ['mitglied-3', 'mitglied-4'])
      await stage.give('clerk', 'attendance/set', { person, status: 'left' });
    expect(await quorum()).toMatchObject({
      present: 4,
      required: 5,
      isQuorate: false,
      rule: 'must-be-found-lost',
    });
    await here('mitglied-1', 1);
    await stage.give('clerk', 'conflict/set', { item: `a-${number}`, person: 'mitglied-5', excluded: true });
    await stage.give('chair', 'agenda/begin', { item: `a-${number}` });
    expect(await quorum()).toMatchObject({ present: 4, cause: 'conflict' });
    const { detail, log } = await stage.view('clerk');
    expect(detail?.quorums.map(({ present }) => present)).toEqual([8, 7, 6, 5, 4, 5, 4]);
    expect(log.map(({ code }) => code)).toEqual(expect.arrayContaining(['quorum', 'quorum-lost']));
  });
});

describe('a conflict of interest', () => {
  test('closes microphone and queue of the person while the item runs, and is offered for the same matter', async () => {
    await openPublic();
    const item = `a-${number}`;
    await stage.give('operator', 'microphones/set', { mode: 'manual' });
    await stage.give('clerk', 'floor/add', { person: 'mitglied-3' });
    await stage.give('clerk', 'conflict/set', {
      item,
      person: 'mitglied-3',
      excluded: true,
      reason: 'Vertrag',
    });
    // Not before the item is called.
    expect((await stage.view('chair')).queue).toHaveLength(1);
    await stage.give('chair', 'agenda/begin', { item });
    await stage.until('off the list', 'chair', ({ queue }) => queue.length === 0);
    expect((await stage.attempt('clerk', 'floor/add', { person: 'mitglied-3' })).body.error).toBe(
      'person-excluded',
    );
    expect((await stage.attempt('chair', 'floor/give', { seat: 3 })).body.error).toBe('person-excluded');
    // Pressed all the same, in a mode in which the unit opens by itself: it is closed again.
    await stage.give('operator', 'microphones/set', { mode: 'auto' });
    await stage.press(3);
    await stage.until('it was open', 'operator', ({ log }) =>
      log.some(({ code, params }) => code === 'floor-taken' && params?.['seat'] === 3),
    );
    await stage.until('it is closed', 'operator', ({ open }) => open.length === 0);
    expect((await stage.view('operator')).seats['3']).toMatchObject({ excluded: true });
    // The next item on the same matter offers it; the one after is theirs again.
    expect((await stage.view('clerk')).detail?.items[`b-${number}`]?.offered).toEqual(['mitglied-3']);
    await stage.give('chair', 'agenda/begin', { item: `c-${number}` });
    await stage.give('clerk', 'floor/add', { person: 'mitglied-3' });
    expect((await stage.view('chair')).queue).toHaveLength(1);
  });

  test('of the chair: no item before a deputy presides, with every right of the chair', async () => {
    await openPublic();
    const item = `a-${number}`;
    await stage.give('clerk', 'conflict/set', { item, person: 'vorsitz', excluded: true });
    expect((await stage.attempt('chair', 'agenda/begin', { item })).body.error).toBe('chair-excluded');
    const { deputies } = await stage.view('chair');
    expect(deputies[0]).toMatchObject({ person: 'mitglied-1', isDeputyChair: true });
    await stage.give('chair', 'chair/hand-over', { person: 'mitglied-1' });
    await stage.give('chair', 'agenda/begin', { item });
    // The deputy's interjection does not take the floor; "all but the chair" leaves the deputy's microphone open.
    await stage.press(4);
    await stage.until('4 speaks', 'chair', ({ floor }) => floor?.seat === 4);
    await stage.press(1);
    await stage.until('1 is open', 'chair', ({ open }) => open.length === 2);
    expect((await stage.view('chair')).floor?.seat).toBe(4);
    await stage.give('chair', 'floor/mute-delegates', {});
    const view = await stage.until('4 is closed', 'chair', ({ open }) => open.length === 1);
    expect(view.open[0]?.seat).toBe(1);
    expect(view.floor).toMatchObject({ seat: 1, kind: 'chair' });
    expect((await stage.attempt('chair', 'chair/hand-over', { person: 'vorsitz' })).body.error).toBe(
      'person-excluded',
    );
    expect((await stage.attempt('chair', 'chair/hand-over', { person: 'mitglied-10' })).body.error).toBe(
      'person-not-here',
    );
    await stage.release(1);
    // In the next item who gave the chair away is one of the speakers: their desk is a desk like any other.
    await stage.give('chair', 'agenda/begin', { item: `c-${number}` });
    await stage.press(desk);
    const former = await stage.until('the former chair speaks', 'chair', ({ floor }) => floor?.seat === desk);
    expect(former.floor).toMatchObject({ name: 'Vorsitz', kind: 'speech' });
    await stage.release(desk);
  });
});

describe('remote members', () => {
  test('are here, wait in the same list by the same clock, and do not preside where the state forbids it', async () => {
    await openPublic();
    await stage.give('operator', 'microphones/set', { mode: 'manual' });
    await stage.give('clerk', 'attendance/set', { person: 'mitglied-10', status: 'remote' });
    await stage.give('clerk', 'floor/add', { person: 'mitglied-10' });
    await stage.press(3);
    await stage.until('both wait', 'chair', ({ queue }) => queue.length === 2);
    const { queue, sitting } = await stage.view('chair');
    expect(queue.map(({ name, where }) => [name, where])).toEqual([
      ['Mitglied 10', 'remote'],
      ['Mitglied 3', 'room'],
    ]);
    expect(sitting?.quorum?.present).toBe(9);
    const refused = await stage.attempt('chair', 'chair/hand-over', { person: 'mitglied-10' });
    expect(refused.body.error).toBe('remote-not-allowed');
    await stage.give('chair', 'floor/next', {});
    expect((await stage.view('chair')).floor).toMatchObject({ name: 'Mitglied 10' });
  });
});

describe('what is off the stream', () => {
  test('an item that is not transmitted is a pause, and the next one is not', async () => {
    await openPublic();
    await stage.give('chair', 'agenda/begin', { item: `c-${number}` });
    await stage.until(
      'pause',
      'operator',
      ({ onAir, direction }) => onAir.picture === 'slate' && direction.program?.kind === 'pause',
    );
    expect(await soundOf(3)).toBe('sound-off-stream');
    await stage.give('chair', 'agenda/begin', { item: `a-${number}` });
    await stage.until('live', 'operator', ({ onAir }) => onAir.picture === 'live');
    expect(await soundOf(3)).toBe('open');
  });

  test('a resident is not transmitted while they ask, from a queue of their own', async () => {
    await openPublic();
    await stage.give('clerk', 'floor/add', { guest: 'Gast', kind: 'residents-question' });
    expect((await stage.view('chair')).speakers.residents).toHaveLength(1);
    expect((await stage.view('chair')).queue).toEqual([]);
    await stage.give('chair', 'floor/next', {});
    await stage.until('pause', 'operator', ({ direction }) => direction.program?.kind === 'pause');
    await stage.give('chair', 'floor/end', {});
    await stage.until('live', 'operator', ({ onAir }) => onAir.picture === 'live');
  });
});
