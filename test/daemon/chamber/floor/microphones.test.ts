/** The list at microphone systems of every capability: with and without a switch of ours, heard and not heard. */
import { describe, expect, test } from 'vitest';
import type { CommandInput, CommandName } from '../../../../protocols/api/commands.ts';
import { noMicrophones, type MicrophonesState } from '../../../../protocols/models/microphones.ts';
import { nothingObserved, type Observed } from '../../../../protocols/models/observed.ts';
import type { ChamberCommand, ChamberEvent, ChamberRoot } from '../../../../daemon/chamber/root.ts';
import { chamberFeatures, initialRoot } from '../../../../daemon/chamber/root.ts';
import type { Hall } from '../../../../daemon/chamber/hall.ts';
import { floorWishes } from '../../../../daemon/chamber/floor/wishes.ts';
import { holderOf } from '../../../../daemon/chamber/floor/state.ts';
import { smallHall } from '../../director/small-hall.ts';

/** The chamber without a loop: decides, folds at once, and remembers what was wished of the devices. */
function chamber(capabilities: Hall['microphoneCapabilities'], microphones: MicrophonesState | null) {
  let root: ChamberRoot = initialRoot({ ...smallHall, microphoneCapabilities: capabilities });
  let unit = microphones;
  let at = 1000;
  const wished: string[] = [];
  const observed = (): Observed => ({ ...nothingObserved, microphones: unit ? { mics: unit } : {} });
  const fold = (events: readonly ChamberEvent[]): void => {
    for (const event of events)
      root = chamberFeatures.reduce((state, feature) => feature.reduce(state, { event, at, seq: at }), root);
  };
  const follow = (): void => {
    for (let round = 0; round < 4; round++)
      fold(chamberFeatures.flatMap((feature) => feature.observe?.(root, observed()) ?? []));
  };
  return {
    root: () => root,
    fold,
    wished,
    pass: (ms: number) => void (at += ms),
    hears(state: MicrophonesState | null) {
      unit = state;
      follow();
    },
    give<Name extends CommandName>(name: Name, input: CommandInput<Name>): string {
      const command = { name, input } as unknown as ChamberCommand;
      for (const feature of chamberFeatures) {
        const decision = feature.decide?.(root, observed(), command, at);
        if (!decision) continue;
        if (!decision.ok) return decision.error;
        fold(decision.events);
        for (const { command: wish } of decision.effects ?? [])
          wished.push(`${wish.type}${'seat' in wish ? ` ${wish.seat}` : ''}`);
        follow();
        return 'ok';
      }
      return 'unknown';
    },
    speaks: (): string | undefined => {
      const holder = holderOf(root.floor);
      return holder && `${holder.who.person ?? holder.who.guest ?? holder.who.seat} ${holder.kind}`;
    },
  };
}

const unit = (part: Partial<MicrophonesState>): MicrophonesState => ({
  ...noMicrophones,
  seats: { 1: { present: true }, 2: { present: true }, 3: { present: true } },
  mode: 'manual',
  ...part,
});
const everything = {
  talkOn: true,
  talkOff: true,
  requestList: true,
  addRequest: true,
  endRequest: true,
};

