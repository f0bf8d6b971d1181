/**
 * The hall as the config describes it: seats, people, shots, scenes and the rules' numbers. Fixed for the whole
 * run but for the cameras' shots, which can be taught (cameras/).
 */
import type { Consent } from '../../protocols/api/views.ts';
import type { CameraPosition, PresetNumber } from '../../protocols/models/camera.ts';
import type { SlateKind } from '../../protocols/api/commands/broadcast.ts';
import type { Body } from '../../protocols/models/council.ts';
import type { MicrophoneCapabilities } from '../../protocols/models/microphones.ts';
import type { KeypadId, VotingCapabilities } from '../../protocols/models/voting.ts';
import type { Limits } from './floor/entry.ts';

export interface HallSeat {
  readonly seat: number;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly role: 'delegate' | 'chair' | 'lectern' | 'guest';
  /** Who sits there unless assigned otherwise tonight. */
  readonly person: string | null;
}

export interface HallPerson {
  readonly name: string;
  readonly group?: string;
  readonly consent: Consent;
  readonly card?: string;
}

export interface CameraShot {
  readonly preset: PresetNumber;
  readonly subjects: readonly number[];
  /** Seats recognisable in the picture besides the subjects. */
  readonly visible: readonly number[];
  /** Zones of the camera that are in the picture, by id; absent: none that somebody listed. */
  readonly zones?: readonly string[];
  /** Taught from the operator's page. */
  readonly isTaught?: boolean;
}

/** A place of people nobody asked, such as the public gallery, as angles of one camera's head, degrees. */
export interface Zone {
  readonly id: string;
  readonly label: string;
  readonly pan: { readonly from: number; readonly to: number };
  readonly tilt: { readonly from: number; readonly to: number };
}

/** Horizontal angle of the picture, degrees. */
export interface FieldOfView {
  readonly wideDegrees: number;
  readonly teleDegrees: number;
}

/** What is known of a camera's head before it is heard. */
export interface CameraHead {
  readonly zones: readonly Zone[];
  readonly view: FieldOfView;
  /** Where the config says that presets are. */
  readonly targets: Readonly<Record<PresetNumber, CameraPosition>>;
  /** Preset numbers that may be stored. */
  readonly presets: readonly PresetNumber[];
  readonly canDrive: boolean;
}

/** Nothing known, nothing barred. */
export const plainHead: CameraHead = {
  zones: [],
  view: { wideDegrees: 75, teleDegrees: 6 },
  targets: {},
  presets: [],
  canDrive: false,
};

export interface HallCamera {
  readonly device: string;
  readonly label: string;
  readonly scene: string;
  /** The slides with this camera's picture beside them. */
  readonly slidesScene?: string;
  readonly shots: readonly CameraShot[];
  readonly head: CameraHead;
}

export interface WideShot {
  readonly id: string;
  readonly scene: string;
  /** Seats that this wide certainly does not show. */
  readonly hides: readonly number[];
}

export interface DirectionRules {
  /** A close-up stays at least this long before the next close-up, ms. */
  readonly minimumHoldMs: number;
  /** After this much silence the wide is shown, ms. */
  readonly silenceMs: number;
  /** A microphone must be open this long before it counts, ms: 0 for pressed buttons. */
  readonly reactionMs: number;
  /** The same for microphones that open by voice: a cough does not steal the picture. */
  readonly voiceReactionMs: number;
  /** Two who take so many turns within that time are shown together for `holdMs`; fewer than 2 turns: never. */
  readonly alternation: { readonly turns: number; readonly withinMs: number; readonly holdMs: number };
  /** One close-up of a long speech gives way to the room every so often, for so long; 0: never. */
  readonly room: { readonly everyMs: number; readonly forMs: number };
  /** A ready close-up of a listener, every so often in a long speech and for so long; 0: never. */
  readonly reactionShots: { readonly everyMs: number; readonly forMs: number };
  /** Seats whose picture nobody takes while their microphone is open, not even the chair. */
  readonly vip: readonly number[];
  /** The chair's open microphone goes before any other; false: its interjections take the picture from nobody. */
  readonly chairFirst: boolean;
  /** Off-air cameras are sent to those who will likely speak next; false: only to the one who speaks. */
  readonly lookAhead: boolean;
  /** Whoever is surely next on the list is shown as soon as nobody speaks, where a camera stands ready. */
  readonly showNext: boolean;
  /** After this time of manual direction the page offers to hand back, ms. */
  readonly offerHandBackMs: number;
}

/** Text sources of the mixer, by what they say. */
export interface LowerThirdInputs {
  /** What lies behind the name: a full block, or nothing. */
  readonly bar: string;
  readonly name: string;
  /** Function and group. */
  readonly role: string;
  readonly item: string;
  readonly time: string;
  readonly title: string;
  readonly captions: string;
}

/** What the config says of stream, recording, slates and the conference. */
export interface Transmission {
  readonly language: 'de' | 'en';
  readonly slateTexts: Readonly<Record<SlateKind, string>>;
  /** Text sources on the two slates. */
  readonly slateInput: string;
  readonly pauseInput: string;
  readonly lowerThird: LowerThirdInputs;
  readonly slidesScene: string | null;
  readonly conference: {
    readonly speakerScene: string | null;
    readonly galleryScene: string | null;
    readonly soundInput: string | null;
  };
  readonly recording: { readonly isAllowed: boolean; readonly isInternalAllowed: boolean };
  readonly resumesStream: boolean;
}

/** A device that votes can be pressed on. */
export interface HallVoting {
  readonly device: string;
  readonly label: string;
  /** Units of the microphone system: the keypad is the seat. */
  readonly isUnits: boolean;
  readonly capabilities: VotingCapabilities;
  /** Whose keypad is whose, where the config says so. */
  readonly keypads: Readonly<Record<KeypadId, string>>;
}

export interface Hall {
  readonly title: string;
  readonly chamber: string;
  readonly seats: Readonly<Record<number, HallSeat>>;
  readonly chairSeat: number | null;
  /** `tonight`: who sits where must be confirmed at each sitting; `fixed`: the config vouches for it. */
  readonly seating: 'tonight' | 'fixed';
  /** IANA name, for the minutes. */
  readonly timeZone: string;
  readonly people: Readonly<Record<string, HallPerson>>;
  /** Bodies the config begins with; the register takes over from there. */
  readonly bodies: readonly Body[];
  /** Device ids. */
  readonly microphones: string;
  readonly switcher: string;
  readonly voting: readonly HallVoting[];
  /** Where a remote member reports that nothing works any more, e.g. a telephone number; null: nowhere. */
  readonly secondChannel: string | null;
  readonly cameras: readonly HallCamera[];
  readonly wides: readonly WideShot[];
  readonly slateScene: string;
  readonly pauseScene: string;
  /** The mixer's inputs that carry the hall's sound: only these are ever opened. */
  readonly soundInputs: readonly string[];
  readonly transmission: Transmission;
  readonly rules: DirectionRules;
  /** Speaking times of the house. */
  readonly limits: Limits;
  /** From this much of the speaking time left on the time is amber, ms. */
  readonly amberMs: number;
  /** What the microphone system can do. */
  readonly microphoneCapabilities: Pick<
    MicrophoneCapabilities,
    'talkOn' | 'talkOff' | 'requestList' | 'addRequest' | 'endRequest'
  >;
  /** Council information systems the config names; their addresses stay with the importer. */
  readonly sources: readonly { readonly id: string; readonly label: string }[];
}
