/** What a D-Cerno's reports change in the picture of the desk, and what a round of them leaves of it. Pure. */
import {
  applyMicrophoneEvent,
  type MicrophoneEvent,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import { isChairUid, type MicrophoneState } from '../../protocols/televic-dcerno/words.ts';
import { numberUnit, type SeatNumbers } from '../seat-numbers.ts';

export interface Numbered {
  readonly picture: MicrophonesState;
  readonly numbers: SeatNumbers;
}

/** A unit reported itself. It has no name: one that the config does not know is shown by its serial number. */
export function withUnit(
  { picture, numbers: before }: Numbered,
  uid: string,
  state: MicrophoneState,
  named: Readonly<Record<string, SeatNumber>>,
): Numbered {
  const { numbers, seat } = numberUnit(before, uid);
  if (seat === undefined) return { picture, numbers };
  const name = named[uid] === undefined ? { name: uid } : {};
  const events: readonly MicrophoneEvent[] = [
    { type: 'seat-changed', seat, state: { present: true, ...name, chair: isChairUid(uid) } },
    { type: state === 'on' ? 'opened' : 'closed', seat },
    { type: state === 'request' ? 'requested' : 'request-ended', seat },
  ];
  return { picture: events.reduce(applyMicrophoneEvent, picture), numbers };
}

/**
 * After a whole round (`said`: what the round alone told) nobody speaks or waits who was not in it. The lists
 * keep the order in which they grew, and a unit that was silent stays known.
 */
export function afterRound(picture: MicrophonesState, said: MicrophonesState): MicrophonesState {
  return {
    ...picture,
    speakers: picture.speakers.filter((seat) => said.speakers.includes(seat)),
    requests: picture.requests.filter((seat) => said.requests.includes(seat)),
  };
}
