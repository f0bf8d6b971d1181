/** An ATUC unit joined in memory: its connection, and its announcements beside it. */
import { createAtucSession, type AtucOptions } from '../../drivers/audio-technica-atuc/session.ts';
import type { Session } from '../../drivers/session.ts';
import type { Joined as FromJoined } from '../../drivers/transports/joined.ts';
import { defaultLayout } from '../../protocols/audio-technica-atuc/meaning.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import type { LinkDevice, Peer } from '../../simulators/device.ts';
import { createAtucDevice, serialOf } from '../../simulators/audio-technica-atuc/device.ts';
import { joinLink, type Joined, type Listener } from './memory.ts';

type Heard = FromJoined<Uint8Array, Uint8Array>;

export function joinAtuc(listener: Listener, options: Partial<AtucOptions> = {}): Joined {
  const unit = createAtucDevice(listener.device);
  let audience: Peer<Heard> | null = null;
  unit.announceTo?.({
    send: (data) => audience?.send({ from: 'side', data }),
    close: () => undefined,
  });
  // Both ways in one type: the session sends bytes, which the unit takes from `main`.
  const { announceTo: _announceTo, ...rest } = unit;
  const device: LinkDevice<Heard> = {
    ...rest,
    accept(peer) {
      const line = unit.accept({
        send: (data) => peer.send({ from: 'main', data }),
        close: () => peer.close(),
      });
      audience = peer;
      return line && { received: ({ data }) => line.received(data), closed: () => line.closed() };
    },
  };
  const session = createAtucSession({
    layout: defaultLayout,
    units: Object.fromEntries(listener.device.seats.map(({ seat }) => [serialOf(seat), seat])),
    chairs: [1],
    notifications: 'multicast',
    ...options,
  });
  return joinLink(listener, sendingMain(session), device);
}

function sendingMain<State>(
  session: Session<State, MicrophoneCommand, MicrophoneEvent, Uint8Array, Heard>,
): Session<State, MicrophoneCommand, MicrophoneEvent, Heard, Heard> {
  return {
    ...session,
    step(state, input, now) {
      const stepped = session.step(state, input, now);
      return {
        state: stepped.state,
        outputs: stepped.outputs.map((output) =>
          output.type === 'send' ? { ...output, data: { from: 'main', data: output.data } } : output,
        ),
      };
    },
  };
}
