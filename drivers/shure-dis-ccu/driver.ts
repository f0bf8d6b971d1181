/** Shure DIS-CCU / DCS 6000 / MXC over TCP 3142. */
import { isVotingEvent } from '../../protocols/models/voting.ts';
import type { MicrophoneEvent } from '../../protocols/models/microphones.ts';
import type { Health, MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { maxOpenVotingCommands, withStreamVotes } from '../stream-votes.ts';
import { createTcpTransport } from '../transports/tcp.ts';
import { disConfigSchema, type DisConfig } from './config.ts';
import { withLogins } from './logins.ts';
import { createDisSession } from './session.ts';
import { disVotes, maxVotingOptions } from './voting.ts';

export const shureDisCcuKind: MicrophonesKind<DisConfig> = {
  kind: 'shure-dis-ccu',
  model: 'microphones',
  label: 'Shure DIS-CCU / DCS 6000 / MXC',
  config: disConfigSchema,
  capabilities: (config) => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: false,
    replies: config.firmware === 'new',
    names: true,
    presence: true,
    priority: true,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    voting: config.votingConfiguration !== undefined,
    individualVotes: false,
  }),
  notOffered: {},
  voting: ({ votingConfiguration }) =>
    votingConfiguration === undefined
      ? null
      : {
          individualVotes: false,
          maxOptions: maxVotingOptions,
          changeable: true,
          delivery: 'totals-only',
          accepted: 'by-device',
          readBack: false,
          // Whoever is in the network can start and end votes, and cast none.
          forgeable: false,
          externalVotes: false,
        },
  create(config, context) {
    const { votingConfiguration } = config;
    const shell = {
      transport: createTcpTransport(config.address),
      clock: context.clock,
      onHealth: (health: Health) => context.onHealth(health),
    };
    const emit = (event: MicrophoneEvent): void => context.emit(config.cards ? withLogins(event) : event);
    const session = createDisSession({ firmware: config.firmware });
    if (votingConfiguration === undefined) return runSession({ ...shell, session, emit });
    const driver = runSession({
      ...shell,
      session: withStreamVotes(session, disVotes({ configuration: votingConfiguration })),
      emit: (event) => (isVotingEvent(event) ? context.emitVoting?.(event) : emit(event)),
      maxOpenCommands: maxOpenVotingCommands,
    });
    return { ...driver, vote: (command) => driver.submit(command) };
  },
};
