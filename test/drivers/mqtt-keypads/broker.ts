/** A broker in memory between a hall of keypads and clients: it keeps what is retained, and can forget it. */
import type { TopicMessage } from '../../../protocols/mqtt-buttons/topics.ts';
import type { Linked, Peer } from '../../../simulators/device.ts';
import type { KeypadHall } from '../../../simulators/mqtt-keypads/device.ts';

export interface Broker extends Linked<TopicMessage> {
  readonly retained: ReadonlyMap<string, string>;
  /** It was restarted, and has no store. */
  forget(): void;
  /** While true it takes what is said and passes nothing on. */
  mute(isMute: boolean): void;
  publish(message: TopicMessage): void;
}

export function createBroker(hall: KeypadHall): Broker {
  const retained = new Map<string, string>();
  const clients = new Set<Peer<TopicMessage>>();
  let isMute = false;
  function publish(message: TopicMessage): void {
    if (isMute) return;
    if (message.retain && message.payload === '') retained.delete(message.topic);
    else if (message.retain) retained.set(message.topic, message.payload);
    for (const client of clients) client.send({ ...message, retain: false });
  }
  /** Not within the call that caused it. */
  const line = hall.accept({
    send: (message) => queueMicrotask(() => publish(message)),
    close: () => undefined,
  });
  for (const message of hall.retained()) publish(message);
  return {
    retained,
    forget: () => retained.clear(),
    mute(mute) {
      isMute = mute;
    },
    publish,
    accept(peer) {
      clients.add(peer);
      for (const [topic, payload] of retained) peer.send({ topic, payload, retain: true });
      return {
        received(message) {
          publish(message);
          if (!isMute) line?.received(message);
        },
        closed: () => void clients.delete(peer),
      };
    },
  };
}
