/**
 * `PTZStatus`: where the camera is and whether it moves. Position and MoveStatus are optional, and a missing one
 * must not read as 0,0,0 or as IDLE: a preset at the origin would look reached.
 */
import { child, floatIn, textAt, xml, type XmlElement } from '../xml.ts';

export type MoveWord = 'idle' | 'moving' | 'unknown';

export interface RawPosition {
  readonly pan: number;
  readonly tilt: number;
  /** The space's URI; null: the node's default. */
  readonly space: string | null;
  /** null: not told. */
  readonly zoom: number | null;
}

export interface PtzStatus {
  /** null: absent, or not finite. */
  readonly position: RawPosition | null;
  /** null: absent, or none of the three words (some firmware writes `0`). */
  readonly panTilt: MoveWord | null;
  readonly zoom: MoveWord | null;
  readonly error: string | null;
}

const words: Readonly<Record<string, MoveWord>> = { IDLE: 'idle', MOVING: 'moving', UNKNOWN: 'unknown' };
const wordIn = (text: string | undefined): MoveWord | null =>
  text !== undefined && Object.hasOwn(words, text) ? (words[text] ?? null) : null;

export function parseStatus(element: XmlElement): PtzStatus {
  const panTilt = child(element, 'Position', 'PanTilt');
  const pan = floatIn(panTilt?.attributes['x']);
  const tilt = floatIn(panTilt?.attributes['y']);
  const error = textAt(element, 'Error');
  const position =
    pan === undefined || tilt === undefined
      ? null
      : {
          pan,
          tilt,
          space: panTilt?.attributes['space'] ?? null,
          zoom: floatIn(child(element, 'Position', 'Zoom')?.attributes['x']) ?? null,
        };
  return {
    position,
    panTilt: wordIn(textAt(element, 'MoveStatus', 'PanTilt')),
    zoom: wordIn(textAt(element, 'MoveStatus', 'Zoom')),
    error: error === undefined || error === '' || /^no error$/i.test(error) ? null : error,
  };
}

export function encodeStatus({ position, panTilt, zoom, error }: PtzStatus): XmlElement {
  const parts: XmlElement[] = [];
  if (position) {
    const space: Record<string, string> = position.space === null ? {} : { space: position.space };
    const { pan, tilt } = position;
    const lens = position.zoom === null ? [] : [xml('tt', 'Zoom', '', { x: String(position.zoom) })];
    parts.push(
      xml('tt', 'Position', [
        xml('tt', 'PanTilt', '', { x: String(pan), y: String(tilt), ...space }),
        ...lens,
      ]),
    );
  }
  const status = [
    ...(panTilt === null ? [] : [xml('tt', 'PanTilt', panTilt.toUpperCase())]),
    ...(zoom === null ? [] : [xml('tt', 'Zoom', zoom.toUpperCase())]),
  ];
  if (status.length > 0) parts.push(xml('tt', 'MoveStatus', status));
  if (error !== null) parts.push(xml('tt', 'Error', error));
  return xml('tptz', 'PTZStatus', parts);
}
