/**
 * What a client asks of a Panasonic AW camera: each command is one GET. Pan-tilt head and presets answer at
 * `aw_ptz` (commands begin with `#`), the camera itself at `aw_cam`; `event` registers for notices. Sources:
 * facts A5 (interface specifications of AW-HE42 and AW-UE100), zoom speed from the AW-HE100 protocol sheet.
 */
import { parseTarget, type HeardCall, type HttpCall } from '../http.ts';

/** What can be asked, with the command that asks it. */
const questions = {
  model: 'QID',
  power: '#O',
  /** Pan, tilt, zoom, focus and iris in one. */
  everything: '#PTV',
  'pan-tilt': '#APC',
  zoom: '#GZ',
  'last-preset': '#S',
} as const;

export type AwQuestion = keyof typeof questions;

export type AwRequest =
  | { readonly type: 'ask'; readonly what: AwQuestion }
  /** Presets count from 1 as in the camera's menu; on the wire from 0. */
  | { readonly type: 'recall' | 'store' | 'delete'; readonly preset: number }
  | { readonly type: 'set-power'; readonly on: boolean }
  /** Raw units, see models.ts. */
  | { readonly type: 'absolute'; readonly pan: number; readonly tilt: number }
  | { readonly type: 'set-zoom'; readonly zoom: number }
  /** 1…99, 50 stops; above 50 right, up and tele. */
  | { readonly type: 'drive'; readonly pan: number; readonly tilt: number }
  | { readonly type: 'drive-zoom'; readonly zoom: number }
  /** Notices go to this port of whoever asks. */
  | { readonly type: 'register'; readonly port: number }
  | { readonly type: 'unregister'; readonly port: number };

export type HeardAwRequest =
  | AwRequest
  /** A command of a known kind that is none of these. */
  | { readonly type: 'other'; readonly to: 'aw_ptz' | 'aw_cam'; readonly command: string }
  | { readonly type: 'unknown' };

const presetLetters = { recall: 'R', store: 'M', delete: 'C' } as const;

export const decimal2 = (value: number): string => String(value).padStart(2, '0');
export const hexDigits = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');

function commandOf(request: Exclude<AwRequest, { readonly port: number }>): string {
  switch (request.type) {
    case 'ask':
      return questions[request.what];
    case 'recall':
    case 'store':
    case 'delete':
      return `#${presetLetters[request.type]}${decimal2(request.preset - 1)}`;
    case 'set-power':
      return request.on ? '#O1' : '#O0';
    case 'absolute':
      return `#APC${hexDigits(request.pan, 4)}${hexDigits(request.tilt, 4)}`;
    case 'set-zoom':
      return `#AXZ${hexDigits(request.zoom, 3)}`;
    case 'drive':
      return `#PTS${decimal2(request.pan)}${decimal2(request.tilt)}`;
    case 'drive-zoom':
      return `#Z${decimal2(request.zoom)}`;
  }
}

export function encodeAwRequest(request: AwRequest): HttpCall {
  if (request.type === 'register' || request.type === 'unregister') {
    const connect = request.type === 'register' ? 'start' : 'stop';
    return { method: 'GET', path: `/cgi-bin/event?connect=${connect}&my_port=${request.port}&uid=0` };
  }
  const command = commandOf(request);
  const to = command.startsWith('#') ? 'aw_ptz' : 'aw_cam';
  return { method: 'GET', path: `/cgi-bin/${to}?cmd=${encodeURIComponent(command)}&res=1` };
}

const unknown: HeardAwRequest = { type: 'unknown' };
const maxCommandLength = 100;

export function parseAwRequest({ method, path }: HeardCall): HeardAwRequest {
  const target = parseTarget(path);
  if (method !== 'GET' || target?.segments[0] !== 'cgi-bin' || target.segments.length !== 2) return unknown;
  const to = target.segments[1];
  if (to === 'event') return parseRegistration(target.query) ?? unknown;
  const command = target.query.get('cmd');
  if ((to !== 'aw_ptz' && to !== 'aw_cam') || command === undefined || command.length > maxCommandLength)
    return unknown;
  const request = to === 'aw_ptz' ? parsePtz(command) : undefined;
  if (request) return request;
  const asked = (Object.keys(questions) as AwQuestion[]).find((what) => questions[what] === command);
  if (asked && (to === 'aw_ptz') === command.startsWith('#')) return { type: 'ask', what: asked };
  return { type: 'other', to, command };
}

function parseRegistration(query: ReadonlyMap<string, string>): HeardAwRequest | undefined {
  const connect = query.get('connect');
  const written = query.get('my_port') ?? '';
  const port = /^\d{1,5}$/.test(written) ? Number(written) : 0;
  if ((connect !== 'start' && connect !== 'stop') || port < 1 || port > 65_535) return undefined;
  return { type: connect === 'start' ? 'register' : 'unregister', port };
}

const presetTypes = { R: 'recall', M: 'store', C: 'delete' } as const;

function parsePtz(command: string): AwRequest | undefined {
  const preset = /^#([RMC])(\d\d)$/.exec(command);
  if (preset) {
    const letter = preset[1] as keyof typeof presetTypes;
    return { type: presetTypes[letter], preset: Number(preset[2]) + 1 };
  }
  const power = /^#O([01])$/.exec(command);
  if (power) return { type: 'set-power', on: power[1] === '1' };
  const absolute = /^#APC([0-9A-F]{4})([0-9A-F]{4})$/i.exec(command);
  if (absolute?.[1] && absolute[2])
    return {
      type: 'absolute',
      pan: Number.parseInt(absolute[1], 16),
      tilt: Number.parseInt(absolute[2], 16),
    };
  const zoom = /^#AXZ([0-9A-F]{3})$/i.exec(command);
  if (zoom?.[1]) return { type: 'set-zoom', zoom: Number.parseInt(zoom[1], 16) };
  const drive = /^#PTS(\d\d)(\d\d)$/.exec(command);
  if (drive) return { type: 'drive', pan: Number(drive[1]), tilt: Number(drive[2]) };
  const zoomDrive = /^#Z(\d\d)$/.exec(command);
  if (zoomDrive) return { type: 'drive-zoom', zoom: Number(zoomDrive[1]) };
  return undefined;
}
