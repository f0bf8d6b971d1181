/** i>clicker remotes behind a base v1 or v2 on USB. */
import type { VotingKind } from '../driver.ts';
import { inputBytes, keyCount } from '../../protocols/iclicker/replies.ts';
import { runSession } from '../run-session.ts';
import { createReportTransport } from '../transports/hid-network.ts';
import { iclickerConfigSchema, type IclickerConfig } from './config.ts';
import { createIclickerSession } from './session.ts';

export const iclickerKind: VotingKind<IclickerConfig> = {
  kind: 'iclicker',
  model: 'voting',
  label: 'i>clicker',
  config: iclickerConfigSchema,
  capabilities: ({ base }) => ({
    individualVotes: true,
    maxOptions: keyCount,
    changeable: true,
    delivery: 'at-least-once',
    // The base answers the remote by radio, before this PC knows of it.
    accepted: 'by-device',
    // v1 keeps records, and they are read after the stop. v2 tells a press when it likes.
    readBack: base === 'v1',
    // No encryption and no authentication on its radio.
    forgeable: true,
    externalVotes: false,
  }),
  create: (config, context) =>
    runSession({
      session: createIclickerSession(config),
      transport: createReportTransport({ address: config.address, inputBytes }),
      clock: context.clock,
      emit: context.emit.bind(context),
      onHealth: context.onHealth.bind(context),
      // A hall's acknowledgements at once.
      maxOpenCommands: 256,
    }),
};
