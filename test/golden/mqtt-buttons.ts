/** Topics and payloads of contacts and buttons on MQTT, written by hand from docs/devices/mqtt-buttons.md. */
import type { ButtonMessage, TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';

const retained = (topic: string, payload: string): TopicMessage => ({ topic, payload, retain: true });
const event = (topic: string, payload: string): TopicMessage => ({ topic, payload, retain: false });

export const buttonMessages: readonly (readonly [TopicMessage, ButtonMessage])[] = [
  [retained('rathaus/saal/seats/12/microphone', 'on'), { type: 'microphone', unit: '12', on: true }],
  [retained('rathaus/saal/seats/12/microphone', 'off'), { type: 'microphone', unit: '12', on: false }],
  [retained('rathaus/saal/seats/12/request', 'on'), { type: 'request', unit: '12', on: true }],
  [retained('rathaus/saal/seats/12/request', 'off'), { type: 'request', unit: '12', on: false }],
  [retained('rathaus/saal/seats/pult-a/status', 'online'), { type: 'status', unit: 'pult-a', online: true }],
  [
    retained('rathaus/saal/seats/pult-a/status', 'offline'),
    { type: 'status', unit: 'pult-a', online: false },
  ],
  [retained('rathaus/saal/seats/3/name', 'Jörg Weiß'), { type: 'name', unit: '3', name: 'Jörg Weiß' }],
  [retained('rathaus/saal/seats/3/name', ''), { type: 'name', unit: '3', name: undefined }],
  [event('rathaus/saal/seats/3/button', 'press'), { type: 'button', unit: '3' }],
  [event('rathaus/saal/seats/3/microphone/set', 'on'), { type: 'set-microphone', unit: '3', on: true }],
  [event('rathaus/saal/seats/3/request/set', 'off'), { type: 'set-request', unit: '3', on: false }],
  [event('rathaus/saal/echo', 'saalregie 7'), { type: 'echo', text: 'saalregie 7' }],
];
