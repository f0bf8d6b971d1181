/** Televic Confero Customer API (Plixus with Confero, WAP G4) over HTTP 9080 or HTTPS 9443. */
import { isVotingEvent } from '../../protocols/models/voting.ts';
import { maxVotingOptions } from '../../protocols/televic-confero/voting.ts';
import type { MicrophonesKind } from '../driver.ts';
import { maxOpenVotingCommands, withVotes } from '../http-votes.ts';
import { runSession } from '../run-session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { conferoConfigSchema, type ConferoConfig } from './config.ts';
import { createConferoSession } from './session.ts';
import { conferoVotes } from './voting.ts';

export const televicConferoKind: MicrophonesKind<ConferoConfig> = {
  kind: 'televic-confero',
  model: 'microphones',
  label: 'Televic Confero (Plixus, WAP G4)',
  config: conferoConfigSchema,
  capabilities: ({ votes }) => ({
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
    // Roles can be changed; the driver cannot yet.
    priority: false,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    voting: true,
    individualVotes: votes === 'individual',
  }),
  notOffered: {},
  voting: ({ votes }) => ({
    individualVotes: votes === 'individual',
    maxOptions: maxVotingOptions,
    changeable: true,
    delivery: votes === 'individual' ? 'reported-once' : 'totals-only',
    accepted: 'by-device',
    readBack: true,
    // Whoever has the token can start and stop, and nobody can vote with it.
    forgeable: false,
    externalVotes: false,
  }),
  create({ address, certificate, token, manual, minimumKey, votes }, context) {
    const driver = runSession({
      session: withVotes(createConferoSession({ token, manual, minimumKey }), conferoVotes({ token, votes })),
      transport: createHttpTransport({
        host: address.host,
        port: address.port,
        ...(address.scheme === 'https'
          ? { tls: certificate === undefined ? {} : { fingerprint: certificate } }
          : {}),
      }),
      clock: context.clock,
      emit: (event) => (isVotingEvent(event) ? context.emitVoting?.(event) : context.emit(event)),
      onHealth: (health) => context.onHealth(health),
      maxOpenCommands: maxOpenVotingCommands,
    });
    return { ...driver, vote: (command) => driver.submit(command) };
  },
};
