/**
 * What our commands are in ATUC's words. There is no "talk on": a microphone is opened by a request that is
 * permitted at once, and the request is taken back where it is not.
 */
import type { AtucCommand, Parameters } from '../../protocols/audio-technica-atuc/frames.ts';
import { encodeSettings, type AtucSettings } from '../../protocols/audio-technica-atuc/meaning.ts';
import type {
  MicrophoneCommand,
  MicrophoneSettings,
  MicrophonesState,
  SeatNumber,
} from '../../protocols/models/microphones.ts';

export interface Wish {
  readonly commands: readonly AtucCommand[];
  /** Sent when the unit says no to one of them. */
  readonly undo: readonly AtucCommand[];
  /** What shows the effect. */
  readonly shownBy: 'gtalk' | 'gconf';
}

export interface WishContext {
  readonly picture: MicrophonesState;
  readonly settings: AtucSettings | null;
  readonly chairs: readonly SeatNumber[];
  /** Serial number and type of the unit at a seat. */
  unit(seat: SeatNumber): readonly [serial: string, type: string] | undefined;
}

const order = (command: string, parameters: Parameters): AtucCommand => ({
  command,
  handshake: 'S',
  part: 'NC',
  parameters,
});

export function wishOf(
  command: MicrophoneCommand,
  context: WishContext,
): Wish | 'unsupported' | 'no-such-unit' {
  const { picture, settings, chairs } = context;
  const talk = (commands: readonly AtucCommand[], undo: readonly AtucCommand[] = []): Wish => ({
    commands,
    undo,
    shownBy: 'gtalk',
  });
  const forUnit = (seat: SeatNumber, wish: (parameters: Parameters) => Wish): Wish | 'no-such-unit' => {
    const unit = context.unit(seat);
    return unit ? wish(['1', ...unit]) : 'no-such-unit';
  };
  switch (command.type) {
    case 'open':
      return forUnit(command.seat, (unit) => {
        const isWaiting = picture.requests.includes(command.seat);
        const request = isWaiting ? [] : [order('reqon', unit)];
        // In free talk a request with room is speech at once; permitting it again would be refused.
        if (settings?.mode === 'free') return talk(request, [order('reqof', unit)]);
        return talk([...request, order('prmit', unit)], isWaiting ? [] : [order('reqof', unit)]);
      });
    case 'close':
      return forUnit(command.seat, (unit) => talk([order('takof', unit)]));
    case 'close-all':
      return talk([order('takof', ['0', ''])]);
    case 'close-delegates': {
      const delegates = picture.speakers.filter((seat) => !chairs.includes(seat));
      return talk(
        delegates.flatMap((seat) => {
          const unit = context.unit(seat);
          return unit ? [order('takof', ['1', ...unit])] : [];
        }),
      );
    }
    case 'open-next':
      return talk([order('prmit', ['0', ''])]);
    case 'add-request':
      return forUnit(command.seat, (unit) => talk([order('reqon', unit)]));
    case 'end-request':
      return forUnit(command.seat, (unit) => talk([order('reqof', unit)]));
    case 'end-all-requests':
      return talk([order('reqof', ['0', ''])]);
    case 'set': {
      const wanted = settings && changed(settings, command.settings);
      return wanted
        ? { commands: [order('sconf', encodeSettings(wanted))], undo: [], shownBy: 'gconf' }
        : 'unsupported';
    }
    case 'order-requests':
    case 'add-reply':
    case 'end-reply':
    case 'set-priority':
      return 'unsupported';
  }
}

/** null: something is wanted that this unit has not. */
function changed(settings: AtucSettings, wanted: MicrophoneSettings): AtucSettings | null {
  const { mode, maxOpen, maxRequests } = wanted;
  const known: (keyof MicrophoneSettings)[] = ['mode', 'maxOpen', 'maxRequests'];
  const others = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && !known.includes(key as keyof MicrophoneSettings),
  );
  if (others.length > 0 || mode === 'voice') return null;
  if ((maxOpen ?? 1) < 1 || (maxOpen ?? 1) > 10 || (maxRequests ?? 0) < 0 || (maxRequests ?? 0) > 150)
    return null;
  return {
    ...settings,
    ...(maxOpen === undefined ? {} : { openMicrophones: maxOpen }),
    ...(maxRequests === undefined ? {} : { queue: maxRequests }),
    ...(mode === undefined ? {} : { mode: mode === 'manual' ? 'request' : 'free' }),
    ...(mode === 'fifo' ? { overrideFree: 1 } : {}),
    ...(mode === 'auto' && settings.overrideFree === 1 ? { overrideFree: 0 } : {}),
  };
}
