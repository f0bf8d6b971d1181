/**
 * Bosch DCN-NG Open Interface: what the central unit says. A response begins with a result word, 0 for
 * success. The structures of inserted and replaced list entries are not public, so these notifications only
 * say that the list is to be read again.
 */
import { concat } from '../bytes.ts';
import { noBytes, type StreamCodec } from '../codec.ts';
import {
  type DcnFrame,
  type DcnLayout,
  decodeFrames,
  encodeBoolean,
  encodeFrame,
  type FieldReader,
  maxFrameBytes,
  metLayout,
  readFields,
  words,
} from './frames.ts';
import {
  anyDelegate,
  type DcnFunction,
  type DcnNotification,
  functions,
  idOf,
  isUnit,
  maxEntries,
  nameOf,
  notifications,
  operationModes,
  type OperationMode,
} from './functions.ts';

export interface SpeakerEntry {
  readonly unit: number;
  readonly open: boolean;
}

export interface RequestEntry {
  readonly unit: number;
  /** 65535: nobody in particular. */
  readonly delegate: number;
}

/** A microphone with a standing right to speak: chairs and guests of honour. */
export interface NotebookEntry {
  readonly unit: number;
  readonly sort: number;
  readonly open: boolean;
}

const changes = {
  'speakers-changed': ['speakersSet', 'speakerInserted', 'speakerReplaced'],
  'requests-changed': ['requestsSet', 'requestInserted', 'requestReplaced', 'firstRequest'],
  'notebook-changed': ['notebookSet', 'notebookRemoved'],
} as const satisfies Readonly<Record<string, readonly DcnNotification[]>>;
type Change = keyof typeof changes;

export type DcnReport =
  | { readonly type: 'keep-alive' }
  | { readonly type: 'protocol-error'; readonly code: number; readonly position: number }
  | {
      readonly type: 'settings';
      readonly mode: OperationMode;
      readonly active: number;
      readonly maxRequests: number;
    }
  | { readonly type: 'speakers'; readonly entries: readonly SpeakerEntry[] }
  | { readonly type: 'requests'; readonly entries: readonly RequestEntry[] }
  | { readonly type: 'notebook'; readonly entries: readonly NotebookEntry[] }
  /** Any other request was carried out. */
  | { readonly type: 'done'; readonly of: DcnFunction }
  | { readonly type: 'refused'; readonly of: DcnFunction; readonly error: number }
  | { readonly type: 'not-accepted'; readonly of: DcnFunction }
  | { readonly type: 'microphone'; readonly unit: number; readonly open: boolean | null }
  | { readonly type: 'chair-microphones'; readonly open: number }
  | { readonly type: 'speaker-added' | 'speaker-removed'; readonly unit: number }
  | { readonly type: 'request-removed'; readonly unit: number }
  | { readonly type: 'speakers-cleared' | 'requests-cleared' | 'settings-changed' }
  | { readonly type: 'mode'; readonly mode: OperationMode }
  | { readonly type: 'active'; readonly count: number }
  /** The list is to be read again; `by` tells how it changed. */
  | { readonly type: Change; readonly by: DcnNotification }
  /** A response or notification of another application. */
  | { readonly type: 'other'; readonly functionId: number };

/** A unit that does not know the function answers with this. */
export const badFunction = 0x2a95;

export function createDcnReports(layout: DcnLayout = metLayout): StreamCodec<DcnReport> {
  return {
    maxPendingBytes: maxFrameBytes,
    encode: (report) => encodeFrame(frameOf(report, layout), layout),
    decode: (pending, chunk) => decodeFrames(pending, chunk, layout, (frame) => parse(frame, layout)),
  };
}

const microphoneWords = { on: 1, off: 2, none: 3 } as const;
/** Beside 1 and 2 a client in the field takes these for on and off. */
const [alsoOn, alsoOff] = [0x0e, [0x00, 0x0f]] as const;

function frameOf(report: DcnReport, layout: DcnLayout): DcnFrame {
  const response = (of: DcnFunction, ...data: readonly Uint8Array[]): DcnFrame => ({
    type: 'command',
    kind: 'response',
    functionId: idOf(functions[of], layout),
    data: concat(words(0), ...data),
  });
  const notify = (name: DcnNotification, data: Uint8Array = noBytes): DcnFrame => ({
    type: 'command',
    kind: 'notification',
    functionId: idOf(notifications[name], layout),
    data,
  });
  const listed = <Entry>(entries: readonly Entry[], encode: (entry: Entry) => Uint8Array): Uint8Array =>
    concat(words(entries.length), ...entries.map(encode));

  switch (report.type) {
    case 'keep-alive':
    case 'protocol-error':
      return report;
    case 'settings': {
      const { mode, active, maxRequests } = report;
      return response('getSettings', words(operationModes.indexOf(mode), active, maxRequests));
    }
    case 'speakers':
      return response(
        'getSpeakers',
        listed(report.entries, ({ unit, open }) => concat(words(unit), encodeBoolean(open, layout))),
      );
    case 'requests':
      return response(
        'getRequests',
        listed(report.entries, ({ unit, delegate }) => words(unit, delegate)),
      );
    case 'notebook':
      return response(
        'getNotebook',
        listed(report.entries, ({ unit, sort, open }) =>
          concat(words(unit, sort), encodeBoolean(open, layout)),
        ),
      );
    case 'done':
      return response(report.of);
    case 'refused':
      return { ...response(report.of), data: words(report.error) } as DcnFrame;
    case 'not-accepted':
      return { type: 'command', kind: 'nak', functionId: idOf(functions[report.of], layout), data: noBytes };
    case 'microphone': {
      const word = report.open === null ? 'none' : report.open ? 'on' : 'off';
      return notify('microphone', words(report.unit, microphoneWords[word], microphoneWords.none));
    }
    case 'chair-microphones':
      return notify('chairMicrophones', words(report.open));
    case 'speaker-added':
      return notify('speakerAppended', words(report.unit));
    case 'speaker-removed':
      return notify('speakerRemoved', words(report.unit));
    case 'request-removed':
      return notify('requestRemoved', words(report.unit, anyDelegate));
    case 'speakers-cleared':
      return notify('speakersCleared');
    case 'requests-cleared':
      return notify('requestsCleared');
    case 'settings-changed':
      return notify('settingsSet');
    case 'mode':
      return notify('modeSet', words(operationModes.indexOf(report.mode)));
    case 'active':
      return notify('activeSet', words(report.count));
    case 'other':
      return { type: 'command', kind: 'notification', functionId: report.functionId, data: noBytes };
    default:
      return notify(report.by);
  }
}

