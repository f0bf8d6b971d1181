/** Numeric keypads on USB, one for each voter, as keyboards that nobody else should read. */
import type { VotingKind } from '../driver.ts';
import { reportBytes } from '../../protocols/hid-keypad/reports.ts';
import { runSession } from '../run-session.ts';
import { createReportTransport } from '../transports/hid-network.ts';
import { createSeveralTransport } from '../transports/several.ts';
import { hidKeypadConfigSchema, type HidKeypadConfig } from './config.ts';
import { createHidKeypadSession, digitKeys } from './session.ts';

/** Page and usage of a keyboard: such keypads often have a second interface, for media keys. */
const keyboard = { page: 0x01, id: 0x06 } as const;

export const hidKeypadKind: VotingKind<HidKeypadConfig> = {
  kind: 'hid-keypad',
  model: 'voting',
  label: 'USB numeric keypads',
  config: hidKeypadConfigSchema,
  capabilities: () => ({
    individualVotes: true,
    maxOptions: digitKeys,
    changeable: true,
    // A key that goes down is told once, and nobody can be asked for it later.
    delivery: 'at-most-once',
    accepted: 'never',
    readBack: false,
    // Whoever gets at the cable can press for it.
    forgeable: true,
    externalVotes: false,
  }),
  create: (config, context) =>
    runSession({
      session: createHidKeypadSession(config.keypads.map(({ id }) => id)),
      transport: createSeveralTransport(
        config.keypads.map(({ id, address }) => ({
          id,
          transport: createReportTransport({ address, inputBytes: reportBytes, usage: keyboard }),
        })),
        context.clock,
      ),
      clock: context.clock,
      emit: context.emit.bind(context),
      onHealth: context.onHealth.bind(context),
      // A hall's acknowledgements at once.
      maxOpenCommands: 256,
    }),
};
