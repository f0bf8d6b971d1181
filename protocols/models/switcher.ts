/** The one model of a picture and sound mixer (OBS first): scenes, what is on air, and which inputs are muted. */

export interface SwitcherInput {
  readonly kind: string;
  readonly muted: boolean;
  /** Can carry sound at all; only these count for the mute check. */
  readonly audio: boolean;
}

export type OutputState = 'inactive' | 'starting' | 'active' | 'stopping' | 'unknown';

export interface SwitcherState {
  readonly scenes: readonly string[];
  /** The scene on air, null while unknown. */
  readonly program: string | null;
  /** The scene of the preview in studio mode, null where there is none. */
  readonly preview: string | null;
  readonly inputs: Readonly<Record<string, SwitcherInput>>;
  readonly stream: OutputState;
  readonly record: OutputState;
}

export const unknownSwitcher: SwitcherState = {
  scenes: [],
  program: null,
  preview: null,
  inputs: {},
  stream: 'unknown',
  record: 'unknown',
};

export type SwitcherEvent =
  | { readonly type: 'snapshot'; readonly state: SwitcherState }
  | { readonly type: 'program'; readonly scene: string }
  | { readonly type: 'preview'; readonly scene: string | null }
  | { readonly type: 'scenes'; readonly scenes: readonly string[] }
  | { readonly type: 'input'; readonly name: string; readonly input: SwitcherInput | null }
  | { readonly type: 'stream'; readonly state: OutputState }
  | { readonly type: 'record'; readonly state: OutputState };

export type SwitcherCommand =
  /** By cut, whatever transition somebody chose in the program; evidence is a read-back. */
  | { readonly type: 'program'; readonly scene: string }
  | { readonly type: 'preview'; readonly scene: string }
  /** Every input that can carry sound, global ones included, is muted but those in `open`; evidence is a read-back of each. */
  | { readonly type: 'sound'; readonly open: readonly string[] };

export function applySwitcherEvent(state: SwitcherState, event: SwitcherEvent): SwitcherState {
  switch (event.type) {
    case 'snapshot':
      return event.state;
    case 'program':
      return state.program === event.scene ? state : { ...state, program: event.scene };
    case 'preview':
      return state.preview === event.scene ? state : { ...state, preview: event.scene };
    case 'scenes':
      return { ...state, scenes: event.scenes };
    case 'input': {
      const { [event.name]: _gone, ...others } = state.inputs;
      return { ...state, inputs: event.input ? { ...others, [event.name]: event.input } : others };
    }
    case 'stream':
      return { ...state, stream: event.state };
    case 'record':
      return { ...state, record: event.state };
  }
}

/** `closed` only when every input that can carry sound is known to be muted. */
export function soundOf(state: SwitcherState): 'open' | 'closed' | 'unknown' {
  if (state.program === null) return 'unknown';
  return Object.values(state.inputs).some((input) => input.audio && !input.muted) ? 'open' : 'closed';
}
