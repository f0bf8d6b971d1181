/** Televic CoCon Room Server, or a Plixus engine with the same API, over HTTP 8890. */
import { isVotingEvent } from '../../protocols/models/voting.ts';
import { maxVotingOptions } from '../../protocols/televic-cocon/templates.ts';
import type { MicrophonesKind } from '../driver.ts';
import { maxOpenVotingCommands, withVotes } from '../http-votes.ts';
import { runSession } from '../run-session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { coconConfigSchema, type CoConConfig } from './config.ts';
import { createCoConSession } from './session.ts';
import { coconVotes } from './voting.ts';

export const televicCoconKind: MicrophonesKind<CoConConfig> = {
  kind: 'televic-cocon',
  model: 'microphones',
  label: 'Televic CoCon / Plixus (CoCon API)',
  config: coconConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: false,
    // Reported; the API has no call that puts somebody on that list.
    replies: true,
    names: true,
    presence: true,
    priority: true,
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
    // The API asks for no login, and has no call that votes.
    forgeable: false,
    externalVotes: false,
  }),
  create({ address, manual, voice }, context) {
    const driver = runSession({
      session: withVotes(createCoConSession({ manual, voice }), coconVotes),
      transport: createHttpTransport({ host: address.host, port: address.port }),
      clock: context.clock,
      emit: (event) => (isVotingEvent(event) ? context.emitVoting?.(event) : context.emit(event)),
      onHealth: (health) => context.onHealth(health),
      maxOpenCommands: maxOpenVotingCommands,
    });
    return { ...driver, vote: (command) => driver.submit(command) };
  },
};
