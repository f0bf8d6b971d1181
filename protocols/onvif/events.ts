/**
 * The preset events of the PTZ service: Invoked is followed by Reached or Aborted, Reached later by Left, which
 * is how a camera says that somebody moved it away. Other topics are read as `null` and left to others.
 */
import { dateTime, parseDateTime } from './times.ts';
import { child, childrenOf, localPart, textAt, xml, type XmlElement } from '../xml.ts';

export type PresetEventKind = 'invoked' | 'reached' | 'aborted' | 'left';

export interface PresetEvent {
  readonly kind: PresetEventKind;
  readonly preset: string;
  /** Which head, where a device has several; null: not told. */
  readonly configuration: string | null;
  /** By the camera's clock, ms since 1970; null: not told. */
  readonly atMs: number | null;
}

const kinds: readonly PresetEventKind[] = ['invoked', 'reached', 'aborted', 'left'];
const concreteSet = 'http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet';

export function encodePresetEvent({ kind, preset, configuration, atMs }: PresetEvent): XmlElement {
  const item = (name: string, value: string): XmlElement =>
    xml('tt', 'SimpleItem', '', { Name: name, Value: value });
  const topic = `tns1:PTZController/PTZPresets/${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return xml('wsnt', 'NotificationMessage', [
    xml('wsnt', 'Topic', topic, { Dialect: concreteSet }),
    xml('wsnt', 'Message', [
      xml(
        'tt',
        'Message',
        [
          ...(configuration === null
            ? []
            : [xml('tt', 'Source', [item('PTZConfigurationToken', configuration)])]),
          xml('tt', 'Data', [item('PresetToken', preset)]),
        ],
        atMs === null ? {} : { UtcTime: dateTime(atMs) },
      ),
    ]),
  ]);
}

/** null: another topic, or no preset in it. */
export function parsePresetEvent(message: XmlElement): PresetEvent | null {
  const path = (textAt(message, 'Topic') ?? '').split('/').map((segment) => localPart(segment.trim()));
  const [controller, presets, last, ...more] = path;
  const kind = kinds.find((one) => one === last?.toLowerCase());
  if (controller !== 'PTZController' || presets !== 'PTZPresets' || !kind || more.length > 0) return null;
  const inner = child(message, 'Message', 'Message');
  const preset = itemIn(child(inner, 'Data'), 'PresetToken');
  if (preset === null) return null;
  return {
    kind,
    preset,
    configuration: itemIn(child(inner, 'Source'), 'PTZConfigurationToken'),
    atMs: parseDateTime(inner?.attributes['UtcTime'] ?? '') ?? null,
  };
}

function itemIn(list: XmlElement | undefined, name: string): string | null {
  const found = childrenOf(list, 'SimpleItem').find(({ attributes }) => attributes['Name'] === name);
  const value = found?.attributes['Value'];
  return value !== undefined && value.length <= 512 ? value : null;
}
