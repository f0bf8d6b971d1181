/**
 * Frames of Televic D-Cerno on TCP 5011: STX, a header of fixed fields between two colons, JSON, ETX.
 * Known from one working client only, which reads nothing but the type and the JSON; so does this. The
 * length field is always 0000, and JSON never holds the two control characters, so ETX ends a frame.
 */
import { ascii, concat } from '../bytes.ts';
import { noBytes, type Decoded } from '../codec.ts';
import { isJsonObject, type JsonObject, parseJson } from '../json.ts';
import { decodeText } from '../lines.ts';

const [stx, etx] = [0x02, 0x03];
/** STX and ETX included. */
export const maxFrameBytes = 4096;
/** What is kept of a run of bytes outside any frame: that it goes on, so that it counts once. */
const nonsense = Uint8Array.of(0x3f);

export const packetTypes = ['con', 'get', 'set', 'evt', 'rep'] as const;
export type PacketType = (typeof packetTypes)[number];

/** The number counts a sender's packets and wraps at 9999. */
export interface Packet<Message> {
  readonly number: number;
  readonly message: Message;
}
export const nextPacketNumber = (number: number): number => (number + 1) % 10_000;

export interface RawPacket {
  readonly number: number;
  readonly type: PacketType;
  readonly body: JsonObject;
}

/** `client`: an "O" (CoCon) speaks to a "C" (central unit). That the unit swaps the two is inferred. */
export type Sender = 'client' | 'unit';

const jsonFormat = '02';
const priority = '1';
/** Single frame, single session, room 000, length 0000. */
const fixedEnd = '000000000';
const encoder = new TextEncoder();

export function encodeFrame({ number, type, body }: RawPacket, sender: Sender): Uint8Array {
  const route = sender === 'client' ? 'O00000C00000' : 'C00000O00000';
  const header = `02:${type}${String(number).padStart(4, '0')}${jsonFormat}${priority}${route}${fixedEnd}:`;
  return concat(Uint8Array.of(stx), ascii(header), encoder.encode(JSON.stringify(body)), Uint8Array.of(etx));
}

function parseFrame(text: string): RawPacket | undefined {
  const match = /^02:([a-z]{3})(\d{4})[^:{]{0,60}:\s*(\{.*\})\s*$/is.exec(text);
  const type = packetTypes.find((known) => known === match?.[1]?.toLowerCase());
  const json = parseJson(match?.[3] ?? '');
  return type && json.ok && isJsonObject(json.message)
    ? { number: Number(match?.[2]), type, body: json.message }
    : undefined;
}

/** `parse` answers undefined for a packet that makes no sense. */
export function decodeFrames<Message>(
  pending: Uint8Array,
  chunk: Uint8Array,
  parse: (packet: RawPacket) => Message | undefined,
): Decoded<Packet<Message>> {
  let inNonsense = pending.length > 0 && pending[0] !== stx;
  const bytes = pending.length > 0 && !inNonsense ? concat(pending, chunk) : chunk;
  const messages: Packet<Message>[] = [];
  let garbage = 0;
  let start: number | null = null;
  for (const [at, byte] of bytes.entries()) {
    if (byte === stx) {
      // A frame that never ended.
      if (start !== null) garbage++;
      start = at;
      inNonsense = false;
    } else if (start === null) {
      if (!inNonsense) garbage++;
      inNonsense = true;
    } else if (byte === etx) {
      const packet = parseFrame(decodeText(bytes.subarray(start + 1, at)).trim());
      const message = packet && parse(packet);
      if (packet && message !== undefined) messages.push({ number: packet.number, message });
      else garbage++;
      start = null;
    } else if (at - start + 1 >= maxFrameBytes) {
      garbage++;
      inNonsense = true;
      start = null;
    }
  }
  if (start !== null) return { messages, garbage, pending: bytes.slice(start) };
  return { messages, garbage, pending: inNonsense ? nonsense : noBytes };
}
