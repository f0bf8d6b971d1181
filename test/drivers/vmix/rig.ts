/** A running vMix driver that has its first snapshot, on the simulator's model and a virtual clock. */
import type { Driver, Health } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createVmixSession, vmixRetryMs } from '../../../drivers/vmix/session.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import {
  applySwitcherEvent,
  unknownSwitcher,
  type SwitcherCommand,
  type SwitcherEvent,
  type SwitcherState,
} from '../../../protocols/models/switcher.ts';
import { joinVmix, type JoinedVmix } from './in-memory.ts';

export interface Rig extends JoinedVmix {
  readonly clock: VirtualClock;
  readonly driver: Driver<SwitcherCommand>;
  readonly events: SwitcherEvent[];
  health(): Health;
  reported(): SwitcherState;
  /** Submits and lets `ms` pass; what is known of the outcome by then. */
  submit(command: SwitcherCommand, ms?: number): Promise<unknown>;
  /** Somebody at the vMix itself does this. */
  byHand(name: string, query?: Readonly<Record<string, string>>): void;
  /** Whether the input is muted in vMix itself. */
  muted(title: string): boolean | undefined;
}

export const readBack = { ok: true, evidence: 'read-back' };

export async function createRig(
  options: { readonly prepare?: (vmix: JoinedVmix) => void; readonly overlays?: readonly string[] } = {},
): Promise<Rig> {
  const clock = createVirtualClock();
  const vmix = joinVmix(clock);
  for (const [title, type] of [
    ['Totale', 'Capture'],
    ['Kamera 1', 'Capture'],
    ['Tafel', 'GT'],
    ['Saal', 'Audio'],
  ] as const)
    vmix.model.add({ title, type, fields: ['Titel', 'Zeile'] });
  options.prepare?.(vmix);
  const events: SwitcherEvent[] = [];
  const driver = runSession({
    session: createVmixSession({ overlays: options.overlays ?? [] }),
    transport: vmix.transport(),
    clock,
    emit: (event) => events.push(event),
    onHealth: () => undefined,
    retryMs: vmixRetryMs,
  });
  driver.start();
  await clock.advance(50);
  return {
    ...vmix,
    clock,
    driver,
    events,
    health: () => driver.health(),
    reported: () => events.reduce(applySwitcherEvent, unknownSwitcher),
    async submit(command, ms = 100) {
      let result: unknown = 'nothing yet';
      void driver.submit(command).then((outcome) => (result = outcome));
      await clock.advance(ms);
      return result;
    },
    byHand(name, query = {}) {
      if (!vmix.model.byHand({ name, query })) throw new Error(`${name} did nothing`);
    },
    muted: (title) => vmix.model.preset.inputs.find((input) => input.title === title)?.muted,
  };
}
