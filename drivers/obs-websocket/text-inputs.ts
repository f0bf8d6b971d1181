/** Text sources of OBS: which inputs they are, how they are read, and what may stand in one. */
import type { ObsRequest } from '../../protocols/obs-websocket/messages.ts';

/** UTF-16 units of a text that reach OBS. */
const maxLength = 500;
const ellipsis = '…';
/** More text sources than this are not read. */
const maxTextInputs = 64;

export const isTextKind = (kind: string): boolean => kind.startsWith('text_');

/** Those of these inputs that say something. */
export const textInputsOf = (
  inputs: readonly { readonly name: string; readonly kind: string }[],
): readonly string[] =>
  inputs
    .filter(({ kind }) => isTextKind(kind))
    .slice(0, maxTextInputs)
    .map(({ name }) => name);

export const textRequests = (inputs: readonly string[]): readonly ObsRequest[] =>
  inputs.map((inputName) => ({ requestType: 'GetInputSettings', requestData: { inputName } }));

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As it may stand in a picture: no control characters but newline, whole characters, at most 500 units. */
export function fittingText(text: string): string {
  // A lone surrogate makes OBS end the connection (4002): its reader takes no such JSON.
  const clean = text
    .slice(0, 16 * maxLength)
    .toWellFormed()
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll('\t', ' ')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '');
  if (clean.length <= maxLength) return clean;
  let fitting = '';
  for (const { segment } of graphemes.segment(clean)) {
    if (fitting.length + segment.length + ellipsis.length > maxLength) break;
    fitting += segment;
  }
  return fitting.trimEnd() + ellipsis;
}
