/** A council around the chamber's own decisions, without journal, devices or time: what is decided is folded at once. */
import {
  chamberFeatures,
  initialRoot,
  type ChamberCommand,
  type ChamberEvent,
  type ChamberRoot,
} from '../../../../daemon/chamber/root.ts';
import type { Ballot } from '../../../../daemon/chamber/ballot/state.ts';
import type { HallVoting } from '../../../../daemon/chamber/hall.ts';
import type { ErrorCode } from '../../../../protocols/api/errors.ts';
import type { CommandInput } from '../../../../protocols/api/commands.ts';
import { nothingObserved, type Observed } from '../../../../protocols/models/observed.ts';
import type { VotingState } from '../../../../protocols/models/voting.ts';
import { smallHall } from '../../director/small-hall.ts';
import { initialRegister } from '../../../../daemon/chamber/register/state.ts';

export const keypadsDevice: HallVoting = {
  device: 'keypads',
  label: 'Abstimmgeräte',
  isUnits: false,
  capabilities: {
    individualVotes: true,
    maxOptions: 6,
    changeable: true,
    delivery: 'at-least-once',
    accepted: 'after-store',
    readBack: true,
    forgeable: true,
    externalVotes: false,
  },
  keypads: {},
};

export const totalsDevice: HallVoting = {
  ...keypadsDevice,
  device: 'ccu',
  label: 'Zentrale',
  isUnits: true,
  capabilities: {
    ...keypadsDevice.capabilities,
    individualVotes: false,
    maxOptions: 3,
    delivery: 'totals-only',
  },
};

export interface CouncilOptions {
  readonly size?: number;
  readonly remote?: readonly number[];
  /** Numbers of members with a keypad; all in the room by default. */
  readonly keypads?: readonly number[];
  readonly profile?: string;
  readonly statutorySeats?: number;
  readonly unfillableSeats?: number;
  readonly voting?: readonly HallVoting[];
  readonly deputies?: readonly { readonly id: string; readonly group?: string; readonly rank: number }[];
  readonly absent?: readonly number[];
}

export const member = (number: number): string => `m${number}`;
const chance = [1, 2, 3, 4] as const;

export interface Council {
  root(): ChamberRoot;
  /** Every fact so far, with the time it was decided at. */
  readonly events: readonly ChamberEvent[];
  /** undefined: done; else the refusal. */
  command(command: ChamberCommand): ErrorCode | undefined;
  open(question?: Partial<CommandInput<'ballot/open'>>): ErrorCode | undefined;
  /** Presses key `option` (0 is the first) on a member's keypad. */
  press(number: number, option: number | null, id?: string | null): ErrorCode | undefined;
  vote(number: number, choice: string, cast?: string): ErrorCode | undefined;
  close(): ErrorCode | undefined;
  /** A device says what it does. */
  report(device: string, state: VotingState): void;
  /** Says what was signed, as the daemon does after a tally. */
  sign(): void;
  at(ms: number): void;
  /** Folds a fact that somebody else decided. */
  record(event: ChamberEvent): void;
}

