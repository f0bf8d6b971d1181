/** The one XML parser: what devices send is hostile until it has gone through here. */
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { fromDom, type XmlElement } from '../../protocols/xml.ts';

/** null: not well-formed, longer than `maxLength` characters, or with definitions of its own, which no device has. */
export function parseXml(text: string, maxLength: number): XmlElement | null {
  if (text.length > maxLength || /<!DOCTYPE/i.test(text)) return null;
  try {
    const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
      text.replace(/^\uFEFF/, ''),
      'text/xml',
    );
    return fromDom(documentElement);
  } catch {
    return null;
  }
}
