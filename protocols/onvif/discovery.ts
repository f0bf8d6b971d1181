/** WS-Discovery: a question to everybody on the network, and the answers of those that are cameras. */
import { child, childrenOf, encodeXml, textAt, xml, type XmlElement } from '../xml.ts';

/** Multicast, UDP. */
export const discoveryAddress = { host: '239.255.255.250', port: 3702 } as const;

const probeAction = 'http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe';
const matchesAction = 'http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches';
const everybody = 'urn:schemas-xmlsoap-org:ws:2005:04:discovery';

export interface Found {
  /** Stays the same when the address changes. */
  readonly endpoint: string;
  /** Device services, `http://…`. */
  readonly addresses: readonly string[];
  /** From its scopes, for people. */
  readonly name: string | null;
  readonly hardware: string | null;
}

export const encodeProbe = (messageId: string): string =>
  encodeXml(
    xml('s', 'Envelope', [
      xml('s', 'Header', [
        xml('a', 'MessageID', messageId),
        xml('a', 'To', everybody),
        xml('a', 'Action', probeAction),
      ]),
      xml('s', 'Body', [xml('d', 'Probe', [xml('d', 'Types', 'dn:NetworkVideoTransmitter')])]),
    ]),
    ['dn'],
  );

/** The message's id, to be answered to; undefined: no probe for cameras. */
export function parseProbe(document: XmlElement | null): string | undefined {
  if (document?.name !== 'Envelope' || !child(document, 'Body', 'Probe')) return undefined;
  const types = textAt(document, 'Body', 'Probe', 'Types') ?? '';
  if (types !== '' && !types.includes('NetworkVideoTransmitter')) return undefined;
  return textAt(document, 'Header', 'MessageID');
}

export const encodeProbeMatch = (messageId: string, relatesTo: string, found: Found): string =>
  encodeXml(
    xml('s', 'Envelope', [
      xml('s', 'Header', [
        xml('a', 'MessageID', messageId),
        xml('a', 'RelatesTo', relatesTo),
        xml('a', 'Action', matchesAction),
      ]),
      xml('s', 'Body', [
        xml('d', 'ProbeMatches', [
          xml('d', 'ProbeMatch', [
            xml('a', 'EndpointReference', [xml('a', 'Address', found.endpoint)]),
            xml('d', 'Types', 'dn:NetworkVideoTransmitter'),
            xml('d', 'Scopes', scopesOf(found)),
            xml('d', 'XAddrs', found.addresses.join(' ')),
            xml('d', 'MetadataVersion', '1'),
          ]),
        ]),
      ]),
    ]),
    ['dn'],
  );

const scope = 'onvif://www.onvif.org/';

function scopesOf({ name, hardware }: Found): string {
  const words = [
    ...(name === null ? [] : [`${scope}name/${encodeURIComponent(name)}`]),
    ...(hardware === null ? [] : [`${scope}hardware/${encodeURIComponent(hardware)}`]),
  ];
  return words.join(' ');
}

const maxMatches = 16;
const maxAddresses = 8;

/** Who answered the probe with this id; others' answers and everything else: nobody. */
export function parseProbeMatches(document: XmlElement | null, relatesTo: string): readonly Found[] {
  if (document?.name !== 'Envelope' || textAt(document, 'Header', 'RelatesTo') !== relatesTo) return [];
  return childrenOf(child(document, 'Body', 'ProbeMatches'), 'ProbeMatch')
    .slice(0, maxMatches)
    .flatMap((match) => {
      const endpoint = textAt(match, 'EndpointReference', 'Address');
      const addresses = words(child(match, 'XAddrs')?.text, maxAddresses).filter((address) =>
        /^https?:\/\/\S{1,300}$/i.test(address),
      );
      if (endpoint === undefined || addresses.length === 0) return [];
      const scopes = words(child(match, 'Scopes')?.text, 64);
      return [{ endpoint, addresses, name: scopeIn(scopes, 'name'), hardware: scopeIn(scopes, 'hardware') }];
    });
}

const words = (text: string | undefined, most: number): readonly string[] =>
  (text ?? '').split(/\s+/).filter(Boolean).slice(0, most);

function scopeIn(scopes: readonly string[], key: string): string | null {
  const found = scopes.find((one) => one.startsWith(`${scope}${key}/`))?.slice(scope.length + key.length + 1);
  if (found === undefined || found.length > 200) return null;
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}
