/**
 * The one model of a delegate microphone system: seats, ordered lists and modes, as every driver reports
 * them and as the domain sees them. Lists hold seat numbers in the device's own order.
 */

/** The device's number of a seat, 1..65535. */
export type SeatNumber = number;

export type MicrophoneMode = 'auto' | 'fifo' | 'manual' | 'voice';
/** May a button press at a full speaker list push somebody out? */
export type InterruptMode = 'none' | 'same-priority' | 'lower-priority';

/** What a system can do. Pages show what is missing; a missing one is never an error. */
export interface MicrophoneCapabilities {
  /** We can switch a microphone on. */
  readonly talkOn: boolean;
  /** We can switch a single microphone off. */
  readonly talkOff: boolean;
  /** The system has a list of requests and reports it. */
  readonly requestList: boolean;
  /** We can put somebody on that list. */
  readonly addRequest: boolean;
  /** We can take a single request off that list. */
  readonly endRequest: boolean;
  /** The lists' order is the device's own, not derived from the order of events. */
  readonly order: boolean;
  /** We can put that list in another order. */
  readonly reorder: boolean;
  readonly replies: boolean;
  readonly names: boolean;
  readonly presence: boolean;
  readonly priority: boolean;
  /** Those the system knows and reports. */
  readonly modes: readonly MicrophoneMode[];
  /** We can change mode and limits. */
  readonly settings: boolean;
  readonly hold: boolean;
  readonly voting: boolean;
  readonly individualVotes: boolean;
}

export interface MicrophoneSeat {
  /** The unit is connected, and somebody is logged in where the system asks for that. */
  readonly present: boolean;
  /** The delegate's name if one is logged in, else the seat's; absent where the system has none. */
  readonly name?: string;
  /** Card number or login of whoever is logged in at the unit; absent: nobody, or the system has none. */
  readonly login?: string;
  /** The unit is a chair's: absent where the system does not say. */
  readonly chair?: boolean;
}

export interface MicrophonesState {
  readonly seats: Readonly<Record<SeatNumber, MicrophoneSeat>>;
  /** Open microphones, in the order of the speak list. */
  readonly speakers: readonly SeatNumber[];
  readonly requests: readonly SeatNumber[];
  readonly replies: readonly SeatNumber[];
  readonly mode: MicrophoneMode | null;
  readonly withReplies: boolean;
  readonly interrupt: InterruptMode | null;
  /** Open delegate microphones at the same time, chair not counted. */
  readonly maxOpen: number | null;
  readonly maxOpenTotal: number | null;
  readonly maxRequests: number | null;
  readonly maxReplies: number | null;
  readonly priorities: Readonly<Record<SeatNumber, number>>;
}

export type MicrophoneList = 'speakers' | 'requests' | 'replies';
export const microphoneLists: readonly MicrophoneList[] = ['speakers', 'requests', 'replies'];

export const noMicrophones: MicrophonesState = {
  seats: {},
  speakers: [],
  requests: [],
  replies: [],
  mode: null,
  withReplies: false,
  interrupt: null,
  maxOpen: null,
  maxOpenTotal: null,
  maxRequests: null,
  maxReplies: null,
  priorities: {},
};

export interface MicrophoneSettings {
  readonly mode?: MicrophoneMode;
  readonly withReplies?: boolean;
  readonly interrupt?: InterruptMode;
  readonly maxOpen?: number;
  readonly maxOpenTotal?: number;
  readonly maxRequests?: number;
  readonly maxReplies?: number;
}

export type MicrophoneEvent =
  /** The whole truth, after every (re)connect. */
  | { readonly type: 'snapshot'; readonly state: MicrophonesState }
  | { readonly type: 'opened'; readonly seat: SeatNumber }
  | { readonly type: 'closed'; readonly seat: SeatNumber }
  | { readonly type: 'all-closed' }
  /** Whole lists in the device's order; those left out are as they were. */
  | ({ readonly type: 'lists' } & Partial<Pick<MicrophonesState, MicrophoneList>>)
  | { readonly type: 'requested'; readonly seat: SeatNumber }
  | { readonly type: 'request-ended'; readonly seat: SeatNumber }
  | { readonly type: 'replied'; readonly seat: SeatNumber }
  | { readonly type: 'reply-ended'; readonly seat: SeatNumber }
  | { readonly type: 'seat-changed'; readonly seat: SeatNumber; readonly state: MicrophoneSeat }
  | { readonly type: 'priority-changed'; readonly seat: SeatNumber; readonly priority: number }
  | { readonly type: 'settings-changed'; readonly settings: MicrophoneSettings };

export type MicrophoneCommand =
  | { readonly type: 'open'; readonly seat: SeatNumber }
  | { readonly type: 'close'; readonly seat: SeatNumber }
  /** Every delegate; the chair's microphone stays. */
  | { readonly type: 'close-delegates' }
  | { readonly type: 'close-all' }
  | { readonly type: 'open-next' }
  | { readonly type: 'add-request'; readonly seat: SeatNumber }
  | { readonly type: 'end-request'; readonly seat: SeatNumber }
  | { readonly type: 'end-all-requests' }
  /** The whole request list in its new order. */
  | { readonly type: 'order-requests'; readonly seats: readonly SeatNumber[] }
  | { readonly type: 'add-reply'; readonly seat: SeatNumber }
  | { readonly type: 'end-reply'; readonly seat: SeatNumber }
  | { readonly type: 'set'; readonly settings: MicrophoneSettings }
  | { readonly type: 'set-priority'; readonly seat: SeatNumber; readonly priority: number };

const without = (list: readonly SeatNumber[], seat: SeatNumber): readonly SeatNumber[] =>
  list.includes(seat) ? list.filter((other) => other !== seat) : list;
const withLast = (list: readonly SeatNumber[], seat: SeatNumber): readonly SeatNumber[] =>
  list.includes(seat) ? list : [...list, seat];

/** Folds one event into the state. Repeated events change nothing; the same object comes back then. */
export function applyMicrophoneEvent(state: MicrophonesState, event: MicrophoneEvent): MicrophonesState {
  switch (event.type) {
    case 'snapshot':
      return event.state;
    case 'opened':
      return withList(state, 'speakers', withLast(state.speakers, event.seat));
    case 'closed':
      return withList(state, 'speakers', without(state.speakers, event.seat));
    case 'all-closed':
      return state.speakers.length === 0 ? state : { ...state, speakers: [] };
    case 'lists': {
      const { type: _type, ...lists } = event;
      return { ...state, ...lists };
    }
    case 'requested':
      return withList(state, 'requests', withLast(state.requests, event.seat));
    case 'request-ended':
      return withList(state, 'requests', without(state.requests, event.seat));
    case 'replied':
      return withList(state, 'replies', withLast(state.replies, event.seat));
    case 'reply-ended':
      return withList(state, 'replies', without(state.replies, event.seat));
    case 'seat-changed':
      return { ...state, seats: { ...state.seats, [event.seat]: event.state } };
    case 'priority-changed':
      return { ...state, priorities: { ...state.priorities, [event.seat]: event.priority } };
    case 'settings-changed':
      return { ...state, ...event.settings };
  }
}

function withList(
  state: MicrophonesState,
  key: MicrophoneList,
  list: readonly SeatNumber[],
): MicrophonesState {
  return state[key] === list ? state : { ...state, [key]: list };
}
