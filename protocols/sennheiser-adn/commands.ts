/**
 * Sennheiser ADN CU1 "MediaCtrl", TCP 53252: what a client says to the unit. A message ends with `;` and
 * has no line end; what is not ended stays in the unit's buffer. A name with its index but without a value
 * asks, with a value it sets, and `#` in front of the value makes it a change. Names are case-sensitive.
 */
import { ascii } from '../bytes.ts';
import type { StreamCodec } from '../codec.ts';
import { decodeLines } from '../lines.ts';
import {
  type Attribute,
  attributeRanges,
  endsMessage,
  type ErrorCode,
  isAttribute,
  isDecimal,
  parseInteger,
  positionRange,
  readSerial,
} from './words.ts';

export type AdnCommand =
  /** Asks for the status of the wired unit at this place of the bus. */
  | { readonly type: 'MicStatus'; readonly position: number }
  | { readonly type: 'MicStatusSN'; readonly serial: string }
  /** As if the unit's button were pressed: on, off, request or end of the request. */
  | { readonly type: 'MicButton'; readonly position: number }
  | { readonly type: 'MicButtonSN'; readonly serial: string }
  | { readonly type: 'AllMicsOff' }
  | { readonly type: 'get'; readonly attribute: Attribute }
  | { readonly type: 'set'; readonly attribute: Attribute; readonly value: number }
  | { readonly type: 'change'; readonly attribute: Attribute; readonly by: number }
  /** Only a unit meets these: it answers with the error. */
  | { readonly type: 'refused'; readonly code: ErrorCode };

const maxMessageBytes = 256;

export const adnCommands: StreamCodec<AdnCommand> = {
  maxPendingBytes: maxMessageBytes + 1,
  encode: (command) => ascii(`${text(command)};`),
  decode: (pending, chunk) => decodeLines(pending, chunk, maxMessageBytes, parse, endsMessage),
};

function text(command: AdnCommand): string {
  switch (command.type) {
    case 'MicStatus':
    case 'MicButton':
      return `${command.type} ${command.position}`;
    case 'MicStatusSN':
    case 'MicButtonSN':
      return `${command.type} ${command.serial}`;
    case 'AllMicsOff':
      return 'AllMicsOff 1';
    case 'get':
      return command.attribute;
    case 'set':
      return `${command.attribute} ${command.value}`;
    case 'change':
      return `${command.attribute} #${command.by}`;
    case 'refused':
      throw new Error('only a unit meets these');
  }
}

const refused = (code: ErrorCode): AdnCommand => ({ type: 'refused', code });

function parse(message: string): AdnCommand {
  const [name = '', ...data] = message.trim().split(/\s+/);
  const [first, second] = data;
  switch (name) {
    case 'MicStatus':
    case 'MicStatusSN':
      // Only asking is allowed, whatever the second value would be.
      if (second !== undefined) return refused(1060);
      return name === 'MicStatus' ? withPosition(name, first) : withSerial(name, first);
    case 'MicButton':
    case 'MicButtonSN':
      if (second !== undefined) return refused(1040);
      return name === 'MicButton' ? withPosition(name, first) : withSerial(name, first);
    case 'AllMicsOff':
      if (first === undefined) return refused(1050);
      if (second !== undefined) return refused(1040);
      if (first.startsWith('#')) return refused(1030);
      return first === '1' ? { type: 'AllMicsOff' } : refused(1020);
    default:
      return isAttribute(name) ? parseAttribute(name, data) : refused(1000);
  }
}

function withPosition(type: 'MicStatus' | 'MicButton', word: string | undefined): AdnCommand {
  if (word === undefined) return refused(1040);
  if (!isDecimal(word)) return refused(1010);
  const position = parseInteger(word, positionRange);
  return position === undefined ? refused(1020) : { type, position };
}

function withSerial(type: 'MicStatusSN' | 'MicButtonSN', word: string | undefined): AdnCommand {
  if (word === undefined) return refused(1040);
  const serial = readSerial(word);
  return serial === undefined ? refused(1010) : { type, serial };
}

function parseAttribute(attribute: Attribute, data: readonly string[]): AdnCommand {
  const [word] = data;
  if (word === undefined) return { type: 'get', attribute };
  if (data.length > 1) return refused(1040);
  const isChange = word.startsWith('#');
  const digits = isChange ? word.slice(1) : word;
  if (!isDecimal(digits)) return refused(1010);
  if (isChange) {
    const [lowest, highest] = attributeRanges[attribute];
    const by = parseInteger(digits, [lowest - highest, highest - lowest]);
    return by === undefined ? refused(1020) : { type: 'change', attribute, by: by === 0 ? 0 : by };
  }
  const value = parseInteger(digits, attributeRanges[attribute]);
  return value === undefined ? refused(1020) : { type: 'set', attribute, value: value === 0 ? 0 : value };
}
