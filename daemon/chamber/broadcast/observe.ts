/** What reports of the devices mean for the record of the broadcast. */
import type { Observed } from '../../../protocols/models/observed.ts';
import { unknownSwitcher } from '../../../protocols/models/switcher.ts';
import { consentAt } from '../people/state.ts';
import type { ChamberRoot } from '../root.ts';
import { checksOf, isGreen } from './checks.ts';
import type { BroadcastEvent } from './events.ts';
import { openDelegates } from './microphones.ts';
import { runningRecording } from './state.ts';

export function observeBroadcast(root: ChamberRoot, observed: Observed): readonly BroadcastEvent[] {
  return [
    ...microphonesClosed(root, observed),
    ...closedPartSecured(root, observed),
    ...objection(root, observed),
    ...streamKept(root, observed),
    ...recordingFollowed(root, observed),
  ];
}

function microphonesClosed(root: ChamberRoot, observed: Observed): readonly BroadcastEvent[] {
  const isClosed = root.broadcast.isClosing && openDelegates(root, observed)?.length === 0;
  return isClosed ? [{ type: 'broadcast/microphones-off', version: 1, data: {} }] : [];
}

function closedPartSecured(root: ChamberRoot, observed: Observed): readonly BroadcastEvent[] {
  if (root.broadcast.closedPart?.isSecured !== false || !isGreen(checksOf(root, observed))) return [];
  return [{ type: 'broadcast/secured', version: 1, data: {} }];
}

/**
 * Whoever consents to neither picture nor sound and speaks is a hold, so that viewers read why nothing comes; it
 * ends with the speech. The guard has acted long before: this is the record of it, and the words on the slate.
 */
function objection(root: ChamberRoot, observed: Observed): readonly BroadcastEvent[] {
  const { hall, people, broadcast } = root;
  const microphones = observed.microphones[hall.microphones];
  if (!microphones) return [];
  const objects = (seat: number): boolean => {
    const consent = consentAt(people, seat);
    return consent !== undefined && consent.image === 'no' && !consent.sound;
  };
  if (broadcast.publicity === 'public') {
    const seat = microphones.speakers.find((each) => objects(each) && each !== broadcast.releasedFor);
    return seat === undefined ? [] : [publicity({ to: 'consent-hold', seat })];
  }
  const { heldFor } = broadcast;
  if (broadcast.publicity !== 'consent-hold' || heldFor === null) return [];
  const still = microphones.speakers.find(objects);
  if (still === undefined) return [publicity({ to: 'public' })];
  return still === heldFor || microphones.speakers.includes(heldFor)
    ? []
    : [publicity({ to: 'consent-hold', seat: still })];
}

type PublicityData = Extract<BroadcastEvent, { type: 'broadcast/publicity' }>['data'];
const publicity = (data: PublicityData): BroadcastEvent => ({
  type: 'broadcast/publicity',
  version: 1,
  data,
});

function streamKept({ hall, broadcast }: ChamberRoot, observed: Observed): readonly BroadcastEvent[] {
  const { stream } = observed.switchers[hall.switcher] ?? unknownSwitcher;
  const { isWanted, lostAt } = broadcast.stream;
  if (!isWanted) return [];
  if (stream === 'inactive' && lostAt === null) return [lost(true)];
  return stream === 'active' && lostAt !== null ? [lost(false)] : [];
}

const lost = (is: boolean): BroadcastEvent => ({
  type: 'broadcast/stream-lost',
  version: 1,
  data: { lost: is },
});

/** Whoever started it: a recording is one. One that is not told of any more may still run, and stays open. */
function recordingFollowed({ hall, broadcast }: ChamberRoot, observed: Observed): readonly BroadcastEvent[] {
  const { record } = observed.switchers[hall.switcher] ?? unknownSwitcher;
  const running = runningRecording(broadcast);
  if (record === 'active' && !running) {
    const id = `r${broadcast.recordings.length === 0 ? 1 : numberOf(broadcast.recordings.at(-1)?.id) + 1}`;
    return [{ type: 'broadcast/recording', version: 1, data: { id, on: true } }];
  }
  if (record === 'inactive' && running)
    return [{ type: 'broadcast/recording', version: 1, data: { id: running.id, on: false } }];
  return [];
}

const numberOf = (id: string | undefined): number => Number(id?.slice(1) ?? 0);
