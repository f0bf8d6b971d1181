/** Buttons on MQTT joined in memory: a broker that keeps what is retained and passes on what is published. */
import { createMqttButtonsSession } from '../../drivers/mqtt-buttons/session.ts';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';
import type { LinkDevice, Peer } from '../../simulators/device.ts';
import { createMqttButtons } from '../../simulators/mqtt-buttons/device.ts';
import { joinLink, type Joined, type Listener } from './memory.ts';

const prefix = 'saalregie';

export function joinBroker(listener: Listener): Joined {
  const buttons = createMqttButtons({ ...listener.device, prefix });
  const retained = new Map<string, TopicMessage>();
  const clients = new Set<Peer<TopicMessage>>();
  const pass = (message: TopicMessage): void => {
    if (message.retain) retained.set(message.topic, message);
    for (const client of clients) client.send({ ...message, retain: false });
  };
  const line = buttons.accept({ send: pass, close: () => undefined });
  for (const message of buttons.retained()) pass(message);
  const broker: LinkDevice<TopicMessage> = {
    ...buttons,
    accept(peer) {
      clients.add(peer);
      for (const message of retained.values()) peer.send(message);
      return {
        received(message) {
          pass(message);
          line?.received(message);
        },
        closed: () => void clients.delete(peer),
      };
    },
  };
  const session = createMqttButtonsSession({ prefix, units: {}, buttons: 'none', chairs: [1] });
  return joinLink(listener, session, broker);
}
