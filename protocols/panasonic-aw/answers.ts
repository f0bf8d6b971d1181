/**
 * What a Panasonic AW camera says: the body of an HTTP answer, and the same words as notices on the push
 * channel (notices.ts). Facts A5. Digits that a newer firmware appends to a known word are ignored.
 */
import type { Parsed } from '../codec.ts';
import type { HttpAnswer } from '../http.ts';
import { presetRange } from './models.ts';
import { decimal2, hexDigits } from './requests.ts';

export type AwErrorCode = 'unsupported' | 'busy' | 'out-of-range';

export type AwAnswer =
  /** A command about this preset is accepted; nothing has moved yet. */
  | { readonly type: 'preset'; readonly preset: number }
  /** A recalled preset is reached. Comes as a notice only. */
  | { readonly type: 'reached'; readonly preset: number }
  | { readonly type: 'power'; readonly power: 'on' | 'off' | 'changing' }
  | { readonly type: 'pan-tilt'; readonly pan: number; readonly tilt: number }
  /** null: it cannot tell, e.g. in standby. */
  | { readonly type: 'zoom'; readonly zoom: number | null }
  | { readonly type: 'zoom-set'; readonly zoom: number }
  | {
      readonly type: 'everything';
      readonly pan: number;
      readonly tilt: number;
      readonly zoom: number;
      readonly focus: number;
      readonly iris: number;
    }
  | { readonly type: 'driving'; readonly pan: number; readonly tilt: number }
  | { readonly type: 'zoom-driving'; readonly zoom: number }
  | { readonly type: 'model'; readonly name: string }
  | {
      readonly type: 'error';
      readonly from: 'aw_ptz' | 'aw_cam';
      readonly code: AwErrorCode;
      readonly command: string;
    }
  /** A word of the camera's that says nothing about where it looks: a heartbeat, somebody's setting. */
  | { readonly type: 'word'; readonly text: string };

const powerDigits = { off: '0', on: '1', changing: '3' } as const;
const errorDigits = { unsupported: '1', busy: '2', 'out-of-range': '3' } as const;
const maxWordLength = 100;

/** The text of an answer or notice. */
export function encodeAwText(answer: AwAnswer): string {
  switch (answer.type) {
    case 'preset':
      return `s${decimal2(answer.preset - 1)}`;
    case 'reached':
      return `q${decimal2(answer.preset - 1)}`;
    case 'power':
      return `p${powerDigits[answer.power]}`;
    case 'pan-tilt':
      return `aPC${hexDigits(answer.pan, 4)}${hexDigits(answer.tilt, 4)}`;
    case 'zoom':
      return `gz${answer.zoom === null ? '---' : hexDigits(answer.zoom, 3)}`;
    case 'zoom-set':
      return `axz${hexDigits(answer.zoom, 3)}`;
    case 'everything': {
      const { pan, tilt, zoom, focus, iris } = answer;
      const lens = [zoom, focus, iris].map((value) => hexDigits(value, 3));
      return `pTV${hexDigits(pan, 4)}${hexDigits(tilt, 4)}${lens.join('')}`;
    }
    case 'driving':
      return `pTS${decimal2(answer.pan)}${decimal2(answer.tilt)}`;
    case 'zoom-driving':
      return `zS${decimal2(answer.zoom)}`;
    case 'model':
      return `OID:${answer.name}`;
    case 'error':
      return `${answer.from === 'aw_ptz' ? 'e' : 'E'}R${errorDigits[answer.code]}:${answer.command}`;
    case 'word':
      return answer.text;
  }
}

export const encodeAwAnswer = (answer: AwAnswer): HttpAnswer => ({ status: 200, body: encodeAwText(answer) });

export function parseAwAnswer({ status, body }: HttpAnswer): Parsed<AwAnswer> {
  if (status !== 200) return { ok: false, reason: `status ${status}` };
  const message = parseAwText(body.length > 1000 ? '' : body.trim());
  return message ? { ok: true, message } : { ok: false, reason: 'no word of an AW camera' };
}

