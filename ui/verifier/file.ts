/** The result file as it was handed over: its outer form, and nothing yet of what it says. */
import { decodeHex } from './bytes.ts';
import { parseJson, type Json } from './json.ts';
import { fieldsOf, isId, isText } from './shape.ts';

/** A recorded personal part of a line, with the salt that its commitment was made with. */
export interface Opening {
  /** Index into `lines`. */
  readonly line: number;
  readonly salt: string;
  readonly json: string;
}

export interface ResultFile {
  /** Name of the log and of its key. */
  readonly origin: string;
  readonly key: string;
  readonly ballot: string;
  /** Leaves of the tree; `lines` are the last of them. */
  readonly size: number;
  /** Hashes of the perfect subtrees over the leaves before `lines`. */
  readonly before: readonly Uint8Array[];
  readonly lines: readonly string[];
  readonly openings: readonly Opening[];
  readonly checkpoint: string;
}

/** Nothing larger is looked at. */
export const maxFileBytes = 32 * 1024 * 1024;
const maxLines = 20_000;
const maxLineLength = 65_536;
const maxSize = 1e15;

/** null: no UTF-8, no JSON of the strict kind, or not the form of a result of version 1. */
export function parseFile(bytes: Uint8Array): ResultFile | null {
  if (bytes.length > maxFileBytes) return null;
  let value: Json;
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  const file = fieldsOf(value, [
    'format',
    'version',
    'origin',
    'key',
    'ballot',
    'log',
    'openings',
    'checkpoint',
  ]);
  const log = fieldsOf(file?.['log'], ['size', 'before', 'lines']);
  if (!file || !log || file['format'] !== 'saalregie-result' || file['version'] !== 1) return null;
  const { origin, key, ballot, checkpoint } = file;
  const { size } = log;
  const before = parseList(log['before'], 64, parseHash);
  const lines = parseList(log['lines'], maxLines, (line) => (isText(line, maxLineLength) ? line : null));
  if (!isId(origin) || !isText(key, 512) || !isId(ballot) || !isText(checkpoint, 4096)) return null;
  if (typeof size !== 'number' || size < 0 || size > maxSize || !before || !lines || lines.length === 0)
    return null;
  const openings = parseList(file['openings'], lines.length, (each) => parseOpening(each, lines.length));
  return openings && { origin, key, ballot, size, before, lines, openings, checkpoint };
}

function parseList<Item>(
  value: Json | undefined,
  maxLength: number,
  parse: (each: Json) => Item | null,
): readonly Item[] | null {
  if (!Array.isArray(value) || value.length > maxLength) return null;
  const list: Item[] = [];
  for (const each of value as readonly Json[]) {
    const item = parse(each);
    if (item === null) return null;
    list.push(item);
  }
  return list;
}

function parseHash(value: Json): Uint8Array | null {
  const bytes = isText(value, 64) ? decodeHex(value) : null;
  return bytes?.length === 32 ? bytes : null;
}

function parseOpening(value: Json, lines: number): Opening | null {
  const opening = fieldsOf(value, ['line', 'salt', 'json']);
  if (!opening) return null;
  const { line, salt, json } = opening;
  if (typeof line !== 'number' || line < 0 || line >= lines || !isText(json, maxLineLength)) return null;
  // A short salt would be no secret, and anything but hex digits might move the border to the text.
  return isText(salt, 128) && salt.length >= 32 && decodeHex(salt) ? { line, salt, json } : null;
}
