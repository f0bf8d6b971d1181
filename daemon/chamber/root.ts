/** The one root state of the chamber, its events and commands, and the features in the order they are asked. */
import type { Command } from '../../protocols/api/commands.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import type { Decision, Feature, Recorded } from './feature.ts';
import { decideBroadcast } from './broadcast/decide.ts';
import type { BroadcastEvent } from './broadcast/events.ts';
import { reduceBroadcast } from './broadcast/reduce.ts';
import { initialBroadcast, type BroadcastState } from './broadcast/state.ts';
import { decideDirection } from './direction/decide.ts';
import type { DirectionEvent } from './direction/events.ts';
import { reduceDirection } from './direction/reduce.ts';
import { initialDirection, type DirectionState } from './direction/state.ts';
import { decideFloor } from './floor/decide.ts';
import type { FloorEvent } from './floor/events.ts';
import { observeFloor } from './floor/observe.ts';
import { reduceFloor } from './floor/reduce.ts';
import { emptyFloor, type FloorState } from './floor/state.ts';
import type { Hall } from './hall.ts';
import type { LogEvent } from './log/events.ts';
import { reduceLog } from './log/reduce.ts';
import { emptyLog, type LogState } from './log/state.ts';
import { decidePeople } from './people/decide.ts';
import type { PeopleEvent } from './people/events.ts';
import { reducePeople } from './people/reduce.ts';
import { initialPeople, type PeopleState } from './people/state.ts';

export interface ChamberRoot {
  readonly hall: Hall;
  readonly people: PeopleState;
  readonly floor: FloorState;
  readonly broadcast: BroadcastState;
  readonly direction: DirectionState;
  readonly log: LogState;
}

export type ChamberEvent = PeopleEvent | FloorEvent | BroadcastEvent | DirectionEvent | LogEvent;
export type ChamberCommand = Command;
export type ChamberDecision = Decision<ChamberEvent>;

export const initialRoot = (hall: Hall): ChamberRoot => ({
  hall,
  people: initialPeople(hall),
  floor: emptyFloor,
  broadcast: initialBroadcast,
  direction: initialDirection,
  log: emptyLog,
});

type ChamberFeature = Feature<ChamberRoot, ChamberEvent, ChamberCommand>;
type Fed = Recorded<ChamberEvent>;

/** Puts a feature's slice back into the root only where it changed. */
function slice<Key extends keyof ChamberRoot>(
  key: Key,
  reduce: (state: ChamberRoot[Key], recorded: Fed, root: ChamberRoot) => ChamberRoot[Key],
) {
  return (root: ChamberRoot, recorded: Fed): ChamberRoot => {
    const next = reduce(root[key], recorded, root);
    return next === root[key] ? root : { ...root, [key]: next };
  };
}

const people: ChamberFeature = {
  decide: (root: ChamberRoot, _observed: Observed, command: ChamberCommand) => decidePeople(root, command),
  reduce: slice('people', (state, { event }) => reducePeople(state, event)),
};
const floor: ChamberFeature = {
  decide: decideFloor,
  observe: observeFloor,
  reduce: slice('floor', (state, { event, at }, root) => reduceFloor(state, event, at, root.hall.chairSeat)),
};
const broadcast: ChamberFeature = {
  decide: (root, _observed, command) => decideBroadcast(root, command),
  reduce: slice('broadcast', (state, { event }) => reduceBroadcast(state, event)),
};
const direction: ChamberFeature = {
  decide: (root, _observed, command) => decideDirection(root, command),
  reduce: slice('direction', (state, { event, at }) => reduceDirection(state, event, at)),
};
const log: ChamberFeature = {
  reduce: slice('log', (state, recorded) => reduceLog(state, recorded)),
};

export const chamberFeatures: readonly ChamberFeature[] = [people, floor, broadcast, direction, log];

/** What restricts acts before it is on disk; what permits waits for the sync. */
export function restricts(event: ChamberEvent): boolean {
  switch (event.type) {
    case 'broadcast/publicity':
      return event.data.to !== 'public';
    case 'broadcast/sound':
      return event.data.off;
    case 'people/consent-changed':
      return event.data.withdrawn;
    // Somebody left: whoever sits there until the next assignment is on disk counts as unknown.
    case 'people/assigned':
      return event.personal?.person == null;
    // A start on another day closes the public part.
    case 'log/started':
      return !event.data.resumed;
    // The operator's hand on the direction is never late; the guard still has the last word.
    case 'direction/manual':
      return true;
    default:
      return false;
  }
}