export function createCouncil(options: CouncilOptions = {}): Council {
  const {
    size = 5,
    remote = [],
    profile = 'mv',
    voting = [keypadsDevice],
    deputies = [],
    absent = [],
  } = options;
  const numbers = Array.from({ length: size }, (_none, index) => index + 1);
  const withKeypad = options.keypads ?? numbers.filter((number) => !remote.includes(number));
  const persons = Object.fromEntries(
    numbers.map((number) => [
      member(number),
      { name: `Mitglied ${String(number).padStart(3, '0')}`, kind: 'member' as const },
    ]),
  );
  const hall = {
    ...smallHall,
    voting: voting.map((device) => ({
      ...device,
      keypads: device.isUnits
        ? {}
        : Object.fromEntries(withKeypad.map((number) => [String(number), member(number)])),
    })),
  };
  const groups = ['Gruppe A', 'Gruppe B'];
  let root = initialRoot(hall);
  const events: ChamberEvent[] = [];
  let observed: Observed = nothingObserved;
  let now = 1_000_000;

  function fold(event: ChamberEvent): void {
    events.push(event);
    root = chamberFeatures.reduce(
      (state, feature) => feature.reduce(state, { event, at: now, seq: events.length }),
      root,
    );
  }
  function follow(): void {
    for (let round = 0; round < 4; round++) {
      const next = chamberFeatures.flatMap((feature) => feature.observe?.(root, observed) ?? []);
      if (next.length === 0) return;
      next.forEach(fold);
    }
  }
  function command(given: ChamberCommand): ErrorCode | undefined {
    for (const feature of chamberFeatures) {
      const decision = feature.decide?.(root, observed, given, now);
      if (!decision) continue;
      (decision.events ?? []).forEach(fold);
      follow();
      return decision.ok ? undefined : decision.error;
    }
    return 'unknown-command';
  }

  root = {
    ...root,
    register: {
      ...initialRegister(hall),
      persons: {
        ...persons,
        ...Object.fromEntries(deputies.map(({ id }) => [id, { name: id, kind: 'member' as const }])),
      },
    },
  };
  fold({
    type: 'sitting/prepared',
    version: 1,
    data: {
      id: 'sitzung',
      date: '2026-11-25',
      isSecond: false,
      items: [
        { id: 'top', isPublic: true, onStream: true },
        { id: 'zu', isPublic: false, onStream: true },
      ],
    },
    personal: {
      body: {
        id: 'rat',
        name: 'Rat',
        kind: 'council',
        members: [
          ...numbers.map((number) => ({
            person: member(number),
            role: number === 1 ? ('chair' as const) : ('member' as const),
            group: groups[number % 2] ?? '',
            votingRight: true,
          })),
          ...deputies.map(({ id, group, rank }) => ({
            person: id,
            role: 'deputy' as const,
            ...(group === undefined ? {} : { group }),
            votingRight: true,
            rank,
          })),
        ],
        profile,
        statutorySeats: options.statutorySeats ?? size,
        unfillableSeats: options.unfillableSeats ?? 0,
        seatPlan: {},
      },
      title: 'Sitzung',
      chair: member(1),
      texts: { top: { number: '7', title: 'Radwege' }, zu: { number: '8', title: 'Grundstück' } },
    },
  });
  const attends = (person: string, status: 'room' | 'remote' | 'excused'): ErrorCode | undefined =>
    command({ name: 'attendance/set', input: { person, status } });
  for (const number of numbers)
    attends(
      member(number),
      absent.includes(number) ? 'excused' : remote.includes(number) ? 'remote' : 'room',
    );
  for (const { id } of deputies) attends(id, 'room');
  command({ name: 'sitting/open', input: {} });
  command({ name: 'agenda/begin', input: { item: 'top' } });

  const council: Council = {
    root: () => root,
    events,
    command,
    open: (question) =>
      command({
        name: 'votes/open',
        chance,
        input: {
          id: 'b1',
          item: 'top',
          text: 'Das Konzept wird beschlossen.',
          kind: 'device',
          named: false,
          live: false,
          ...question,
        },
      }),
    press: (number, option, id = null) =>
      command({
        name: 'votes/cast',
        input: {
          ballot: root.ballots.current?.id ?? '',
          cast: id,
          choice: option,
          from: { channel: 'unit', device: 'keypads', keypad: String(number) },
        },
      }),
    vote: (number, choice, cast = `cast-${number}-${choice}`) =>
      command({
        name: 'votes/cast',
        input: {
          ballot: root.ballots.current?.id ?? '',
          cast,
          choice,
          from: { channel: 'page', person: member(number) },
        },
      }),
    close: () => command({ name: 'ballot/close', input: { ballot: root.ballots.current?.id ?? '' } }),
    report(device, state) {
      observed = { ...observed, voting: { ...observed.voting, [device]: state } };
      follow();
    },
    sign() {
      const { current } = root.ballots;
      if (!current) return;
      fold({
        type: 'votes/checkpoint',
        version: 1,
        data: {
          ballot: current.id,
          of: 'tallied',
          size: root.ballots.leaves,
          note: 'note',
          fingerprint: 'AAAA-BBBB-CCCC',
        },
      });
    },
    at(ms) {
      now = ms;
    },
    record: fold,
  };
  return council;
}

/** The keypads say that all has come. */
export const drained = (
  council: Council,
  device = 'keypads',
  totals: readonly number[] | null = null,
): void =>
  council.report(device, { ballot: council.root().ballots.current?.id ?? null, phase: 'drained', totals });

export const counts = (council: Council): Readonly<Record<string, number>> | undefined =>
  council.root().ballots.current?.result?.counts;

/** The ballot that is open or not yet announced. */
export function currentBallot(council: ReturnType<typeof createCouncil>): Ballot {
  const ballot = council.root().ballots.current;
  if (!ballot) throw new Error('no ballot');
  return ballot;
}

/** Options of the usual ballot, by their index. */
export const yes = 0;
export const no = 1;
export const abstain = 2;
