/** The one root state of the chamber, its events and commands, and the features in the order they are asked. */
import type { Command } from '../../protocols/api/commands.ts';
import type { Decision, Feature, Recorded } from './feature.ts';
import { decideAccess, type SeatCommand } from './access/decide.ts';
import type { AccessEvent } from './access/events.ts';
import { reduceAccess } from './access/reduce.ts';
import { noAccess, type AccessState } from './access/state.ts';
import type { CastCommand } from './ballot/cast.ts';
import { decideBallot, type ChancedCommand } from './ballot/decide.ts';
import type { CountCommand } from './ballot/enter.ts';
import type { BallotEvent, VotesEvent } from './ballot/events.ts';
import { observeBallots } from './ballot/observe.ts';
import { reduceBallots } from './ballot/reduce.ts';
import { noBallots, type BallotState } from './ballot/state.ts';
import { decideCameras } from './cameras/decide.ts';
import type { CamerasEvent } from './cameras/events.ts';
import { reduceCameras } from './cameras/reduce.ts';
import { initialCameras, taughtCameras, type CamerasState } from './cameras/state.ts';
import { decideBroadcast } from './broadcast/decide.ts';
import { observeBroadcast } from './broadcast/observe.ts';
import type { BroadcastEvent } from './broadcast/events.ts';
import { reduceBroadcast } from './broadcast/reduce.ts';
import { initialBroadcast, type BroadcastState } from './broadcast/state.ts';
import { decideDirection } from './direction/decide.ts';
import type { DirectionEvent } from './direction/events.ts';
import { reduceDirection } from './direction/reduce.ts';
import { noTurnTaking, reduceTurnTaking, type TurnTaking } from './direction/turn-taking.ts';
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
import { observePeople } from './people/observe.ts';
import { decidePeople } from './people/decide.ts';
import type { PeopleEvent } from './people/events.ts';
import { reducePeople } from './people/reduce.ts';
import { initialPeople, type PeopleState } from './people/state.ts';
import { decideRegister } from './register/decide.ts';
import type { RegisterEvent } from './register/events.ts';
import { reduceRegister } from './register/reduce.ts';
import { initialRegister, type RegisterState } from './register/state.ts';
import { decideSitting } from './sitting/decide.ts';
import { observeAwaited } from './sitting/awaited.ts';
import type { SittingEvent } from './sitting/events.ts';
import { observeQuorum } from './sitting/presence.ts';
import { reduceSitting } from './sitting/reduce.ts';
import { noSitting, type SittingState } from './sitting/state.ts';

export interface ChamberRoot {
  readonly hall: Hall;
  readonly register: RegisterState;
  readonly people: PeopleState;
  readonly floor: FloorState;
  readonly broadcast: BroadcastState;
  readonly direction: DirectionState;
  readonly cameras: CamerasState;
  readonly turnTaking: TurnTaking;
  readonly log: LogState;
  readonly sitting: SittingState;
  readonly ballots: BallotState;
  readonly access: AccessState;
}

export type ChamberEvent =
  | RegisterEvent
  | PeopleEvent
  | FloorEvent
  | SittingEvent
  | BroadcastEvent
  | DirectionEvent
  | CamerasEvent
  | BallotEvent
  | VotesEvent
  | AccessEvent
  | LogEvent;
/** What people ask for, and what the daemon's own doors make of it: votes, and members' pages. */
export type ChamberCommand = Command | CastCommand | ChancedCommand | CountCommand | SeatCommand;
export type ChamberDecision = Decision<ChamberEvent>;

