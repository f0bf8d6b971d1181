import type { Publicity } from '../../../protocols/api/views/broadcast.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { Recorded } from '../feature.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import { reduceRecordings } from './chapters.ts';
import { initialBroadcast, type BroadcastState, type ClosedPartState } from './state.ts';

const nothingConfirmed: ClosedPartState = { isSecured: false, override: null, confirmed: [], alone: [] };

export function reduceBroadcast(
  broadcast: BroadcastState,
  recorded: Recorded<ChamberEvent>,
  root: ChamberRoot,
): BroadcastState {
  const { event, at } = recorded;
  const next = reduced(broadcast, event, at);
  const recordings = reduceRecordings(broadcast, recorded, root, next.publicity);
  return recordings === next.recordings ? next : { ...next, recordings };
}

function reduced(broadcast: BroadcastState, event: ChamberEvent, at: WallMs): BroadcastState {
  switch (event.type) {
    case 'broadcast/publicity':
      return publicityChanged(broadcast, event.data);
    case 'broadcast/sound':
      return { ...broadcast, soundOff: event.data.off };
    case 'broadcast/microphones-off':
      return { ...broadcast, isClosing: false };
    case 'broadcast/secured':
      return withClosedPart(broadcast, (part) => ({ ...part, isSecured: true }));
    case 'broadcast/overridden': {
      const override = { at, missing: event.data.missing, reason: event.personal?.reason ?? '' };
      return withClosedPart(broadcast, (part) => ({ ...part, override }));
    }
    case 'broadcast/confirmed': {
      const { check, done } = event.data;
      return withClosedPart(broadcast, (part) => ({
        ...part,
        confirmed: toggled(part.confirmed, check, done),
      }));
    }
    case 'broadcast/alone': {
      const person = event.personal?.person;
      if (person === undefined) return broadcast;
      return withClosedPart(broadcast, (part) => ({
        ...part,
        alone: toggled(part.alone, person, event.data.alone),
      }));
    }
    case 'attendance/changed': {
      // Whoever was away has to say again that nobody else is in the room.
      const person = event.personal?.person;
      return person === undefined || !broadcast.closedPart?.alone.includes(person)
        ? broadcast
        : withClosedPart(broadcast, (part) => ({ ...part, alone: toggled(part.alone, person, false) }));
    }
    case 'broadcast/stream':
      return { ...broadcast, stream: { isWanted: event.data.wanted, lostAt: null } };
    case 'broadcast/stream-lost':
      return { ...broadcast, stream: { ...broadcast.stream, lostAt: event.data.lost ? at : null } };
    case 'broadcast/record':
      return { ...broadcast, isRecordWanted: event.data.wanted };
    case 'broadcast/slides':
      return { ...broadcast, slides: event.data.on ? 'released' : 'off' };
    case 'broadcast/slate-text': {
      const { slate, text } = event.data;
      const { [slate]: _before, ...others } = broadcast.slateTexts;
      return { ...broadcast, slateTexts: text === null ? others : { ...others, [slate]: text } };
    }
    case 'floor/opened':
    case 'floor/started':
    case 'floor/called':
      // Slides are for the one who spoke to them.
      return broadcast.slides === 'off' ? broadcast : { ...broadcast, slides: 'off' };
    case 'floor/closed':
      return broadcast.releasedFor === event.data.seat ? { ...broadcast, releasedFor: null } : broadcast;
    default:
      return reducedBySitting(broadcast, event);
  }
}

/** What the sitting says to the broadcast: it only ever closes, or goes one step back towards the public. */
function reducedBySitting(broadcast: BroadcastState, event: ChamberEvent): BroadcastState {
  switch (event.type) {
    case 'sitting/phase': {
      const { to } = event.data;
      const next = phaseTo(to, broadcast.publicity);
      const isChange = next !== broadcast.publicity;
      const entered = isChange ? entering(broadcast, next, {}) : broadcast;
      const closes = to === 'interrupted' || to === 'non-public' || to === 'closed' || isChange;
      return closes ? { ...entered, isClosing: true } : entered;
    }
    case 'sitting/prepared':
      // Another sitting begins closed.
      return broadcast.publicity === 'non-public'
        ? broadcast
        : { ...broadcast, publicity: 'unknown', untilAt: null };
    case 'log/started':
      // Another day: whoever left the hall open must not find it on air. Non-public stays as it is.
      return event.data.resumed || broadcast.publicity === 'non-public'
        ? broadcast
        : {
            ...initialBroadcast,
            recordings: broadcast.recordings,
            slateTexts: broadcast.slateTexts,
          };
    default:
      return broadcast;
  }
}

type PublicityData = Extract<ChamberEvent, { type: 'broadcast/publicity' }>['data'];

function publicityChanged(broadcast: BroadcastState, data: PublicityData): BroadcastState {
  const entered = entering(broadcast, data.to, data);
  switch (data.to) {
    case 'paused':
    case 'off':
      return { ...entered, isClosing: true };
    case 'non-public':
      // Pressed twice it is still the same part.
      return broadcast.publicity === 'non-public' ? broadcast : { ...entered, isClosing: true };
    case 'consent-hold':
      return { ...entered, heldFor: data.seat ?? null };
    case 'public':
      return { ...entered, isClosing: false, releasedFor: data.seat ?? null };
    case 'pre':
      return broadcast.publicity === 'non-public' ? { ...entered, isClosing: true } : entered;
  }
}

function entering(
  broadcast: BroadcastState,
  to: Publicity,
  { cause, untilAt }: Pick<PublicityData, 'cause' | 'untilAt'>,
): BroadcastState {
  const isClosed = to === 'non-public';
  return {
    ...broadcast,
    publicity: to,
    cause: cause ?? 'break',
    untilAt: untilAt ?? null,
    heldFor: null,
    closedPart: isClosed ? (broadcast.closedPart ?? nothingConfirmed) : null,
    // What was stopped for the closed part starts again only by hand.
    stream: isClosed ? initialBroadcast.stream : broadcast.stream,
    isRecordWanted: broadcast.isRecordWanted && !isClosed,
    slides: 'off',
  };
}

function phaseTo(phase: 'open' | 'interrupted' | 'non-public' | 'closed', now: Publicity): Publicity {
  switch (phase) {
    case 'non-public':
      return 'non-public';
    case 'closed':
      return 'off';
    case 'interrupted':
      return now === 'public' || now === 'consent-hold' ? 'paused' : now;
    case 'open':
      return now === 'non-public' ? 'pre' : now;
  }
}

function withClosedPart(
  broadcast: BroadcastState,
  change: (part: ClosedPartState) => ClosedPartState,
): BroadcastState {
  return broadcast.closedPart ? { ...broadcast, closedPart: change(broadcast.closedPart) } : broadcast;
}

function toggled<Entry>(list: readonly Entry[], entry: Entry, on: boolean): readonly Entry[] {
  const others = list.filter((each) => each !== entry);
  return on ? [...others, entry] : others;
}
