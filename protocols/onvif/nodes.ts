/** `PTZNode`: which moves a head offers, and in which ranges. */
import { degreesSpace, genericSpace, type PtzSpace, type Range } from './positions.ts';
import { child, childrenOf, floatIn, textAt, xml, type XmlElement } from '../xml.ts';

export interface PtzNode {
  readonly token: string;
  /** The generic space of absolute moves; null: the head cannot be sent to a position. */
  readonly absolute: PtzSpace | null;
}

const zoomSpace = 'http://www.onvif.org/ver10/tptz/ZoomSpaces/PositionGenericSpace';

function rangeIn(element: XmlElement | undefined, name: string): Range | null {
  const from = floatIn(textAt(element, name, 'Min'));
  const to = floatIn(textAt(element, name, 'Max'));
  return from !== undefined && to !== undefined && from < to ? { from, to } : null;
}

export function parseNode(element: XmlElement): PtzNode {
  const spaces = child(element, 'SupportedPTZSpaces');
  const panTilt = childrenOf(spaces, 'AbsolutePanTiltPositionSpace').find(
    (space) => textAt(space, 'URI') === genericSpace,
  );
  const pan = rangeIn(panTilt, 'XRange');
  const tilt = rangeIn(panTilt, 'YRange');
  const zoom = rangeIn(child(spaces, 'AbsoluteZoomPositionSpace'), 'XRange');
  return {
    token: element.attributes['token'] ?? '',
    absolute: pan && tilt ? { pan, tilt, zoom } : null,
  };
}

export function encodeNode({ token, absolute }: PtzNode): XmlElement {
  const range = (name: string, { from, to }: Range): XmlElement =>
    xml('tt', name, [xml('tt', 'Min', String(from)), xml('tt', 'Max', String(to))]);
  const spaces: XmlElement[] = [];
  if (absolute) {
    const ranges = [range('XRange', absolute.pan), range('YRange', absolute.tilt)];
    spaces.push(xml('tt', 'AbsolutePanTiltPositionSpace', [xml('tt', 'URI', genericSpace), ...ranges]));
    // A second space of the same head, which must not be taken for the first.
    const degrees = [range('XRange', { from: -180, to: 180 }), range('YRange', { from: -90, to: 90 })];
    spaces.push(xml('tt', 'AbsolutePanTiltPositionSpace', [xml('tt', 'URI', degreesSpace), ...degrees]));
    if (absolute.zoom)
      spaces.push(
        xml('tt', 'AbsoluteZoomPositionSpace', [xml('tt', 'URI', zoomSpace), range('XRange', absolute.zoom)]),
      );
  }
  return xml('tptz', 'PTZNode', [xml('tt', 'SupportedPTZSpaces', spaces)], { token });
}