function parse(frame: DcnFrame, layout: DcnLayout): DcnReport | undefined {
  if (frame.type !== 'command') return frame;
  const { kind, functionId } = frame;
  const fields = readFields(frame.data, layout);
  switch (kind) {
    case 'nak': {
      const of = nameOf(functions, functionId, layout);
      return of ? { type: 'not-accepted', of } : { type: 'other', functionId };
    }
    case 'response': {
      const of = nameOf(functions, functionId, layout);
      return of ? parseResponse(of, fields) : { type: 'other', functionId };
    }
    case 'notification': {
      const name = nameOf(notifications, functionId, layout);
      return name ? parseNotification(name, fields) : { type: 'other', functionId };
    }
    case 'request':
      return undefined;
  }
}

function parseResponse(of: DcnFunction, fields: FieldReader): DcnReport | undefined {
  const error = fields.word();
  if (error === undefined) return undefined;
  if (error !== 0) return { type: 'refused', of, error };
  switch (of) {
    case 'getSettings': {
      const [mode, active, maxRequests] = [operationModes[fields.word() ?? -1], fields.word(), fields.word()];
      return mode === undefined || active === undefined || maxRequests === undefined
        ? undefined
        : { type: 'settings', mode, active, maxRequests };
    }
    case 'getSpeakers': {
      const entries = readList(fields, (unit) => {
        const open = fields.boolean();
        return open === undefined ? undefined : { unit, open };
      });
      return entries && { type: 'speakers', entries };
    }
    case 'getRequests': {
      const entries = readList(fields, (unit) => {
        const delegate = fields.word();
        return delegate === undefined ? undefined : { unit, delegate };
      });
      return entries && { type: 'requests', entries };
    }
    case 'getNotebook': {
      const entries = readList(fields, (unit) => {
        const [sort, open] = [fields.word(), fields.boolean()];
        return sort === undefined || open === undefined ? undefined : { unit, sort, open };
      });
      return entries && { type: 'notebook', entries };
    }
    default:
      return { type: 'done', of };
  }
}

/** A list that is shorter than its count, or names a unit that cannot be, makes no sense as a whole. */
function readList<Entry>(
  fields: FieldReader,
  read: (unit: number) => Entry | undefined,
): readonly Entry[] | undefined {
  const count = fields.word();
  if (count === undefined || count > maxEntries) return undefined;
  const entries: Entry[] = [];
  for (let at = 0; at < count; at++) {
    const unit = fields.word();
    const entry = isUnit(unit) ? read(unit) : undefined;
    if (entry === undefined) return undefined;
    entries.push(entry);
  }
  return entries;
}

function parseNotification(name: DcnNotification, fields: FieldReader): DcnReport | undefined {
  const change = (Object.keys(changes) as Change[]).find((key) =>
    changes[key].some((other) => other === name),
  );
  if (change) return { type: change, by: name };
  const first = fields.word();
  switch (name) {
    case 'speakersCleared':
      return { type: 'speakers-cleared' };
    case 'requestsCleared':
      return { type: 'requests-cleared' };
    case 'settingsSet':
      return { type: 'settings-changed' };
    case 'modeSet': {
      const mode = operationModes[first ?? -1];
      return mode && { type: 'mode', mode };
    }
    case 'activeSet':
      return first === undefined ? undefined : { type: 'active', count: first };
    case 'chairMicrophones':
      return first === undefined ? undefined : { type: 'chair-microphones', open: first };
    case 'speakerAppended':
      return isUnit(first) ? { type: 'speaker-added', unit: first } : undefined;
    case 'speakerRemoved':
      return isUnit(first) ? { type: 'speaker-removed', unit: first } : undefined;
    case 'requestRemoved':
      return isUnit(first) ? { type: 'request-removed', unit: first } : undefined;
    case 'microphone': {
      const word = fields.word();
      return isUnit(first) && word !== undefined
        ? { type: 'microphone', unit: first, open: isOpen(word) }
        : undefined;
    }
    default:
      return undefined;
  }
}

function isOpen(word: number): boolean | null {
  if (word === microphoneWords.on || word === alsoOn) return true;
  return word === microphoneWords.off || alsoOff.some((off) => off === word) ? false : null;
}