export const initialRoot = (hall: Hall): ChamberRoot => ({
  hall,
  register: initialRegister(hall),
  people: initialPeople(hall),
  floor: emptyFloor,
  broadcast: initialBroadcast,
  direction: initialDirection,
  cameras: initialCameras(hall),
  turnTaking: noTurnTaking,
  log: emptyLog,
  sitting: noSitting,
  ballots: noBallots,
  access: noAccess,
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

const register: ChamberFeature = {
  decide: (root, _observed, command) => decideRegister(root, command),
  reduce: slice('register', (state, { event }) => reduceRegister(state, event)),
};
const people: ChamberFeature = {
  decide: (root, _observed, command) => decidePeople(root, command),
  observe: observePeople,
  reduce: slice('people', (state, { event }, root) => reducePeople(state, event, root)),
};
const floor: ChamberFeature = {
  decide: decideFloor,
  observe: observeFloor,
  reduce: slice('floor', (state, { event, at }, root) => reduceFloor(state, event, at, root)),
};
const sitting: ChamberFeature = {
  decide: decideSitting,
  observe: (root, observed) => [...observeQuorum(root), ...observeAwaited(root, observed)],
  reduce: slice('sitting', (state, recorded, root) => reduceSitting(state, recorded, root)),
};
const broadcast: ChamberFeature = {
  decide: decideBroadcast,
  observe: observeBroadcast,
  reduce: slice('broadcast', reduceBroadcast),
};
const ballots: ChamberFeature = {
  decide: (root, _observed, command) => decideBallot(root, command),
  observe: observeBallots,
  reduce: slice('ballots', reduceBallots),
};
const access: ChamberFeature = {
  decide: (root, _observed, command) => decideAccess(root, command),
  reduce: slice('access', (state, recorded) => reduceAccess(state, recorded)),
};
const direction: ChamberFeature = {
  decide: (root, _observed, command) => decideDirection(root, command),
  reduce: slice('direction', (state, { event, at }) => reduceDirection(state, event, at)),
};
const turnTaking: ChamberFeature = {
  reduce: slice('turnTaking', (state, { event, at }, root) =>
    reduceTurnTaking(state, event, at, root.people),
  ),
};
const reduceCameraSlice = slice('cameras', reduceCameras);
const cameras: ChamberFeature = {
  decide: decideCameras,
  // The shots that everybody reads are the config's and what has been taught.
  reduce(root, recorded) {
    const next = reduceCameraSlice(root, recorded);
    if (next.cameras.taught === root.cameras.taught) return next;
    return { ...next, hall: { ...root.hall, cameras: taughtCameras(next.cameras) } };
  },
};
const log: ChamberFeature = {
  reduce: slice('log', (state, recorded, root) => reduceLog(state, recorded, root)),
};

/**
 * In this order they reduce: the floor after who sits where, and before the sitting, whose present item and
 * phase it records its speeches under.
 */
export const chamberFeatures: readonly ChamberFeature[] = [
  register,
  people,
  floor,
  sitting,
  ballots,
  access,
  broadcast,
  direction,
  turnTaking,
  cameras,
  log,
];

/** What restricts acts before it is on disk; what permits waits for the sync. */
export function restricts(event: ChamberEvent): boolean {
  switch (event.type) {
    case 'broadcast/publicity':
      // "Before the public part" is a step out of a part that is not public.
      return event.data.to !== 'public' && event.data.to !== 'pre';
    // A hand on the switch of what may be seen or run is never late.
    case 'broadcast/confirmed':
      return !event.data.done;
    case 'broadcast/alone':
      return !event.data.alone;
    case 'broadcast/slides':
      return !event.data.on;
    case 'broadcast/stream':
      return !event.data.wanted;
    // From here on only who consents to a recording is seen and heard.
    case 'broadcast/recording':
      return event.data.on;
    case 'broadcast/sound':
      return event.data.off;
    case 'people/consent-changed':
      return event.data.withdrawn;
    // Somebody left: whoever sits there until the next assignment is on disk counts as unknown.
    case 'people/assigned':
      return event.personal?.person == null;
    case 'people/unit-login':
      return event.data.contradicts;
    case 'people/unit-logout':
      return true;
    // Closed is closed, and what does not count is not shown.
    case 'ballot/closed':
    case 'ballot/voided':
    case 'ballot/cleared':
    case 'access/revoked':
    case 'access/locked':
      return true;
    case 'attendance/changed':
      return event.data.status !== 'room';
    // A planned seat is nobody confirmed; a part or an item that is not for the public acts at once.
    case 'sitting/prepared':
      return true;
    case 'sitting/phase':
      return event.data.to !== 'open';
    case 'agenda/begun':
      return !event.data.onStream;
    case 'agenda/edited':
      return event.data.onStream === false;
    case 'conflict/changed':
      return event.data.excluded;
    // A start on another day closes the public part.
    case 'log/started':
      return !event.data.resumed;
    // The operator's hand on the direction is never late; the guard still has the last word.
    case 'direction/manual':
    // Whoever takes a camera out of the direction, or a shot out of the list, is about to change what it shows.
    case 'cameras/reserved':
    case 'cameras/forgotten':
    case 'cameras/calibration-begun':
      return true;
    default:
      return false;
  }
}
