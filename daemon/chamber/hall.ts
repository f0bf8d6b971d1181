/** What the config fixes about the hall for the whole run: seats, people, shots, scenes and the rules' numbers. */
import type { Consent } from '../../protocols/api/views.ts';
import type { PresetNumber } from '../../protocols/models/camera.ts';
import type { Body } from '../../protocols/models/council.ts';
import type { MicrophoneCapabilities } from '../../protocols/models/microphones.ts';
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
}

export interface HallCamera {
  readonly device: string;
  readonly label: string;
  readonly scene: string;
  readonly shots: readonly CameraShot[];
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
  /** The chair's open microphone goes before any other. */
  readonly chairFirst: boolean;
  /** Off-air cameras are sent to those who will likely speak next; false: only to the one who speaks. */
  readonly lookAhead: boolean;
  /** After this time of manual direction the page offers to hand back, ms. */
  readonly offerHandBackMs: number;
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
  readonly cameras: readonly HallCamera[];
  readonly wides: readonly WideShot[];
  readonly slateScene: string;
  readonly pauseScene: string;
  /** The mixer's inputs that carry the hall's sound: only these are ever opened. */
  readonly soundInputs: readonly string[];
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
