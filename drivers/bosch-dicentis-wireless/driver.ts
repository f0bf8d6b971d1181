/** Bosch DICENTIS Wireless (DCNM-WAP) over its REST API, HTTP port 80. */
import { isVotingEvent } from '../../protocols/models/voting.ts';
import type { MicrophonesKind } from '../driver.ts';
import { maxOpenVotingCommands, withVotes } from '../http-votes.ts';
import { runSession } from '../run-session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { wapConfigSchema, type WapConfig } from './config.ts';
import { createWapSession } from './session.ts';
import { maxVotingOptions, wapVotes } from './voting.ts';

export const boschDicentisWirelessKind: MicrophonesKind<WapConfig> = {
  kind: 'bosch-dicentis-wireless',
  model: 'microphones',
  label: 'Bosch DICENTIS Wireless',
  config: wapConfigSchema,
  capabilities: ({ discuss, manualOpen }) => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: false,
    replies: false,
    names: true,
    presence: true,
    priority: false,
    modes: discuss ? ['auto', 'fifo', ...(manualOpen ? (['manual'] as const) : []), 'voice'] : [],
    settings: discuss,
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
    // Whoever has the password can open and close, and nobody can vote with it.
    forgeable: false,
    externalVotes: false,
  }),
  create({ address, votingAnswers, ...options }, context) {
    const driver = runSession({
      session: withVotes(createWapSession(options), wapVotes({ answers: votingAnswers })),
      transport: createHttpTransport({ host: address.host, port: address.port }),
      clock: context.clock,
      emit: (event) => (isVotingEvent(event) ? context.emitVoting?.(event) : context.emit(event)),
      onHealth: (health) => context.onHealth(health),
      maxOpenCommands: maxOpenVotingCommands,
    });
    return { ...driver, vote: (command) => driver.submit(command) };
  },
};
