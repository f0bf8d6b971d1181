/**
 * What chair and operator may do with the floor. The microphone system owns its microphones: these are
 * one-shot wishes to it, and what it then reports becomes the record (observe.ts).
 */
import type { MicrophoneCommand } from '../../../protocols/models/microphones.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import { holderOf } from './state.ts';

export function decideFloor(
  root: ChamberRoot,
  observed: Observed,
  command: ChamberCommand,
): ChamberDecision | undefined {
  const { hall, floor } = root;
  const microphones = observed.microphones[hall.microphones] ?? null;

  const wish = (...commands: MicrophoneCommand[]): ChamberDecision => ({
    ok: true,
    events: [],
    effects: commands.map((each) => ({ device: hall.microphones, model: 'microphones', command: each })),
  });

  switch (command.name) {
    case 'floor/give': {
      const { seat } = command.input;
      if (!hall.seats[seat]) return { ok: false, error: 'unknown-seat' };
      if (!microphones) return { ok: false, error: 'device-offline' };
      if (microphones.speakers.includes(seat)) return { ok: false, error: 'already-open' };
      return wish({ type: 'open', seat });
    }
    case 'floor/next': {
      if (!microphones) return { ok: false, error: 'device-offline' };
      const next = microphones.replies[0] ?? microphones.requests[0];
      return next === undefined ? { ok: false, error: 'nobody-waits' } : wish({ type: 'open', seat: next });
    }
    case 'floor/withdraw': {
      const { seat } = command.input;
      if (!hall.seats[seat]) return { ok: false, error: 'unknown-seat' };
      if (!microphones) return { ok: false, error: 'device-offline' };
      if (!microphones.speakers.includes(seat)) return { ok: false, error: 'not-open' };
      return wish({ type: 'close', seat });
    }
    case 'floor/drop-request': {
      const { seat } = command.input;
      if (!microphones) return { ok: false, error: 'device-offline' };
      if (microphones.replies.includes(seat)) return wish({ type: 'end-reply', seat });
      if (microphones.requests.includes(seat)) return wish({ type: 'end-request', seat });
      return { ok: false, error: 'not-waiting' };
    }
    case 'floor/mute-delegates': {
      if (!microphones) return { ok: false, error: 'device-offline' };
      // One by one where they are known: each can then be proved closed.
      const delegates = microphones.speakers.filter((seat) => seat !== hall.chairSeat);
      return delegates.length === 0
        ? wish({ type: 'close-delegates' })
        : wish(...delegates.map((seat): MicrophoneCommand => ({ type: 'close', seat })));
    }
    case 'floor/extend': {
      const holder = holderOf(floor.open, hall.chairSeat);
      if (!holder) return { ok: false, error: 'nobody-has-the-floor' };
      const data = { seat: holder.seat, byMs: command.input.seconds * 1000 };
      return { ok: true, events: [{ type: 'floor/extended', version: 1, data }] };
    }
    case 'microphones/set':
      if (!microphones) return { ok: false, error: 'device-offline' };
      return wish({ type: 'set', settings: definedOnly(command.input) });
    default:
      return undefined;
  }
}

/** Optional inputs that were left out must not be there at all. */
function definedOnly<Input extends object>(
  input: Input,
): { [Key in keyof Input]: Exclude<Input[Key], undefined> } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Input]: Exclude<Input[Key], undefined> };
}
