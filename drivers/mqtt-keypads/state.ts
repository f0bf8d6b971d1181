/** What a session with vote keypads on MQTT keeps, and the words that its parts have in common. Pure. */
import type { VotingEvent } from '../../protocols/models/voting.ts';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';
import { encodeKeypad, type BallotNotice, type KeypadMessage } from '../../protocols/mqtt-keypads/topics.ts';
import type { Output, Step } from '../session.ts';
import type { Ballot } from './ballot.ts';
import { twice, type Keypads } from './keypads.ts';

export interface MqttKeypadsOptions {
  readonly prefix: string;
  /** How many keys each keypad has. */
  readonly keys: number;
}

export interface MqttKeypadsState {
  readonly echo: number;
  readonly echoed: number;
  /** Every retained message has come. */
  readonly isKnown: boolean;
  /** What the broker says of the ballot. */
  readonly found: BallotNotice | null;
  readonly ballot: Ballot | null;
  readonly keypads: Keypads;
  readonly receipts: number;
  /** After the close: too soon, until every keypad has settled, or no longer. */
  readonly drains: 'not-yet' | 'with-all' | 'now';
}

export type Out = Output<VotingEvent, TopicMessage>;
export type Stepped = Step<MqttKeypadsState, VotingEvent, TopicMessage>;

export const send = ({ prefix }: MqttKeypadsOptions, message: KeypadMessage): Out => ({
  type: 'send',
  data: encodeKeypad(prefix, message),
});

export const plus = (outputs: readonly Out[], { state, outputs: more }: Stepped): Stepped => ({
  state,
  outputs: [...outputs, ...more],
});

/** Two keypads with one id are to be told apart by a person. */
export function statusOf({ keypads }: MqttKeypadsState): Out {
  const keypad = twice(keypads);
  return {
    type: 'status',
    status:
      keypad === undefined
        ? { level: 'ok', code: 'ready' }
        : { level: 'warning', code: 'keypad-twice', detail: keypad },
  };
}
