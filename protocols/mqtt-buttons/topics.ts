/**
 * Contact closures, relays and push buttons on MQTT, for halls whose desk has no protocol of its own. The
 * topics are ours (docs/devices/mqtt-buttons.md); `<prefix>` is the hall's. What a unit says is retained
 * where it is a state, so that whoever comes late knows it; a press is an event and is not.
 *
 *     <prefix>/seats/<unit>/microphone        on | off      retained   the microphone is open
 *     <prefix>/seats/<unit>/request           on | off      retained   somebody waits
 *     <prefix>/seats/<unit>/status            online | offline  retained, also as last will
 *     <prefix>/seats/<unit>/name              text          retained
 *     <prefix>/seats/<unit>/button            press                    a button without a desk behind it
 *     <prefix>/seats/<unit>/microphone/set    on | off                 to the unit
 *     <prefix>/seats/<unit>/request/set       on | off                 to the unit
 *     <prefix>/echo                           any text                 our sign of life of the broker
 */
import type { Parsed } from '../codec.ts';
import { readSeatName } from '../models/seat-name.ts';

/** One message of a broker. */
export interface TopicMessage {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

export type ButtonMessage =
  | { readonly type: 'microphone' | 'request'; readonly unit: string; readonly on: boolean }
  | { readonly type: 'set-microphone' | 'set-request'; readonly unit: string; readonly on: boolean }
  | { readonly type: 'status'; readonly unit: string; readonly online: boolean }
  /** An empty payload takes a retained name back. */
  | { readonly type: 'name'; readonly unit: string; readonly name: string | undefined }
  | { readonly type: 'button'; readonly unit: string }
  | { readonly type: 'echo'; readonly text: string };

export const maxPayloadBytes = 1024;
/** What common firmware writes for the same thing, in any case. */
const onWords: ReadonlySet<string> = new Set(['on', '1', 'true', 'online', 'press', 'pressed', 'closed']);
const offWords: ReadonlySet<string> = new Set([
  'off',
  '0',
  'false',
  'offline',
  'release',
  'released',
  'open',
]);

/** What we listen to below a prefix. */
export const filters = (prefix: string): readonly string[] => [
  `${prefix}/seats/+/microphone`,
  `${prefix}/seats/+/request`,
  `${prefix}/seats/+/status`,
  `${prefix}/seats/+/name`,
  `${prefix}/seats/+/button`,
  `${prefix}/echo`,
];

export function encodeButton(prefix: string, message: ButtonMessage): TopicMessage {
  const said = (path: string, payload: string, retain: boolean): TopicMessage => ({
    topic: `${prefix}/${path}`,
    payload,
    retain,
  });
  switch (message.type) {
    case 'microphone':
    case 'request':
      return said(`seats/${message.unit}/${message.type}`, message.on ? 'on' : 'off', true);
    case 'set-microphone':
      return said(`seats/${message.unit}/microphone/set`, message.on ? 'on' : 'off', false);
    case 'set-request':
      return said(`seats/${message.unit}/request/set`, message.on ? 'on' : 'off', false);
    case 'status':
      return said(`seats/${message.unit}/status`, message.online ? 'online' : 'offline', true);
    case 'name':
      return said(`seats/${message.unit}/name`, message.name ?? '', true);
    case 'button':
      return said(`seats/${message.unit}/button`, 'press', false);
    case 'echo':
      return said('echo', message.text, false);
  }
}

export function parseButton(
  prefix: string,
  { topic, payload }: Pick<TopicMessage, 'topic' | 'payload'>,
): Parsed<ButtonMessage> {
  const garbage = (reason: string): Parsed<ButtonMessage> => ({ ok: false, reason });
  const heard = (message: ButtonMessage): Parsed<ButtonMessage> => ({ ok: true, message });
  if (payload.length > maxPayloadBytes) return garbage('too long');
  if (topic === `${prefix}/echo`) return heard({ type: 'echo', text: payload });
  const match = topic.startsWith(`${prefix}/`)
    ? /^seats\/([^/+#]{1,64})\/(microphone|request|status|name|button)(\/set)?$/.exec(
        topic.slice(prefix.length + 1),
      )
    : null;
  const [, unit, word, set] = match ?? [];
  if (unit === undefined) return garbage('not one of the topics');
  if (word === 'name' && !set) return heard({ type: 'name', unit, name: readSeatName(payload) });
  const on = parseState(payload);
  if (on === undefined) return garbage('neither on nor off');
  if (word === 'status' && !set) return heard({ type: 'status', unit, online: on });
  // The release of a push button says nothing that its press has not said.
  if (word === 'button' && !set) return on ? heard({ type: 'button', unit }) : garbage('a release');
  if (word !== 'microphone' && word !== 'request') return garbage('not to be set');
  return heard({ type: set ? `set-${word}` : word, unit, on });
}

function parseState(payload: string): boolean | undefined {
  const word = payload.trim().toLowerCase();
  if (onWords.has(word)) return true;
  return offWords.has(word) ? false : undefined;
}
