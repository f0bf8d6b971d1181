/**
 * What must be confirmed before an item that is not public is called, and stay so while it runs. Unknown counts
 * like failed. Pure; facts/councils-obs-hybrid.md D7.
 */
import type { CheckId } from '../../../protocols/api/views/broadcast.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import {
  soundOf,
  unknownSwitcher,
  type OutputName,
  type SwitcherState,
} from '../../../protocols/models/switcher.ts';
import type { ChamberRoot } from '../root.ts';
import { statusOf } from '../sitting/state.ts';
import { openDelegates } from './microphones.ts';

export interface CheckFound {
  readonly id: CheckId;
  readonly state: 'confirmed' | 'waiting' | 'failed' | 'unknown';
  readonly person?: PersonId;
}

const outputChecks: readonly (readonly [CheckId, OutputName])[] = [
  ['stream', 'stream'],
  ['recording', 'record'],
  ['virtual-camera', 'virtualCamera'],
  ['replay-buffer', 'replayBuffer'],
];
const conferenceChecks = ['conference-guests', 'conference-roster', 'conference-recording'] as const;

/** Every check of the closed part that runs; none while there is no such part. */
export function checksOf(root: ChamberRoot, observed: Observed): readonly CheckFound[] {
  const part = root.broadcast.closedPart;
  if (!part) return [];
  const switcher = observed.switchers[root.hall.switcher] ?? unknownSwitcher;
  // What was confirmed once and is not so any more was undone by somebody.
  const otherwise = part.isSecured ? 'failed' : 'waiting';
  const found = (id: CheckId, is: boolean | null): CheckFound => ({
    id,
    state: is === null ? 'unknown' : is ? 'confirmed' : otherwise,
  });
  const sound = soundOf(switcher);
  return [
    found('picture', switcher.program === null ? null : switcher.program === root.hall.slateScene),
    found('sound', sound === 'unknown' ? null : sound === 'closed'),
    ...outputChecks.map(([id, output]) => found(id, isOff(root, switcher, output))),
    found('other-outputs', switcher.otherOutputs === null ? null : switcher.otherOutputs.length === 0),
    // Public pages are made from what is on disk, and there the part is closed.
    found('public-pages', true),
    found('microphones', microphonesOff(root, observed)),
    ...(hasConference(root) ? conferenceChecks.map((id) => found(id, part.confirmed.includes(id))) : []),
    ...remoteMembers(root).map((person) => ({ ...found('alone', part.alone.includes(person)), person })),
  ];
}

export const isGreen = (checks: readonly CheckFound[]): boolean =>
  checks.every(({ state }) => state === 'confirmed');

/** A non-public item may be called: all is confirmed, or the chair has decided to go on without. */
export function mayCallClosedItem(root: ChamberRoot, observed: Observed): boolean {
  const part = root.broadcast.closedPart;
  if (!part) return false;
  const missing = checksOf(root, observed).filter(({ state }) => state !== 'confirmed');
  // What broke after the chair's word was not part of it.
  return missing.every(({ id }) => part.override?.missing.includes(id));
}

function isOff(root: ChamberRoot, switcher: SwitcherState, output: OutputName): boolean | null {
  if (output === 'record' && root.hall.transmission.recording.isInternalAllowed) return true;
  const state = switcher[output];
  if (state === 'unknown') return switcher.lacks.includes(output) && switcher.program !== null ? true : null;
  return state === 'inactive';
}

/** Read back as closed once since the part was entered: after that the members speak again. */
function microphonesOff(root: ChamberRoot, observed: Observed): boolean | null {
  if (!root.broadcast.isClosing) return true;
  const open = openDelegates(root, observed);
  return open === null ? null : open.length === 0;
}

export function remoteMembers({ sitting: { current } }: ChamberRoot): readonly PersonId[] {
  if (!current) return [];
  return Object.keys(current.attendance).filter((person) => statusOf(current, person)?.status === 'remote');
}

function hasConference(root: ChamberRoot): boolean {
  const { speakerScene, galleryScene, soundInput } = root.hall.transmission.conference;
  return (
    [speakerScene, galleryScene, soundInput].some((each) => each !== null) || remoteMembers(root).length > 0
  );
}
