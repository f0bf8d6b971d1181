/**
 * The one model of a picture and sound mixer (OBS first): scenes, what is on air, which inputs are muted, what
 * leaves it, and the texts we write into it.
 */
export interface SwitcherInput {
  readonly kind: string;
  readonly muted: boolean;
  /** Can carry sound at all; only these count for the mute check. */
  readonly audio: boolean;
}

export type OutputState = 'inactive' | 'starting' | 'active' | 'stopping' | 'unknown';

/** Ways out of the mixer that have a switch of their own. */
export const outputNames = ['stream', 'record', 'virtualCamera', 'replayBuffer'] as const;
export type OutputName = (typeof outputNames)[number];

/** What a mixer may lack; pages say so, nobody asks for it. */
export type SwitcherAbility =
  | OutputName
  /** Ends a stream at once and throws away what is delayed. */
  | 'discard'
  /** Tells every output that runs, also those of plug-ins. */
  | 'output-list'
  | 'texts'
  /** Captions inside the stream. */
  | 'captions'
  /** Chapter marks inside the recording's file. */
  | 'chapters'
  /** Tells which scenes show a whole desktop. */
  | 'desktop-scenes'
  /** Gives pictures of its scenes, to look at and to find one that stands still. */
  | 'pictures';

/** Where the stream goes: never the key. */
export interface StreamTarget {
  /** Host and port as the mixer has them; empty: none is set. */
  readonly host: string;
  readonly isEncrypted: boolean;
  /** The mixer holds the stream back for so long, ms; 0: not at all. */
  readonly delayMs: number;
}

/** How the running stream does, over the last seconds. */
export interface StreamHealth {
  readonly kilobitsPerSecond: number;
  /** Share of frames that were not sent, 0..1. */
  readonly droppedShare: number;
  /** 0: the line takes everything at once; 1: it takes nothing. */
  readonly congestion: number;
  readonly isReconnecting: boolean;
}

/** What a look at the program says. */
export interface ProgramWatched {
  /** Nothing has been heard on any open input for too long. */
  readonly isSilent: boolean;
  /** The picture has not changed for too long. */
  readonly isFrozen: boolean;
  /** Loudest peak of late, decibels below full scale, ≤ 0; null: none was measured. */
  readonly peakDecibels: number | null;
}

export interface SwitcherState extends Readonly<Record<OutputName, OutputState>> {
  readonly scenes: readonly string[];
  /** The scene on air, null while unknown. */
  readonly program: string | null;
  /** The scene of the preview in studio mode, null where there is none. */
  readonly preview: string | null;
  readonly inputs: Readonly<Record<string, SwitcherInput>>;
  /** Further outputs that run, by the mixer's names; null: not known. */
  readonly otherOutputs: readonly string[] | null;
  readonly target: StreamTarget | null;
  readonly health: StreamHealth | null;
  /** Where recordings go, megabytes; null: not known. */
  readonly freeDiskMb: number | null;
  /** What the text sources say, by input. */
  readonly texts: Readonly<Record<string, string>>;
  /** Scenes in which a whole desktop is captured. */
  readonly desktopScenes: readonly string[];
  /** null: nobody looks or listens. */
  readonly watched: ProgramWatched | null;
  readonly lacks: readonly SwitcherAbility[];
}

export const unknownSwitcher: SwitcherState = {
  scenes: [],
  program: null,
  preview: null,
  inputs: {},
  stream: 'unknown',
  record: 'unknown',
  virtualCamera: 'unknown',
  replayBuffer: 'unknown',
  otherOutputs: null,
  target: null,
  health: null,
  freeDiskMb: null,
  texts: {},
  desktopScenes: [],
  watched: null,
  lacks: [],
};

export type SwitcherEvent =
  /** The whole truth but for what is watched, after every (re)connect. */
  | { readonly type: 'snapshot'; readonly state: SwitcherState }
  | { readonly type: 'program'; readonly scene: string }
  | { readonly type: 'preview'; readonly scene: string | null }
  | { readonly type: 'scenes'; readonly scenes: readonly string[] }
  | { readonly type: 'desktop-scenes'; readonly scenes: readonly string[] }
  | { readonly type: 'input'; readonly name: string; readonly input: SwitcherInput | null }
  | { readonly type: 'output'; readonly output: OutputName; readonly state: OutputState }
  | { readonly type: 'other-outputs'; readonly names: readonly string[] | null }
  | { readonly type: 'target'; readonly target: StreamTarget | null }
  | { readonly type: 'health'; readonly health: StreamHealth | null }
  | { readonly type: 'disk'; readonly freeMb: number | null }
  | { readonly type: 'text'; readonly name: string; readonly text: string | null }
  | { readonly type: 'watched'; readonly watched: ProgramWatched | null };

export type SwitcherCommand =
  /** By cut, whatever transition somebody chose in the program; evidence is a read-back. */
  | { readonly type: 'program'; readonly scene: string }
  | { readonly type: 'preview'; readonly scene: string }
  /** Every input that can carry sound, global ones included, is muted but those in `open`; evidence is a read-back of each. */
  | { readonly type: 'sound'; readonly open: readonly string[] }
  /** Evidence is that it runs, as the mixer says: a stream to a dead server fails. */
  | { readonly type: 'start-output'; readonly output: OutputName }
  /**
   * Evidence is that nothing comes out any more. Told to discard, or where a delay is set, it is broken off at
   * once; else after 3 s in which it did not end by itself.
   */
  | { readonly type: 'stop-output'; readonly output: OutputName; readonly discard: boolean }
  | { readonly type: 'stop-other-output'; readonly name: string }
  /** What these text sources say, all in one message; evidence is a read-back. */
  | { readonly type: 'texts'; readonly texts: Readonly<Record<string, string>> }
  /** One line of captions inside the stream. */
  | { readonly type: 'caption'; readonly text: string }
  /** A chapter mark in the recording's file. */
  | { readonly type: 'chapter'; readonly name: string };

export function applySwitcherEvent(state: SwitcherState, event: SwitcherEvent): SwitcherState {
  switch (event.type) {
    case 'snapshot':
      return { ...event.state, watched: state.watched };
    case 'program':
      return state.program === event.scene ? state : { ...state, program: event.scene };
    case 'preview':
      return state.preview === event.scene ? state : { ...state, preview: event.scene };
    case 'scenes':
      return { ...state, scenes: event.scenes };
    case 'desktop-scenes':
      return { ...state, desktopScenes: event.scenes };
    case 'input': {
      const { [event.name]: _gone, ...others } = state.inputs;
      return { ...state, inputs: event.input ? { ...others, [event.name]: event.input } : others };
    }
    case 'output':
      return state[event.output] === event.state ? state : { ...state, [event.output]: event.state };
    case 'other-outputs':
      return { ...state, otherOutputs: event.names };
    case 'target':
      return { ...state, target: event.target };
    case 'health':
      return { ...state, health: event.health };
    case 'disk':
      return { ...state, freeDiskMb: event.freeMb };
    case 'text': {
      const { [event.name]: _gone, ...others } = state.texts;
      return { ...state, texts: event.text === null ? others : { ...others, [event.name]: event.text } };
    }
    case 'watched':
      return { ...state, watched: event.watched };
  }
}

/** `closed` only when every input that can carry sound is known to be muted. */
export function soundOf(state: SwitcherState): 'open' | 'closed' | 'unknown' {
  if (state.program === null) return 'unknown';
  return Object.values(state.inputs).some((input) => input.audio && !input.muted) ? 'open' : 'closed';
}
