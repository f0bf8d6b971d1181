/**
 * The rules of a serial line with up to seven VISCA cameras (drivers/transports/shared-line.ts). Before anybody
 * may be spoken to, an address broadcast goes through the chain and numbers the cameras, and a clear broadcast
 * empties their sockets; both come back. A camera that is switched on says "network change" and has no number:
 * everything is done anew, and every session starts over. A driver whose camera fell silent comes again, and
 * then only the numbers are given again: that disturbs nobody. Pure.
 */
import { noBytes } from '../../protocols/codec.ts';
import { viscaStream } from '../../protocols/visca/frames.ts';
import { viscaReplies, type ViscaReply } from '../../protocols/visca/replies.ts';
import { viscaRequests } from '../../protocols/visca/requests.ts';
import type { LineOutput, LineRules } from '../transports/shared-line.ts';

export interface ChainState {
  readonly phase:
    | 'closed'
    /** The address broadcast is under way: nobody may speak. */
    | 'addressing'
    /** The clear broadcast is. */
    | 'clearing'
    | 'ready'
    /** As ready, while the numbers are given again. */
    | 'checking';
  /** Broadcasts without an answer. */
  readonly tries: number;
  /** So many have numbers; null: the broadcast does not come back. */
  readonly cameras: number | null;
  /** Drivers that have a link or want one. */
  readonly joined: ReadonlySet<number>;
  readonly admitted: ReadonlySet<number>;
  /** Have had a link before: their camera fell silent. */
  readonly known: ReadonlySet<number>;
  readonly rest: Uint8Array;
}

const everybody = 8;
/** Seven cameras pass it on, each within a few video cycles. */
const broadcastMs = 800;
const maxTries = 3;

const stream = viscaStream(viscaReplies);
const setAddresses = viscaRequests.encode({ device: everybody, body: { type: 'set-addresses', first: 1 } });
const clear = viscaRequests.encode({ device: everybody, body: { type: 'if-clear' } });
const networkChange = viscaReplies.encode({ device: 0, body: { type: 'network-change' } });
/** What every session counts as one piece of garbage. */
const brokenFrame = Uint8Array.of(0xff);

interface Turn {
  state: ChainState;
  readonly outputs: LineOutput[];
}

const update = (turn: Turn, change: Partial<ChainState>): void => {
  turn.state = { ...turn.state, ...change };
};

export const chainRules: LineRules<ChainState> = {
  initial: {
    phase: 'closed',
    tries: 0,
    cameras: null,
    joined: new Set(),
    admitted: new Set(),
    known: new Set(),
    rest: noBytes,
  },
  step(state, input) {
    const turn: Turn = { state, outputs: [] };
    switch (input.type) {
      case 'line-up':
        renumber(turn);
        break;
      case 'joined':
        join(turn, input.device);
        break;
      case 'left':
        update(turn, { joined: without(state.joined, input.device) });
        update(turn, { admitted: without(state.admitted, input.device) });
        break;
      case 'spoken':
        if (isOpen(state)) turn.outputs.push({ type: 'send', data: input.data });
        break;
      case 'timer':
        unanswered(turn);
        break;
      case 'received': {
        const { messages, pending, garbage } = stream.decode(state.rest, input.data);
        update(turn, { rest: pending });
        if (garbage > 0) deliverToAll(turn, brokenFrame);
        for (const reply of messages) heard(turn, reply);
        break;
      }
    }
    return turn;
  },
};

const isOpen = ({ phase }: ChainState): boolean => phase === 'ready' || phase === 'checking';

const without = (devices: ReadonlySet<number>, device: number): ReadonlySet<number> =>
  new Set([...devices].filter((other) => other !== device));

function deliverToAll(turn: Turn, data: Uint8Array): void {
  for (const device of turn.state.admitted) turn.outputs.push({ type: 'deliver', device, data });
}

function broadcast(turn: Turn, data: Uint8Array): void {
  turn.outputs.push({ type: 'send', data }, { type: 'arm', afterMs: broadcastMs });
}

/** From the beginning, for everybody. */
function renumber(turn: Turn): void {
  // Before their numbers change: what they show is not to be believed any more.
  deliverToAll(turn, networkChange);
  update(turn, { phase: 'addressing', tries: 0 });
  broadcast(turn, setAddresses);
}

function join(turn: Turn, device: number): void {
  const { state } = turn;
  update(turn, { joined: new Set([...state.joined, device]) });
  if (state.phase !== 'ready') return;
  const isThere = state.cameras === null || device <= state.cameras;
  if (isThere && !state.known.has(device)) return admit(turn);
  update(turn, { phase: 'checking', tries: 0 });
  broadcast(turn, setAddresses);
}

/** Links for those who have a camera; the others come again later. */
function admit(turn: Turn): void {
  const { joined, admitted, known, cameras } = turn.state;
  for (const device of joined) {
    if (cameras !== null && device > cameras)
      turn.outputs.push({ type: 'dismiss', device, reason: `the chain ends with camera ${cameras}` });
    else if (!admitted.has(device)) turn.outputs.push({ type: 'admit', device });
  }
  const there = [...joined].filter((device) => cameras === null || device <= cameras);
  update(turn, { phase: 'ready', admitted: new Set(there), known: new Set([...known, ...there]) });
  turn.outputs.push({ type: 'arm', afterMs: null });
}

function heard(turn: Turn, { device, body }: ViscaReply): void {
  const { state } = turn;
  switch (body.type) {
    case 'network-change':
      // A greeting while the numbers are given is no reason to begin again for ever.
      if (isOpen(state)) renumber(turn);
      else if (state.phase === 'clearing') update(turn, { phase: 'addressing' });
      return;
    case 'addresses-set':
      if (state.phase === 'addressing') {
        update(turn, { phase: 'clearing', tries: 0, cameras: body.next - 1 });
        broadcast(turn, clear);
      } else if (state.phase === 'checking') {
        update(turn, { cameras: body.next - 1 });
        admit(turn);
      }
      return;
    case 'cleared':
      if (state.phase === 'clearing') admit(turn);
      return;
    default:
      // While numbers are given, nobody's answer is believed.
      if (isOpen(state) && state.admitted.has(device))
        turn.outputs.push({ type: 'deliver', device, data: viscaReplies.encode({ device, body }) });
  }
}

/** A broadcast has not come back: again, and then on without it, as the cameras before the break may answer. */
function unanswered(turn: Turn): void {
  const { phase } = turn.state;
  const tries = turn.state.tries + 1;
  update(turn, { tries });
  if (phase === 'closed' || phase === 'ready') return;
  if (tries < maxTries) return broadcast(turn, phase === 'clearing' ? clear : setAddresses);
  if (phase !== 'clearing') update(turn, { cameras: null });
  if (phase === 'addressing') {
    update(turn, { phase: 'clearing', tries: maxTries - 1 });
    return broadcast(turn, clear);
  }
  admit(turn);
}
