/**
 * Sennheiser ADN CU1 "MediaCtrl": what the unit says. An answer and an unasked update have the same form,
 * so a report never shows whether it answers anything; an error names no command. Fields behind the known
 * ones are ignored, and attributes of other subjects (audio, radio, recording) are kept apart from nonsense.
 */
import type { StreamCodec } from '../codec.ts';
import { decodeLines } from '../lines.ts';
import {
  type Attribute,
  attributeRanges,
  endsMessage,
  isAttribute,
  micStatusRange,
  parseInteger,
  positionRange,
  readSerial,
} from './words.ts';

export type AdnReport =
  | { readonly type: 'MicStatus'; readonly position: number; readonly status: number }
  | { readonly type: 'MicStatusSN'; readonly serial: string; readonly status: number }
  | { readonly type: 'attribute'; readonly attribute: Attribute; readonly value: number }
  /** Code 1000..1999 as in the document; the text is for people. */
  | { readonly type: 'error'; readonly code: number; readonly text: string }
  /** An attribute this program does not use. */
  | { readonly type: 'other'; readonly text: string };

const maxMessageBytes = 512;
const encoder = new TextEncoder();

export const adnReports: StreamCodec<AdnReport> = {
  maxPendingBytes: maxMessageBytes + 1,
  encode: (report) => encoder.encode(`${text(report)};`),
  decode: (pending, chunk) => decodeLines(pending, chunk, maxMessageBytes, parse, endsMessage),
};

function text(report: AdnReport): string {
  switch (report.type) {
    case 'MicStatus':
      return `MicStatus ${report.position} ${report.status}`;
    case 'MicStatusSN':
      return `MicStatusSN ${report.serial} ${report.status}`;
    case 'attribute':
      return `${report.attribute} ${report.value}`;
    case 'error':
      return `error ${report.code}: ${report.text}`;
    case 'other':
      return report.text;
  }
}

const errorForm = /^error (\d{4}):\s*(.*)$/i;
/** A name as the document writes them, and at least one value. */
const attributeForm = /^[A-Z][A-Za-z]{2,40}(\s+[^\s]+)+$/;

function parse(message: string): AdnReport | undefined {
  const trimmed = message.trim();
  const error = errorForm.exec(trimmed);
  if (error) return { type: 'error', code: Number(error[1]), text: (error[2] ?? '').slice(0, 100) };
  const [name = '', first, second] = trimmed.split(/\s+/);
  if (name === 'MicStatus' || name === 'MicStatusSN') {
    const status = parseInteger(second, micStatusRange);
    if (status === undefined) return undefined;
    if (name === 'MicStatusSN') {
      const serial = readSerial(first);
      return serial === undefined ? undefined : { type: name, serial, status };
    }
    const position = parseInteger(first, positionRange);
    return position === undefined ? undefined : { type: name, position, status };
  }
  if (isAttribute(name)) {
    const value = parseInteger(first, attributeRanges[name]);
    return value === undefined ? undefined : { type: 'attribute', attribute: name, value };
  }
  return attributeForm.test(trimmed) ? { type: 'other', text: trimmed } : undefined;
}
