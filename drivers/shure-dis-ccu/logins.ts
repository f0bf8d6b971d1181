/**
 * Where delegates log in with a card, a seat's name is theirs while they are logged in and the seat's own
 * otherwise (the unit does not say which): as a login it stands beside the name, and means somebody only if
 * it is a known person's.
 */
import type { MicrophoneEvent, MicrophoneSeat } from '../../protocols/models/microphones.ts';

const withLogin = (seat: MicrophoneSeat): MicrophoneSeat =>
  seat.present && seat.name !== undefined ? { ...seat, login: seat.name } : seat;

export function withLogins(event: MicrophoneEvent): MicrophoneEvent {
  switch (event.type) {
    case 'seat-changed':
      return { ...event, state: withLogin(event.state) };
    case 'snapshot': {
      const seats = Object.entries(event.state.seats).map(([seat, state]) => [seat, withLogin(state)]);
      return { ...event, state: { ...event.state, seats: Object.fromEntries(seats) } };
    }
    default:
      return event;
  }
}