describe('the list', () => {
  test('opens the microphone where the system can, and the speech begins when it is heard to be open', () => {
    const it = chamber(everything, unit({}));
    expect(it.give('floor/add', { seat: 2, kind: 'contra' })).toBe('ok');
    expect(it.give('floor/next', {})).toBe('ok');
    expect(it.wished).toEqual(['open 2']);
    expect(it.speaks()).toBeUndefined();
    it.hears(unit({ speakers: [2] }));
    expect(it.speaks()).toBe('p2 contra');
  });

  test('calls and waits for the press where the system opens nothing for us', () => {
    const it = chamber(
      { ...everything, talkOn: false, requestList: false, addRequest: false, endRequest: false },
      unit({ mode: null }),
    );
    it.give('floor/add', { seat: 2, kind: 'point-of-order' });
    it.give('floor/add', { seat: 3, kind: 'speech' });
    expect(it.give('floor/next', {})).toBe('ok');
    expect(it.wished).toEqual([]);
    // Somebody else presses first: their own speech, and the one who was called keeps the call.
    it.hears(unit({ mode: null, speakers: [3] }));
    expect(it.speaks()).toBe('p3 speech');
    it.hears(unit({ mode: null, speakers: [3, 2] }));
    expect(it.speaks()).toBe('p2 point-of-order');
  });

  test('is led by hand where no system is heard at all', () => {
    const it = chamber(everything, null);
    it.give('floor/add', { person: 'p2', kind: 'speech' });
    it.give('floor/add', { guest: 'Gast', kind: 'speech' });
    expect(it.give('floor/next', {})).toBe('ok');
    expect(it.speaks()).toBe('p2 speech');
    it.pass(5000);
    expect(it.give('floor/next', {})).toBe('ok');
    expect(it.speaks()).toBe('Gast speech');
    expect(it.root().floor.list.finished.map(({ usedMs }) => usedMs)).toEqual([5000]);
    expect(it.give('floor/end', {})).toBe('ok');
    expect(it.speaks()).toBeUndefined();
    expect(it.wished).toEqual([]);
  });

  test('a speech led by hand outlives the return of the system, and goes over to the microphone that opens', () => {
    const it = chamber(everything, null);
    it.give('floor/add', { person: 'p2', kind: 'speech' });
    it.give('floor/next', {});
    it.hears(unit({}));
    expect(it.speaks()).toBe('p2 speech');
    it.hears(unit({ speakers: [2] }));
    expect(it.root().floor.list.started).toHaveLength(1);
    it.hears(unit({}));
    expect(it.speaks()).toBeUndefined();
  });

  test('whoever is given the floor takes it over: the microphone before is closed, but not for a question', () => {
    const it = chamber(everything, unit({}));
    it.give('floor/add', { seat: 2, kind: 'speech' });
    it.give('floor/add', { seat: 3, kind: 'speech' });
    it.give('floor/next', {});
    it.hears(unit({ speakers: [2] }));
    it.give('floor/next', {});
    expect(it.wished).toEqual(['open 2', 'close 2', 'open 3']);
    it.hears(unit({ speakers: [3] }));
    it.give('floor/add', { seat: 2, kind: 'interposed-question' });
    it.give('floor/next', {});
    expect(it.wished.slice(3)).toEqual(['open 2']);
    it.hears(unit({ speakers: [3, 2] }));
    expect(it.speaks()).toBe('p2 interposed-question');
    it.hears(unit({ speakers: [3] }));
    expect(it.speaks()).toBe('p3 speech');
  });

  test('rule 15: an open microphone interrupts the other and gives the floor back, the chair takes it from nobody', () => {
    const it = chamber(everything, unit({ mode: 'auto' }));
    const hears = (...speakers: number[]) => {
      it.hears(unit({ mode: 'auto', speakers }));
      it.pass(1000);
      return it.speaks();
    };
    expect(hears(2)).toBe('p2 speech');
    expect(hears(2, 3)).toBe('p3 speech');
    expect(hears(2)).toBe('p2 speech');
    expect(hears(2, 1)).toBe('p2 speech');
    expect(hears(1)).toBe('p1 chair');
    expect(hears(1, 3)).toBe('p3 speech');
    expect(hears(1)).toBe('p1 chair');
    expect(hears()).toBeUndefined();
    const times = it.root().floor.list.finished.map(({ who, usedMs }) => [who.person, usedMs]);
    expect(times).toEqual([
      ['p3', 1000],
      ['p2', 3000],
      ['p3', 1000],
      ['p1', 2000],
    ]);
  });

  test('a member who takes their request back is off the list, the kind the clerk gave it notwithstanding', () => {
    const it = chamber(everything, unit({ requests: [2] }));
    it.hears(unit({ requests: [2] }));
    const [entry] = it.root().floor.list.waiting;
    expect(it.give('floor/update', { entry: entry?.id ?? 0, kind: 'pro' })).toBe('ok');
    expect(it.root().floor.list.waiting[0]?.kind).toBe('pro');
    it.hears(unit({}));
    expect(it.root().floor.list.waiting).toEqual([]);
  });

  test('what stands on the unit is taken off there, and leaves our list by its report', () => {
    const it = chamber(everything, unit({ replies: [3] }));
    it.hears(unit({ replies: [3] }));
    const [entry] = it.root().floor.list.waiting;
    expect(entry?.kind).toBe('intervention');
    it.give('floor/remove', { entry: entry?.id ?? 0 });
    expect(it.wished).toEqual(['end-reply 3']);
    expect(it.root().floor.list.waiting).toHaveLength(1);
    it.hears(unit({}));
    expect(it.root().floor.list.waiting).toEqual([]);
  });

  test('shows at the unit who the clerk put on the list, and asks for nobody who took their request back', () => {
    const it = chamber(everything, unit({}));
    const wishes = (state: MicrophonesState): string[] =>
      floorWishes(it.root(), { ...nothingObserved, microphones: { mics: state } }).map(
        ({ command: { command } }) => `${command.type}${'seat' in command ? ` ${command.seat}` : ''}`,
      );
    it.give('floor/add', { seat: 2, kind: 'speech' });
    expect(wishes(unit({}))).toEqual(['add-request 2']);
    expect(wishes(unit({ mode: 'auto' }))).toEqual([]);
    it.hears(unit({ requests: [2] }));
    expect(wishes(unit({ requests: [2] }))).toEqual([]);
    // Taken back at the unit; our own record of it is still on its way to the disk.
    expect(wishes(unit({}))).toEqual([]);
  });

  test('ends at the unit what the list does not take', () => {
    const it = chamber(everything, unit({}));
    it.give('floor/close-list', { closed: true });
    it.hears(unit({ requests: [3], replies: [2] }));
    expect(it.root().floor.list.waiting).toEqual([]);
    const wishes = floorWishes(it.root(), {
      ...nothingObserved,
      microphones: { mics: unit({ requests: [3], replies: [2] }) },
    });
    expect(wishes.map(({ command: { command } }) => command)).toEqual([
      { type: 'end-request', seat: 3 },
      { type: 'end-reply', seat: 2 },
    ]);
  });

  test('reports come one by one: a request that is about to go with its microphone makes nobody wait anew', () => {
    const it = chamber(everything, unit({ requests: [2] }));
    it.hears(unit({ requests: [2] }));
    it.hears(unit({ requests: [2], speakers: [2] }));
    expect(it.root().floor.list.waiting).toEqual([]);
    expect(it.root().floor.list.nextId).toBe(2);
    // And the other way round: off the unit's list before the microphone is heard, with the kind it had.
    const other = chamber(everything, unit({ requests: [2] }));
    other.hears(unit({ requests: [2] }));
    other.give('floor/update', { entry: 1, kind: 'contra' });
    other.give('floor/next', {});
    other.hears(unit({}));
    other.hears(unit({ speakers: [2] }));
    expect(other.speaks()).toBe('p2 contra');
  });

  test('rule 23: requests at the unit for the item before are ended there, and are no requests for the next', () => {
    const it = chamber(everything, unit({}));
    it.fold([
      {
        type: 'sitting/prepared',
        version: 1,
        data: {
          id: 's',
          date: '2026-11-25',
          isSecond: false,
          items: ['a', 'b'].map((id) => ({ id, isPublic: true, onStream: true })),
        },
      },
      { type: 'sitting/phase', version: 1, data: { to: 'open' } },
      { type: 'agenda/begun', version: 1, data: { item: 'a', onStream: true } },
    ]);
    it.hears(unit({ requests: [2, 3] }));
    expect(it.root().floor.list.waiting).toHaveLength(2);
    it.fold([{ type: 'agenda/begun', version: 1, data: { item: 'b', onStream: true } }]);
    it.hears(unit({ requests: [2, 3] }));
    expect(it.root().floor.list.waiting).toEqual([]);
    const wished = floorWishes(it.root(), {
      ...nothingObserved,
      microphones: { mics: unit({ requests: [2, 3] }) },
    });
    expect(wished.map(({ command: { command } }) => command.type)).toEqual(['end-request', 'end-request']);
    // The unit has let go of one; pressed anew it is a request for this item.
    it.hears(unit({ requests: [3] }));
    it.hears(unit({ requests: [3, 2] }));
    expect(it.root().floor.list.waiting.map(({ who }) => who.seat)).toEqual([2]);
  });
});

