/**
 * What we know of a Quinta system, and what its reports change in that. Pure. Requests are known from `a`
 * messages alone, which come only where the PC grants the microphones; in stand-alone mode a request that
 * finds no free stream leads to nothing.
 */
import type { QuintaReport } from '../../protocols/beyerdynamic-quinta/reports.ts';
import type { UnitFlags } from '../../protocols/beyerdynamic-quinta/words.ts';
import {
  applyMicrophoneEvent,
  type MicrophoneEvent,
  type MicrophoneSeat,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import { readSeatName } from '../../protocols/models/seat-name.ts';
import { numberUnit, type SeatNumbers } from '../seat-numbers.ts';
import { type Place, placeId, placesOf } from './units.ts';

/** Seats from here on are not in the config (drivers/seat-numbers.ts). */
const lastAssigned = 60_000;
/** A wire that names more units than any system has is not believed. */
const maxUnits = 2000;

export interface Known {
  readonly picture: MicrophonesState;
  readonly numbers: SeatNumbers;
  /** Type and zone of each unit, to be said again when it is switched. */
  readonly flags: ReadonlyMap<number, UnitFlags>;
  /** The unit at each place of the list. */
  readonly list: ReadonlyMap<number, number>;
}

export function afterReport(known: Known, report: QuintaReport): Known {
  switch (report.type) {
    case 'allocation': {
      const place = { unit: report.unit, right: report.right };
      return report.allocated
        ? happen(appear(known, place, {}), place, ['opened', 'request-ended'])
        : happen(known, place, ['closed']);
    }
    case 'request-echo': {
      const place = { unit: report.unit, right: report.flags.role === 'right' };
      const seen = withFlags(known, report.unit, report.flags);
      return report.speak
        ? happen(appear(seen, place, {}), place, ['requested'])
        : happen(seen, place, ['request-ended']);
    }
    case 'request':
      return withFlags(known, report.unit, report.flags);
    case 'unit-status':
      return placesOf(report.unit, report.flags).reduce(
        (seen, place) => appear(seen, place, { present: true }),
        withFlags(known, report.unit, report.flags),
      );
    case 'unit':
      return withListed(known, report);
    case 'no-unit': {
      const list = new Map(known.list);
      const unit = list.get(report.position);
      list.delete(report.position);
      return unit === undefined ? known : leave({ ...known, list }, unit);
    }
    case 'name':
      return withName(known, report.position, readSeatName(report.name));
    default:
      return known;
  }
}

/** All four streams as they were told together; undefined: one is missing, and nothing is certain. */
export function afterStreams(known: Known, block: readonly QuintaReport[]): Known | undefined {
  const streams = block.filter((report) => report.type === 'stream');
  if (new Set(streams.map(({ stream }) => stream)).size < 4) return undefined;
  let seen = known;
  const now: SeatNumber[] = [];
  for (const { unit, left, right } of streams) {
    if (unit === null) continue;
    for (const place of [
      ...(left ? [{ unit, right: false }] : []),
      ...(right ? [{ unit, right: true }] : []),
    ]) {
      seen = appear(seen, place, {});
      const seat = seen.numbers.byId.get(placeId(place));
      if (seat !== undefined && !now.includes(seat)) now.push(seat);
    }
  }
  const active = streams.filter((stream) => stream.active);
  // Who speaks already keeps the place: streams have numbers, not times.
  const stay = seen.picture.speakers.filter((seat) => now.includes(seat));
  const picture = {
    ...seen.picture,
    speakers: [...stay, ...now.filter((seat) => !stay.includes(seat))],
    requests: seen.picture.requests.filter((seat) => !now.includes(seat)),
    maxOpen: new Set(active.filter((one) => !one.reservedForChair).map(({ stream }) => stream)).size,
    maxOpenTotal: new Set(active.map(({ stream }) => stream)).size,
  };
  return { ...seen, picture };
}

function withFlags(known: Known, unit: number, flags: UnitFlags): Known {
  const before = known.flags.get(unit);
  if (before?.hardware === flags.hardware && before.zone === flags.zone && before.role === flags.role)
    return known;
  if (!before && known.flags.size >= maxUnits) return known;
  return { ...known, flags: new Map(known.flags).set(unit, flags) };
}

function withListed(known: Known, report: QuintaReport & { readonly type: 'unit' }): Known {
  // A ghost is in range and not registered: nobody sits there.
  if (report.ghost) return known;
  const list = new Map(known.list).set(report.position, report.unit);
  const seen = { ...withFlags(known, report.unit, report.flags), list };
  const chair = report.flags.role === 'chair';
  return placesOf(report.unit, report.flags).reduce<Known>((now, place) => {
    const shown = appear(now, place, { present: report.inRange, chair });
    return report.inRange ? shown : happen(shown, place, ['closed', 'request-ended']);
  }, seen);
}

/** The list's name is that of a single delegate, and of the right one of two. */
function withName(known: Known, position: number, name: string | undefined): Known {
  const unit = known.list.get(position);
  const flags = unit === undefined ? undefined : known.flags.get(unit);
  if (unit === undefined || !flags) return known;
  const place = placesOf(unit, flags).at(-1);
  return place ? appear(known, place, { name }) : known;
}

/** The list does not have it any more. */
function leave(known: Known, unit: number): Known {
  const flags = known.flags.get(unit);
  const places: readonly Place[] = flags ? placesOf(unit, flags) : [];
  return places.reduce<Known>(
    (now, place) => happen(appear(now, place, { present: false }), place, ['closed', 'request-ended']),
    known,
  );
}

/** The seat of this place, with what was learned of it. */
function appear(
  known: Known,
  place: Place,
  news: { readonly present?: boolean; readonly chair?: boolean; readonly name?: string | undefined },
): Known {
  const id = placeId(place);
  const { numbers, seat } = numberUnit(known.numbers, id);
  if (seat === undefined) return known;
  const before = known.picture.seats[seat];
  const chair = news.chair ?? before?.chair;
  // A unit that the config does not know is called by its id as long as it has no name.
  const name = ('name' in news ? news.name : before?.name) ?? (seat > lastAssigned ? id : undefined);
  const state: MicrophoneSeat = {
    present: news.present ?? before?.present ?? true,
    ...(name === undefined ? {} : { name }),
    ...(chair === undefined ? {} : { chair }),
  };
  const picture = applyMicrophoneEvent(known.picture, { type: 'seat-changed', seat, state });
  return { ...known, numbers, picture };
}

function happen(
  known: Known,
  place: Place,
  types: readonly ('opened' | 'closed' | 'requested' | 'request-ended')[],
): Known {
  const seat = known.numbers.byId.get(placeId(place));
  if (seat === undefined) return known;
  const events = types.map((type): MicrophoneEvent => ({ type, seat }));
  return { ...known, picture: events.reduce(applyMicrophoneEvent, known.picture) };
}
