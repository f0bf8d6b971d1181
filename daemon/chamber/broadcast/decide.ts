import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import type { DeviceCommand } from '../../../protocols/models/commands.ts';
import type { OutputName, SwitcherCommand } from '../../../protocols/models/switcher.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import { checksOf } from './checks.ts';
import type { BroadcastEvent } from './events.ts';
import { mayStream, type BroadcastState } from './state.ts';

type PublicityData = Extract<BroadcastEvent, { type: 'broadcast/publicity' }>['data'];

const refused = (error: Extract<ChamberDecision, { ok: false }>['error']): ChamberDecision => ({
  ok: false,
  error,
});
const issued = (...events: readonly BroadcastEvent[]): ChamberDecision => ({ ok: true, events });
const publicity = (data: PublicityData): BroadcastEvent => ({
  type: 'broadcast/publicity',
  version: 1,
  data,
});
const streamWanted = (wanted: boolean): BroadcastEvent => ({
  type: 'broadcast/stream',
  version: 1,
  data: { wanted },
});

const recordWanted = (wanted: boolean): BroadcastEvent => ({
  type: 'broadcast/record',
  version: 1,
  data: { wanted },
});

/** A transmission that runs or has only stopped for a moment. */
const isUnderWay = ({ publicity: now }: BroadcastState): boolean =>
  now === 'public' || now === 'paused' || now === 'consent-hold';

export function decideBroadcast(
  root: ChamberRoot,
  observed: Observed,
  command: ChamberCommand,
): ChamberDecision | undefined {
  return (
    decidePublicity(root, command) ??
    decideClosedPart(root, observed, command) ??
    decideOutputs(root, command)
  );
}

function decidePublicity(
  { broadcast, sitting: { current } }: ChamberRoot,
  command: ChamberCommand,
): ChamberDecision | undefined {
  switch (command.name) {
    case 'broadcast/prepare': {
      if (current?.phase === 'non-public') return refused('sitting-not-public');
      // A countdown in the midst of the public part would be a pause by another name.
      if (isUnderWay(broadcast)) return refused('wrong-phase');
      const { beginsAt } = command.input;
      return issued(publicity({ to: 'pre', ...(beginsAt === undefined ? {} : { untilAt: beginsAt }) }));
    }
    case 'broadcast/open':
      // While the sitting itself is not public nobody makes its transmission public.
      if (current?.phase === 'non-public') return refused('sitting-not-public');
      if (broadcast.publicity === 'non-public') return refused('not-prepared');
      return issued(publicity({ to: 'public' }));
    case 'broadcast/non-public':
      return issued(publicity({ to: 'non-public' }));
    case 'broadcast/pause': {
      // A pause opens nothing: out of a part that is not public it would be a step towards the public.
      if (!isUnderWay(broadcast)) return refused('not-public');
      const { cause = 'break', until } = command.input;
      return issued(publicity({ to: 'paused', cause, ...(until === undefined ? {} : { untilAt: until }) }));
    }
    case 'broadcast/hold':
      return broadcast.publicity === 'public' || broadcast.publicity === 'consent-hold'
        ? issued(publicity({ to: 'consent-hold' }))
        : refused('not-public');
    case 'broadcast/resume': {
      if (current?.phase === 'interrupted') return refused('wrong-phase');
      if (broadcast.publicity === 'public' || !isUnderWay(broadcast)) return refused('not-public');
      // Ended by hand it does not begin again for the same microphone.
      const { heldFor } = broadcast;
      return issued(publicity({ to: 'public', ...(heldFor === null ? {} : { seat: heldFor }) }));
    }
    case 'broadcast/end':
      if (current?.phase === 'non-public') return refused('sitting-not-public');
      return broadcast.publicity === 'non-public'
        ? refused('not-prepared')
        : issued(publicity({ to: 'off' }));
    case 'broadcast/sound-off':
    case 'broadcast/sound-on':
      return issued({
        type: 'broadcast/sound',
        version: 1,
        data: { off: command.name === 'broadcast/sound-off' },
      });
    default:
      return undefined;
  }
}

function decideClosedPart(
  root: ChamberRoot,
  observed: Observed,
  command: ChamberCommand,
): ChamberDecision | undefined {
  const part = root.broadcast.closedPart;
  switch (command.name) {
    case 'broadcast/confirm': {
      if (!part) return refused('closed-part-missing');
      return issued({ type: 'broadcast/confirmed', version: 1, data: command.input });
    }
    case 'broadcast/alone': {
      if (!part) return refused('closed-part-missing');
      const { person, alone } = command.input;
      if (!Object.hasOwn(root.register.persons, person)) return refused('unknown-person');
      return issued({ type: 'broadcast/alone', version: 1, data: { alone }, personal: { person } });
    }
    case 'broadcast/override': {
      if (!part) return refused('closed-part-missing');
      const missing = checksOf(root, observed).filter(({ state }) => state !== 'confirmed');
      const data = { missing: [...new Set(missing.map(({ id }) => id))] };
      const personal = { reason: command.input.reason };
      return issued({ type: 'broadcast/overridden', version: 1, data, personal });
    }
    default:
      return undefined;
  }
}

function decideOutputs(root: ChamberRoot, command: ChamberCommand): ChamberDecision | undefined {
  const { hall, broadcast } = root;
  const start = (output: OutputName): DeviceCommand => toMixer(root, { type: 'start-output', output });
  const stop = (output: OutputName, discard: boolean): DeviceCommand =>
    toMixer(root, { type: 'stop-output', output, discard });
  switch (command.name) {
    case 'broadcast/start-stream':
      if (!mayStream(broadcast)) return refused('stream-not-public');
      return { ok: true, events: [], effects: [start('stream')], afterwards: [streamWanted(true)] };
    case 'broadcast/stop-stream':
      return { ok: true, events: [streamWanted(false)], effects: [stop('stream', false)] };
    case 'broadcast/discard': {
      if (!isUnderWay(broadcast)) return refused('not-public');
      const events: readonly BroadcastEvent[] = [
        publicity({ to: 'paused' }),
        streamWanted(false),
        { type: 'broadcast/discarded', version: 1, data: {} },
      ];
      return { ok: true, events, effects: [stop('stream', true)] };
    }
    case 'broadcast/start-recording':
      if (!hall.transmission.recording.isAllowed) return refused('recording-not-allowed');
      if (!mayStream(broadcast) && !hall.transmission.recording.isInternalAllowed)
        return refused('stream-not-public');
      return { ok: true, events: [], effects: [start('record')], afterwards: [recordWanted(true)] };
    case 'broadcast/stop-recording':
      return { ok: true, events: [recordWanted(false)], effects: [stop('record', false)] };
    case 'broadcast/slides':
      return decideSlides(root, command.input);
    case 'broadcast/slate-text':
      return issued({ type: 'broadcast/slate-text', version: 1, data: command.input });
    default:
      return undefined;
  }
}

function decideSlides(
  { hall, broadcast }: ChamberRoot,
  { on }: CommandInput<'broadcast/slides'>,
): ChamberDecision {
  if (hall.transmission.slidesScene === null) return refused('no-slides');
  if (on && broadcast.publicity !== 'public') return refused('not-public');
  return issued({ type: 'broadcast/slides', version: 1, data: { on } });
}

const toMixer = ({ hall }: ChamberRoot, command: SwitcherCommand): DeviceCommand => ({
  device: hall.switcher,
  model: 'switcher',
  command,
});
