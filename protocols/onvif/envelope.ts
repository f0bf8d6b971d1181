/** SOAP 1.2 around the messages: credentials and addresses in the header, one message or a fault in the body. */
import { child, encodeXml, localPart, textAt, xml, type Prefix, type XmlElement } from '../xml.ts';

const passwordDigest =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';
const base64Binary =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

/** WS-Security's UsernameToken with a digest: Base64(SHA-1(nonce ‖ created ‖ password)). */
export interface UsernameToken {
  readonly username: string;
  readonly digest: string;
  /** Base64. */
  readonly nonce: string;
  /** As written, because the digest is made of it. */
  readonly created: string;
}

/** Where a subscription's messages go: some devices tell subscriptions apart by these alone. */
export interface Addressing {
  readonly action: string;
  readonly to: string;
  readonly referenceParameters: readonly XmlElement[];
}

export interface Envelope {
  readonly token: UsernameToken | null;
  readonly body: XmlElement;
}

/** A refusal: the most special code that was given (`NotAuthorized`, `NoToken`, …), without its prefix. */
export interface Fault {
  readonly code: string;
  readonly reason: string;
}

export function encodeEnvelope(
  body: XmlElement,
  header: { readonly token?: UsernameToken | null; readonly addressing?: Addressing | null } = {},
  extra: readonly Prefix[] = [],
): string {
  const { token, addressing } = header;
  const parts: XmlElement[] = [];
  if (addressing)
    parts.push(
      xml('wsa', 'Action', addressing.action),
      xml('wsa', 'To', addressing.to),
      ...addressing.referenceParameters.map((parameter) => ({
        ...parameter,
        attributes: { ...parameter.attributes, 'wsa:IsReferenceParameter': 'true' },
      })),
    );
  if (token)
    parts.push(
      xml(
        'wsse',
        'Security',
        [
          xml('wsse', 'UsernameToken', [
            xml('wsse', 'Username', token.username),
            xml('wsse', 'Password', token.digest, { Type: passwordDigest }),
            xml('wsse', 'Nonce', token.nonce, { EncodingType: base64Binary }),
            xml('wsu', 'Created', token.created),
          ]),
        ],
        { 's:mustUnderstand': '1' },
      ),
    );
  return encodeXml(
    xml('s', 'Envelope', [
      ...(parts.length > 0 ? [xml('s', 'Header', parts)] : []),
      xml('s', 'Body', [body]),
    ]),
    extra,
  );
}

/** null: no SOAP, or no message in it. */
export function parseEnvelope(document: XmlElement | null): Envelope | null {
  if (document?.name !== 'Envelope') return null;
  const body = child(document, 'Body')?.children[0];
  if (!body) return null;
  const given = child(document, 'Header', 'Security', 'UsernameToken');
  const [username, digest] = [textAt(given, 'Username'), textAt(given, 'Password')];
  const [nonce, created] = [textAt(given, 'Nonce'), textAt(given, 'Created')];
  const token =
    username !== undefined && digest !== undefined && nonce !== undefined && created !== undefined
      ? { username, digest, nonce, created }
      : null;
  return { token, body };
}

export function encodeFault({ code, reason }: Fault): XmlElement {
  return xml('s', 'Fault', [
    xml('s', 'Code', [
      xml('s', 'Value', 's:Sender'),
      xml('s', 'Subcode', [xml('s', 'Value', `ter:${code}`)]),
    ]),
    xml('s', 'Reason', [xml('s', 'Text', reason, { 'xml:lang': 'en' })]),
  ]);
}

/** The refusal in a body; null when it is none. Codes are nested, the innermost says most. */
export function parseFault(body: XmlElement): Fault | null {
  if (body.name !== 'Fault') return null;
  let code = child(body, 'Code');
  for (let inner = child(code, 'Subcode'); inner; inner = child(inner, 'Subcode')) code = inner;
  return {
    code: localPart(textAt(code, 'Value') ?? 'unknown'),
    reason: textAt(body, 'Reason', 'Text') ?? '',
  };
}
