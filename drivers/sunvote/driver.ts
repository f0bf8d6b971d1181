/** SunVote keypads (PVS-W00 class) behind a base PVS-2010, 19200 8N1. */
import type { VotingKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createLineTransport } from '../transports/line.ts';
import { sunvoteConfigSchema, type SunvoteConfig } from './config.ts';
import { keyCount } from './presses.ts';
import { createSunvoteSession } from './session.ts';

export const sunvoteKind: VotingKind<SunvoteConfig> = {
  kind: 'sunvote',
  model: 'voting',
  label: 'SunVote PVS-2010',
  config: sunvoteConfigSchema,
  capabilities: () => ({
    individualVotes: true,
    maxOptions: keyCount,
    changeable: true,
    delivery: 'at-least-once',
    // The keypad is content once the base has it; we are asked afterwards.
    accepted: 'by-device',
    readBack: false,
    // Nothing is known of any authentication on its radio, and none stands on the line.
    forgeable: true,
    externalVotes: false,
  }),
  create: (config, context) =>
    runSession({
      session: createSunvoteSession(config),
      transport: createLineTransport(config.address),
      clock: context.clock,
      emit: context.emit.bind(context),
      onHealth: context.onHealth.bind(context),
      // A hall's acknowledgements at once.
      maxOpenCommands: 256,
    }),
};
