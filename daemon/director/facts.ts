/** What director and guard look at: the acting state of the chamber and what the devices report right now. */
import type { Consent, Publicity } from '../../protocols/api/views.ts';
import type { MonotonicMs } from '../../protocols/clock.ts';
import { unknownCamera, type CameraPosition, type CameraState } from '../../protocols/models/camera.ts';
import type { MicrophonesState } from '../../protocols/models/microphones.ts';
import { unknownSwitcher, type SwitcherState } from '../../protocols/models/switcher.ts';
import type { PersonId } from '../../protocols/models/council.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import type { ManualWish } from '../chamber/direction/events.ts';
import { likelyAfter, type Likely } from '../chamber/direction/turn-taking.ts';
import { knownTargets } from '../chamber/cameras/state.ts';
import type { Hall } from '../chamber/hall.ts';
import { entryById, holderOf } from '../chamber/floor/state.ts';
import { remoteMembers } from '../chamber/broadcast/checks.ts';
import { runningRecording } from '../chamber/broadcast/state.ts';
import { consentAt, noConsent, recordingAt } from '../chamber/people/state.ts';
import type { ChamberRoot } from '../chamber/root.ts';
import { chairSeatOf, currentItem, statusOf } from '../chamber/sitting/state.ts';
import type { TravelTimes } from './travel.ts';

export interface Facts {
  readonly hall: Hall;
  readonly now: MonotonicMs;
  readonly publicity: Publicity;
  /** The item is not transmitted, or a resident speaks: as in a pause. */
  readonly offStream: boolean;
  readonly soundOff: boolean;
  /** Slides may be shown. */
  readonly slidesReleased: boolean;
  /** A recording runs, or may: who does not consent to it is treated as not consenting at all to sound and close picture. */
  readonly isRecording: boolean;
  /** The remote member who has the floor; null: nobody remote has it. */
  readonly remoteSpeaker: Consent | null;
  /** Everybody who is in the conference. */
  readonly conference: readonly Consent[];
  readonly safeMode: boolean;
  readonly manual: ManualWish | null;
  /** Where the presiding person sits; null: nowhere known. */
  readonly chairSeat: number | null;
  /** Open microphones in the order of opening; null while the system is not heard. */
  readonly open: readonly number[] | null;
  /** Microphones open by voice and not by a button. */
  readonly byVoice: boolean;
  /** Seats that wait, in the order they will speak. */
  readonly queue: readonly number[];
  readonly cameras: Readonly<Record<string, CameraState>>;
  readonly switcher: SwitcherState;
  /** Scenes asked of the mixer that it has not reported yet: their cameras may be on air at any moment. */
  readonly unconfirmed: readonly string[];
  /** Cameras that the direction must leave alone: driven by hand, or calibrating. */
  readonly reserved: ReadonlySet<string>;
  /** Where a camera's presets are, as far as it is known: from the config, a calibration, or visits. */
  targets(device: string): Readonly<Record<number, CameraPosition>>;
  /** The seat that was given the floor and whose microphone is not open yet; null: nobody. */
  readonly called: number | null;
  /** Who spoke after this seat in this house, as shares of all its turns. */
  turnTaking(seat: number): readonly Likely[];
  /** Travel times kept from earlier runs. */
  readonly travel: TravelTimes;
  /** undefined: nobody is known to sit there. */
  consent(seat: number): Consent | undefined;
  /** The same without regard to a recording. */
  consentToStream(seat: number): Consent | undefined;
  /** Who should sit there, is not confirmed and was not said to be away; undefined: nobody. */
  plannedImage(seat: number): Consent['image'] | undefined;
}

export function gatherFacts(
  root: ChamberRoot,
  observed: Observed,
  now: MonotonicMs,
  safeMode: boolean,
  unconfirmed: readonly string[] = [],
): Facts {
  const { hall } = root;
  const microphones = observed.microphones[hall.microphones] ?? null;
  const switcher = observed.switchers[hall.switcher] ?? unknownSwitcher;
  const isRecording = records(switcher) || runningRecording(root.broadcast) !== undefined;
  return {
    hall,
    now,
    publicity: root.broadcast.publicity,
    offStream: currentItem(root)?.onStream === false || holderOf(root.floor)?.kind === 'residents-question',
    soundOff: root.broadcast.soundOff,
    slidesReleased: root.broadcast.slides === 'released',
    isRecording,
    ...conferenceOf(root, isRecording),
    safeMode,
    manual: root.direction.mode === 'manual' ? root.direction.wish : null,
    chairSeat: chairSeatOf(root),
    open: microphones ? microphones.speakers : null,
    byVoice: microphones?.mode === 'voice',
    queue: queueOf(root, microphones),
    cameras: observed.cameras,
    switcher,
    unconfirmed,
    reserved: new Set(Object.keys(root.cameras.reserved)),
    called: root.floor.called === null ? null : (entryById(root.floor, root.floor.called)?.who.seat ?? null),
    turnTaking: (seat) => likelyAfter(root.turnTaking, seat, root.people),
    travel: root.cameras.travel,
    targets: (device) => knownTargets(root, observed, device),
    consent: (seat) => {
      const consent = consentAt(root.people, seat);
      return consent && (isRecording && !recordingAt(root.people, seat) ? notRecorded(consent) : consent);
    },
    consentToStream: (seat) => consentAt(root.people, seat),
    plannedImage: (seat) => plannedImage(root, seat),
  };
}

const records = ({ record }: SwitcherState): boolean => record !== 'inactive' && record !== 'unknown';

/** Somebody who may be seen live and not kept: neither recognisable nor heard. */
const notRecorded = (consent: Consent): Consent => ({
  ...consent,
  image: consent.image === 'yes' ? 'not-recognisable' : consent.image,
  sound: false,
});

function conferenceOf(root: ChamberRoot, isRecording: boolean): Pick<Facts, 'remoteSpeaker' | 'conference'> {
  const consentOf = (person: PersonId): Consent => {
    const declared = root.people.consents[person] ?? noConsent;
    return isRecording && !declared.recording ? notRecorded(declared) : declared;
  };
  const remote = remoteMembers(root);
  const person = holderOf(root.floor)?.who.person;
  return {
    remoteSpeaker: person !== undefined && remote.includes(person) ? consentOf(person) : null,
    conference: remote.map(consentOf),
  };
}

function plannedImage(
  { people, sitting: { current } }: ChamberRoot,
  seat: number,
): Consent['image'] | undefined {
  const occupant = people.occupants[seat];
  if (!occupant || occupant.isConfirmed) return undefined;
  const status = current && statusOf(current, occupant.person)?.status;
  const isAway = status != null && status !== 'room';
  return isAway ? undefined : (people.consents[occupant.person] ?? noConsent).image;
}

/** Our list first, which is in the order they will speak; then who pressed a moment ago and is not on it yet. */
function queueOf({ floor }: ChamberRoot, microphones: MicrophonesState | null): readonly number[] {
  const pressed = microphones ? [...microphones.replies, ...microphones.requests] : [];
  const listed = floor.list.waiting.flatMap(({ who }) => who.seat ?? []);
  return [...new Set([...listed, ...pressed])];
}

export const cameraOf = (facts: Facts, device: string): CameraState => facts.cameras[device] ?? unknownCamera;
