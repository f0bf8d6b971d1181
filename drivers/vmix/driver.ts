/** vMix, by its TCP API, as a switcher. */
import type { SwitcherKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createVmixTransport } from '../transports/vmix.ts';
import { vmixConfig, type VmixConfig } from './config.ts';
import { createVmixSession, vmixRetryMs } from './session.ts';
import { createProgramWatch } from './sound-watch.ts';

export const vmixKind: SwitcherKind<VmixConfig> = {
  kind: 'vmix',
  model: 'switcher',
  label: 'vMix',
  config: vmixConfig,
  capabilities: () => null,
  create: (config, context) =>
    runSession({
      session: createVmixSession({ overlays: config.overlays }),
      transport: createVmixTransport(config.address),
      clock: context.clock,
      emit: context.emit,
      onHealth: context.onHealth,
      retryMs: vmixRetryMs,
    }),
  // vMix writes snapshots into files of its own PC; it hands none out.
  pictures: () => ({ watch: () => undefined, stop: () => undefined }),
  programWatch: createProgramWatch,
};