const hexPattern = (word: string, ...digits: readonly number[]): RegExp =>
  new RegExp(`^${word}${digits.map((count) => `([0-9A-F]{${count}})`).join('')}[0-9A-F]*$`, 'i');
const panTiltPattern = hexPattern('aPC', 4, 4);
const everythingPattern = hexPattern('pTV', 4, 4, 3, 3, 3);
const zoomPattern = hexPattern('gz', 3);
const zoomSetPattern = hexPattern('axz', 3);

const wordPattern = /^[A-Za-z]{1,3}[\x20-\x7e]*$/;

/** undefined: no word of an AW camera. Words are known by their first letters, in the case the camera uses. */
export function parseAwText(text: string): AwAnswer | undefined {
  if (text.length > maxWordLength || !wordPattern.test(text)) return undefined;
  const numbered = /^([sqp])(\d{1,2})$/.exec(text);
  if (numbered?.[1] && numbered[2]) return parseNumbered(numbered[1], numbered[2]);
  if (text.startsWith('aPC')) return panTiltIn(text);
  if (text.startsWith('pTV')) return everythingIn(text);
  if (text.startsWith('gz')) {
    if (text === 'gz---') return { type: 'zoom', zoom: null };
    const zoom = zoomIn(zoomPattern, text);
    return zoom === undefined ? undefined : { type: 'zoom', zoom };
  }
  if (text.startsWith('axz')) {
    const zoom = zoomIn(zoomSetPattern, text);
    return zoom === undefined ? undefined : { type: 'zoom-set', zoom };
  }
  const driving = /^pTS(\d\d)(\d\d)$/.exec(text);
  if (driving) return { type: 'driving', pan: Number(driving[1]), tilt: Number(driving[2]) };
  const zooming = /^zS(\d\d)$/.exec(text);
  if (zooming) return { type: 'zoom-driving', zoom: Number(zooming[1]) };
  if (text.startsWith('OID:')) {
    const name = /^OID:([\x21-\x7e]{1,40})$/.exec(text)?.[1];
    return name === undefined ? undefined : { type: 'model', name };
  }
  return errorIn(text) ?? { type: 'word', text };
}

function parseNumbered(letter: string, digits: string): AwAnswer | undefined {
  if (letter === 'p') {
    const power = (['off', 'on', 'changing'] as const).find((each) => powerDigits[each] === digits);
    return power === undefined ? undefined : { type: 'power', power };
  }
  const preset = Number(digits) + 1;
  if (digits.length !== 2 || preset > presetRange.to) return undefined;
  return { type: letter === 's' ? 'preset' : 'reached', preset };
}

const numbersIn = (pattern: RegExp, text: string): readonly number[] =>
  (pattern.exec(text) ?? []).slice(1).map((digits) => Number.parseInt(digits, 16));

function panTiltIn(text: string): AwAnswer | undefined {
  const [pan, tilt] = numbersIn(panTiltPattern, text);
  return pan === undefined || tilt === undefined ? undefined : { type: 'pan-tilt', pan, tilt };
}

function everythingIn(text: string): AwAnswer | undefined {
  const [pan, tilt, zoom, focus, iris] = numbersIn(everythingPattern, text);
  if (pan === undefined || tilt === undefined || zoom === undefined) return undefined;
  return focus === undefined || iris === undefined
    ? undefined
    : { type: 'everything', pan, tilt, zoom, focus, iris };
}

const zoomIn = (pattern: RegExp, text: string): number | undefined => numbersIn(pattern, text)[0];

function errorIn(text: string): AwAnswer | undefined {
  const error = /^([eE])R([123]):([\x20-\x7e]*)$/.exec(text);
  const code = (['unsupported', 'busy', 'out-of-range'] as const).find(
    (each) => errorDigits[each] === error?.[2],
  );
  if (!error || !code) return undefined;
  return { type: 'error', from: error[1] === 'e' ? 'aw_ptz' : 'aw_cam', code, command: error[3] ?? '' };
}
