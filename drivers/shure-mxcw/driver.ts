/** Shure Microflex Complete Wireless over TCP 2202. */
import { isVotingEvent } from '../../protocols/models/voting.ts';
import { maxButtons } from '../../protocols/shure-mxcw/voting.ts';
import type { Health, MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { maxOpenVotingCommands, withStreamVotes } from '../stream-votes.ts';
import { createTcpTransport } from '../transports/tcp.ts';
import { mxcwConfigSchema, type MxcwConfig } from './config.ts';
import { createMxcwSession } from './session.ts';
import { mxcwVotes } from './voting.ts';

export const shureMxcwKind: MicrophonesKind<MxcwConfig> = {
  kind: 'shure-mxcw',
  model: 'microphones',
  label: 'Shure Microflex Complete Wireless (MXCW)',
  config: mxcwConfigSchema,
  capabilities: ({ votingConfiguration }) => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    // The unit tells who is on a list, not in which place.
    order: false,
    reorder: false,
    replies: false,
    names: true,
    presence: true,
    priority: true,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    voting: votingConfiguration !== undefined,
    individualVotes: votingConfiguration !== undefined,
  }),
  notOffered: { order: '3.3: a list is told by membership of each seat, without a position' },
  voting: ({ votingConfiguration, votingButtons, listConfiguration }) =>
    votingConfiguration === undefined
      ? null
      : {
          individualVotes: true,
          maxOptions: listConfiguration === undefined ? votingButtons.length : maxButtons,
          changeable: true,
          delivery: 'reported-once',
          accepted: 'by-device',
          readBack: true,
          // Whoever is in the network can start and end votes, and cast none.
          forgeable: false,
          externalVotes: false,
        },
  create(config, context) {
    const { votingConfiguration, votingButtons, listConfiguration } = config;
    const shell = {
      transport: createTcpTransport(config.address),
      clock: context.clock,
      onHealth: (health: Health) => context.onHealth(health),
    };
    const session = createMxcwSession(config);
    if (votingConfiguration === undefined)
      return runSession({ ...shell, session, emit: (event) => context.emit(event) });
    const driver = runSession({
      ...shell,
      session: withStreamVotes(
        session,
        mxcwVotes({ configuration: votingConfiguration, buttons: votingButtons, listConfiguration }),
      ),
      emit: (event) => (isVotingEvent(event) ? context.emitVoting?.(event) : context.emit(event)),
      maxOpenCommands: maxOpenVotingCommands,
    });
    return { ...driver, vote: (command) => driver.submit(command) };
  },
};
