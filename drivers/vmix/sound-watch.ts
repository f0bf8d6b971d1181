/**
 * Listening to a vMix's program on a connection of its own: the meters of the inputs that are not muted, read
 * from the state once a second. What the picture shows cannot be asked for: nobody hears of it.
 */
import type { SwitcherKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import type { Session } from '../session.ts';
import { createVmixTransport, type VmixReceived } from '../transports/vmix.ts';
import type { Transport } from '../transports/transport.ts';
import type { VmixRequest } from '../../protocols/vmix/requests.ts';
import type { VmixState } from '../../protocols/vmix/state.ts';
import type { VmixConfig } from './config.ts';

const lookMs = 1000;
const hangUpMs = 3000;
/** What no meter tells from silence. */
const floorDecibels = -100;

/** Loudest peak of what is heard; null: vMix has no meters. */
export function peakOf({ inputs }: VmixState): number | null {
  const open = inputs.filter(({ muted }) => muted === false);
  const meters = open.flatMap(({ meter }) => meter ?? []);
  if (meters.length === 0) return open.length === 0 ? floorDecibels : null;
  const decibels = 20 * Math.log10(Math.max(...meters, 0));
  return Math.min(0, Math.max(floorDecibels, decibels));
}

type WatchSession = Session<{ readonly waits: boolean }, never, number, VmixRequest, VmixReceived>;

function createWatchSession(): WatchSession {
  return {
    initial: { waits: false },
    deadlineMs: () => lookMs,
    step(state, input) {
      if (input.type === 'link-up' || (input.type === 'timer' && input.name === 'look'))
        return {
          state: { waits: true },
          outputs: [
            // One question at a time: the next look waits for the answer to this one.
            { type: 'send', data: { type: 'xml' } },
            { type: 'arm', timer: 'dead', afterMs: hangUpMs },
          ],
        };
      if (input.type === 'timer') return { state, outputs: [{ type: 'hang-up', reason: 'no sign of life' }] };
      if (input.type !== 'received') return { state, outputs: [] };
      const { data } = input;
      if (data.type === 'too-long')
        return { state, outputs: [{ type: 'hang-up', reason: 'more data than any preset has' }] };
      const isAnswer = data.type === 'state' || (data.type === 'line' && data.word === 'XML');
      if (!isAnswer || !state.waits) return { state, outputs: [] };
      const peak = data.type === 'state' && data.state ? peakOf(data.state) : null;
      return {
        state: { waits: false },
        outputs: [
          ...(peak === null ? [] : [{ type: 'emit', event: peak } as const]),
          { type: 'disarm', timer: 'dead' },
          { type: 'arm', timer: 'look', afterMs: lookMs },
        ],
      };
    },
  };
}

type Watch = SwitcherKind<VmixConfig>['programWatch'];

export const createProgramWatch: Watch = ({ address }, context) =>
  createSoundWatch(createVmixTransport(address), context);

/** The same on any transport. */
export function createSoundWatch(
  transport: Transport<VmixRequest, VmixReceived>,
  { clock, onSound }: Pick<Parameters<Watch>[1], 'clock' | 'onSound'>,
): ReturnType<Watch> {
  return runSession({
    session: createWatchSession(),
    transport,
    clock,
    emit: onSound,
    onHealth: () => undefined,
  });
}