describe('what a system cannot do is not asked of it', () => {
  const waits = (): MicrophonesState => unit({ requests: [2] });

  test('a request that we cannot end there leaves our list, and is not believed again until it has gone', () => {
    const it = chamber({ ...everything, endRequest: false }, waits());
    it.hears(waits());
    const [entry] = it.root().floor.list.waiting;
    expect(it.give('floor/remove', { entry: entry?.id ?? 0 })).toBe('ok');
    expect(it.wished).toEqual([]);
    it.hears(waits());
    expect(it.root().floor.list.waiting).toEqual([]);
    it.hears(unit({}));
    it.hears(waits());
    expect(it.root().floor.list.waiting).toHaveLength(1);
  });

  test('no lamp is wished for where we cannot light one', () => {
    const it = chamber({ ...everything, addRequest: false }, unit({}));
    it.give('floor/add', { seat: 2, kind: 'contra' });
    expect(floorWishes(it.root(), { ...nothingObserved, microphones: { mics: unit({}) } })).toEqual([]);
    const with_ = chamber(everything, unit({}));
    with_.give('floor/add', { seat: 2, kind: 'contra' });
    expect(
      floorWishes(with_.root(), { ...nothingObserved, microphones: { mics: unit({}) } }).map(
        ({ command }) => command.command,
      ),
    ).toEqual([{ type: 'add-request', seat: 2 }]);
  });
});

describe('a unit that the config does not know', () => {
  const stranger = unit({ seats: { 1: { present: true }, 500: { present: true } } });

  test('can be given the floor and closed again; one that nobody has cannot', () => {
    const it = chamber(everything, stranger);
    expect(it.give('floor/give', { seat: 500 })).toBe('ok');
    expect(it.wished).toEqual(['open 500']);
    expect(it.give('floor/give', { seat: 501 })).toBe('unknown-seat');
    it.hears({ ...stranger, speakers: [500] });
    expect(it.root().floor.open.map(({ seat }) => seat)).toEqual([500]);
    expect(it.give('floor/withdraw', { seat: 500 })).toBe('ok');
  });

  test('its request waits in the list like any other', () => {
    const it = chamber(everything, stranger);
    it.hears({ ...stranger, requests: [500] });
    expect(it.root().floor.list.waiting.map(({ who }) => who.seat)).toEqual([500]);
  });
});
