/** Contact closures, relays and push buttons on an MQTT broker: the hall's, or one of our own. */
import type { MicrophonesKind } from '../driver.ts';
import { filters } from '../../protocols/mqtt-buttons/topics.ts';
import { runSession } from '../run-session.ts';
import { createBrokerTransport, createMqttTransport } from '../transports/mqtt.ts';
import { mqttButtonsConfigSchema, type MqttButtonsConfig } from './config.ts';
import { createMqttButtonsSession } from './session.ts';

export const mqttButtonsKind: MicrophonesKind<MqttButtonsConfig> = {
  kind: 'mqtt-buttons',
  model: 'microphones',
  label: 'MQTT: contacts and buttons',
  config: mqttButtonsConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: false,
    reorder: false,
    replies: false,
    names: true,
    presence: true,
    priority: false,
    modes: [],
    settings: false,
    hold: false,
    voting: false,
    individualVotes: false,
  }),
  notOffered: {
    order: '12: a contact for each seat, no list',
    mode: '12: relays and contacts have no mode',
    'set-mode': '12: relays and contacts have no mode',
    'max-open': '12: relays and contacts have no limit',
  },
  create: (config, context) =>
    runSession({
      session: createMqttButtonsSession(config),
      transport: transportOf(config),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};

function transportOf(config: MqttButtonsConfig): ReturnType<typeof createMqttTransport> {
  const { address, username, password, certificate, prefix } = config;
  const topics = filters(prefix);
  if (config.broker === 'own')
    return createBrokerTransport({
      ...address,
      prefix,
      filters: topics,
      username: username ?? '',
      password: password ?? '',
    });
  return createMqttTransport({
    ...address,
    filters: topics,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(address.scheme === 'mqtts'
      ? { tls: certificate === undefined ? {} : { fingerprint: certificate } }
      : {}),
  });
}
