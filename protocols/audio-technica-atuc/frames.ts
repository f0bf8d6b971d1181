/**
 * Audio-Technica ATUC-50 / ATUC-IR IP control protocol (TCP 17300, notices by multicast): the frame of every
 * message. Source: facts conference-systems section 6. Messages end with CR and are at most 287 bytes; texts
 * stand in double quotes; a parameter that is left out leaves its comma; a long answer comes in parts.
 */
import type { Parsed, StreamCodec } from '../codec.ts';
import { concat } from '../bytes.ts';
import { decodeLines, decodeText } from '../lines.ts';

/** `NC`: whole; otherwise first, middle and last part of a long one. */
export type Part = 'NC' | 'CS' | 'CM' | 'CE';
export type Parameters = readonly string[];

/** What a client says. `S`: wants an ACK, `O`: one way (also for questions), `H`: handshake. */
export interface AtucCommand {
  readonly command: string;
  readonly handshake: 'S' | 'O' | 'H';
  readonly part: Part;
  readonly parameters: Parameters;
}

/** What the unit says on the same connection. */
export type AtucAnswer =
  | { readonly type: 'ack'; readonly command: string }
  | { readonly type: 'nak'; readonly command: string; readonly code: number }
  | { readonly type: 'data'; readonly command: string; readonly part: Part; readonly parameters: Parameters }
  /** The unit asks: its emergency or mode timer runs, and it wants to be spoken to. */
  | { readonly type: 'question'; readonly command: string };

/** What the unit announces to everybody. */
export interface AtucNotice {
  readonly command: string;
  readonly part: Part;
  readonly parameters: Parameters;
}

export const maxMessageBytes = 287;
/** A name over the maker's ten characters is still read, and shortened. */
const maxLineBytes = 2048;
const header = '0000 00';
const encoder = new TextEncoder();
const frame = (text: string): Uint8Array => concat(encoder.encode(text), Uint8Array.of(0x0d));

export const atucCommands: StreamCodec<AtucCommand> = {
  maxPendingBytes: maxLineBytes + 1,
  encode: ({ command, handshake, part, parameters }) =>
    frame(`${command} ${handshake} ${header} ${part} ${writeParameters(parameters)} `),
  decode: (pending, chunk) => decodeLines(pending, chunk, maxLineBytes, parseCommand),
};

export const atucAnswers: StreamCodec<AtucAnswer> = {
  maxPendingBytes: maxLineBytes + 1,
  encode(answer) {
    switch (answer.type) {
      case 'ack':
        return frame(`${answer.command} ACK`);
      case 'nak':
        return frame(`${answer.command} NAK ${String(answer.code).padStart(2, '0')}`);
      case 'data':
        return frame(`${answer.command} ${header} ${answer.part} ${writeParameters(answer.parameters)} `);
      case 'question':
        return frame(`RQ ${answer.command} ${header} NC  `);
    }
  },
  decode: (pending, chunk) => decodeLines(pending, chunk, maxLineBytes, parseAnswer),
};

export const encodeNotice = ({ command, part, parameters }: AtucNotice): Uint8Array =>
  frame(`MD ${command} ${header} ${part} ${writeParameters(parameters)} `);

export function parseNotice(datagram: Uint8Array): Parsed<AtucNotice> {
  if (datagram.length > maxLineBytes) return { ok: false, reason: 'too long' };
  const match = /^MD ([a-z]{5}) \d{4} \d{2} (NC|CS|CM|CE) (.*?) ?\r?\n?$/s.exec(decodeText(datagram));
  const [, command, part, text] = match ?? [];
  const parameters = text === undefined ? undefined : readParameters(text);
  return command === undefined || !parameters
    ? { ok: false, reason: 'not a notice' }
    : { ok: true, message: { command, part: part as Part, parameters } };
}

function parseCommand(line: string): AtucCommand | undefined {
  const match = /^([a-z]{5}) ([SOH]) \d{4} \d{2} (NC|CS|CM|CE) (.*?) ?$/.exec(line);
  const [, command, handshake, part, text] = match ?? [];
  const parameters = text === undefined ? undefined : readParameters(text);
  if (command === undefined || !parameters) return undefined;
  return {
    command,
    handshake: handshake as AtucCommand['handshake'],
    part: part as Part,
    parameters,
  };
}

function parseAnswer(line: string): AtucAnswer | undefined {
  const ack = /^([a-z]{5}) (?:ACK|NAK (\d{2})) *$/.exec(line);
  if (ack?.[1]) {
    const [, command, code] = ack;
    return code === undefined ? { type: 'ack', command } : { type: 'nak', command, code: Number(code) };
  }
  const question = /^RQ ([a-z]{5})( |$)/.exec(line);
  if (question?.[1]) return { type: 'question', command: question[1] };
  const data = /^([a-z]{5}) \d{4} \d{2} (NC|CS|CM|CE) (.*?) ?$/.exec(line);
  const [, command, part, text] = data ?? [];
  const parameters = text === undefined ? undefined : readParameters(text);
  return command === undefined || !parameters
    ? undefined
    : { type: 'data', command, part: part as Part, parameters };
}

/** A text in quotes cannot hold a quote: it becomes an apostrophe. */
const quoted = (text: string): string => `"${text.replaceAll('"', "'").replaceAll(/[\r\n]/g, ' ')}"`;

function writeParameters(parameters: Parameters): string {
  return parameters.map((text) => (/^[A-Za-z0-9.-]*$/.test(text) ? text : quoted(text))).join(',');
}

/** undefined: a quote that never ends. */
function readParameters(text: string): Parameters | undefined {
  if (text === '') return [];
  const parameters: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const end = text.indexOf('"', at + 1);
      if (end < 0) return undefined;
      parameters.push(text.slice(at + 1, end));
      at = end + 1;
      if (at < text.length && text[at] !== ',') return undefined;
    } else {
      const end = text.indexOf(',', at);
      parameters.push(text.slice(at, end < 0 ? undefined : end).trim());
      at = end < 0 ? text.length : end;
    }
    if (at >= text.length) return parameters;
    at++;
  }
}
