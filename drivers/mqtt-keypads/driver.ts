/** Vote keypads of one's own making on an MQTT broker: the hall's, or one of our own. */
import type { VotingKind } from '../driver.ts';
import { keypadFilters } from '../../protocols/mqtt-keypads/topics.ts';
import { runSession } from '../run-session.ts';
import { createBrokerTransport, createMqttTransport } from '../transports/mqtt.ts';
import { mqttKeypadsConfigSchema, type MqttKeypadsConfig } from './config.ts';
import { createMqttKeypadsSession } from './session.ts';

export const mqttKeypadsKind: VotingKind<MqttKeypadsConfig> = {
  kind: 'mqtt-keypads',
  model: 'voting',
  label: 'MQTT: vote keypads',
  config: mqttKeypadsConfigSchema,
  capabilities: ({ keys }) => ({
    individualVotes: true,
    maxOptions: keys,
    changeable: true,
    delivery: 'at-least-once',
    accepted: 'after-store',
    readBack: false,
    // Whoever may publish at the broker can do so in any keypad's name.
    forgeable: true,
    externalVotes: false,
  }),
  create: (config, context) =>
    runSession({
      session: createMqttKeypadsSession(config),
      transport: transportOf(config),
      clock: context.clock,
      emit: context.emit.bind(context),
      onHealth: context.onHealth.bind(context),
      // A hall's acknowledgements at once.
      maxOpenCommands: 256,
    }),
};

function transportOf(config: MqttKeypadsConfig): ReturnType<typeof createMqttTransport> {
  const { address, username, password, certificate, prefix } = config;
  const topics = keypadFilters(prefix);
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
