/** Televic Plixus central unit over its Core REST API. */
import { isVotingEvent } from '../../protocols/models/voting.ts';
import { maxVotingOptions } from '../../protocols/televic-plixus/voting.ts';
import type { MicrophonesKind } from '../driver.ts';
import { maxOpenVotingCommands, withVotes } from '../http-votes.ts';
import { runSession } from '../run-session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { plixusConfigSchema, type PlixusConfig } from './config.ts';
import { createPlixusSession } from './session.ts';
import { plixusVotes } from './voting.ts';

export const televicPlixusKind: MicrophonesKind<PlixusConfig> = {
  kind: 'televic-plixus',
  model: 'microphones',
  label: 'Televic Plixus (Core API)',
  config: plixusConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: true,
    replies: true,
    names: true,
    presence: true,
    // Roles can be changed; the driver cannot yet.
    priority: false,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    voting: true,
    individualVotes: true,
  }),
  notOffered: {},
  voting: () => ({
    individualVotes: true,
    maxOptions: maxVotingOptions,
    changeable: true,
    delivery: 'reported-once',
    accepted: 'by-device',
    readBack: true,
    // The API asks for no login and takes votes for any seat.
    forgeable: true,
    externalVotes: true,
  }),
  create({ address, badgeIn }, context) {
    const driver = runSession({
      session: withVotes(createPlixusSession({ badgeIn }), plixusVotes),
      transport: createHttpTransport({ host: address.host, port: address.port }),
      clock: context.clock,
      emit: (event) => (isVotingEvent(event) ? context.emitVoting?.(event) : context.emit(event)),
      onHealth: (health) => context.onHealth(health),
      maxOpenCommands: maxOpenVotingCommands,
    });
    return { ...driver, vote: (command) => driver.submit(command) };
  },
};
