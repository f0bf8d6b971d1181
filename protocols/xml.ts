/**
 * XML as devices use it: elements with a namespace, attributes and text, in both directions without a parser.
 * Whoever owns the socket owns the parser; what it made of the text comes in by `fromDom`. Elements are found
 * by their local name: firmware disagrees about namespaces and prefixes, never about names.
 */

export interface XmlElement {
  readonly namespace: string;
  /** Without a prefix. */
  readonly name: string;
  /** By name without a prefix; when encoded, a name may have one of `prefixes`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed; mixed content does not occur. */
  readonly text: string;
}

/** The namespaces of the specifications, by the prefix each document of ours gives them. */
export const namespaces = {
  s: 'http://www.w3.org/2003/05/soap-envelope',
  tds: 'http://www.onvif.org/ver10/device/wsdl',
  trt: 'http://www.onvif.org/ver10/media/wsdl',
  tptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  tev: 'http://www.onvif.org/ver10/events/wsdl',
  tt: 'http://www.onvif.org/ver10/schema',
  ter: 'http://www.onvif.org/ver10/error',
  tns1: 'http://www.onvif.org/ver10/topics',
  dn: 'http://www.onvif.org/ver10/network/wsdl',
  wsnt: 'http://docs.oasis-open.org/wsn/b-2',
  wsa: 'http://www.w3.org/2005/08/addressing',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  wsu: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  // WS-Discovery is older than the others, and so is the addressing it uses.
  d: 'http://schemas.xmlsoap.org/ws/2005/04/discovery',
  a: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
} as const;
export type Prefix = keyof typeof namespaces;

const prefixes: ReadonlyMap<string, string> = new Map(
  Object.entries(namespaces).map(([prefix, namespace]) => [namespace, prefix]),
);

/** An element of one of the namespaces above. */
export function xml(
  prefix: Prefix,
  name: string,
  content: string | readonly XmlElement[] = '',
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  return {
    namespace: namespaces[prefix],
    name,
    attributes,
    children: typeof content === 'string' ? [] : content,
    text: typeof content === 'string' ? content : '',
  };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text
    // XML cannot carry control characters, not even escaped.
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (one) => escapes[one] ?? one);

/** The document; `extra` names prefixes that only texts use (topics, fault codes). */
export function encodeXml(root: XmlElement, extra: readonly Prefix[] = []): string {
  const used = new Set<string>(extra);
  const body = write(root, used);
  const declared = [...used].map((prefix) => ` xmlns:${prefix}="${namespaces[prefix as Prefix]}"`).join('');
  const end = /[\s/>]/.exec(body)?.index ?? body.length;
  return `<?xml version="1.0" encoding="UTF-8"?>${body.slice(0, end)}${declared}${body.slice(end)}`;
}

function write({ namespace, name, attributes, children, text }: XmlElement, used: Set<string>): string {
  const prefix = prefixes.get(namespace);
  if (prefix) used.add(prefix);
  const tag = prefix ? `${prefix}:${name}` : name;
  const own = prefix ? '' : ` xmlns="${escaped(namespace)}"`;
  const written = Object.entries(attributes).map(([key, value]) => {
    const [before, after] = key.split(':');
    // `xml:` is declared for everybody.
    if (after !== undefined && before !== undefined && before !== 'xml') used.add(before);
    return ` ${key}="${escaped(value)}"`;
  });
  const inside = escaped(text) + children.map((child) => write(child, used)).join('');
  const head = `${tag}${own}${written.join('')}`;
  return inside === '' ? `<${head}/>` : `<${head}>${inside}</${tag}>`;
}

/** The part of a DOM that is read here. */
export interface DomNode {
  readonly nodeType: number;
  readonly localName?: string | null;
  readonly namespaceURI?: string | null;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly attributes?: {
    readonly length: number;
    item(index: number): {
      readonly localName: string | null;
      readonly name: string;
      readonly namespaceURI: string | null;
      readonly value: string;
    } | null;
  } | null;
}

const nodeTypes = { element: 1, text: 3, cdata: 4 } as const;
const xmlns = 'http://www.w3.org/2000/xmlns/';
const maxDepth = 32;
const maxElements = 10_000;

/** What a parser found; null: no element, or deeper or more of them than any answer of a camera has. */
export function fromDom(root: DomNode | null): XmlElement | null {
  let left = maxElements;
  function read(node: DomNode, depth: number): XmlElement | null {
    if (depth > maxDepth || --left < 0) return null;
    const children: XmlElement[] = [];
    let text = '';
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === nodeTypes.text || child.nodeType === nodeTypes.cdata)
        text += child.nodeValue ?? '';
      if (child.nodeType !== nodeTypes.element) continue;
      const element = read(child, depth + 1);
      if (!element) return null;
      children.push(element);
    }
    const attributes: [string, string][] = [];
    for (let index = 0; index < (node.attributes?.length ?? 0); index++) {
      const attribute = node.attributes?.item(index);
      if (attribute && attribute.namespaceURI !== xmlns)
        attributes.push([attribute.localName ?? attribute.name, attribute.value]);
    }
    return {
      namespace: node.namespaceURI ?? '',
      name: node.localName ?? '',
      attributes: Object.fromEntries(attributes),
      children,
      text: text.trim(),
    };
  }
  return root?.nodeType === nodeTypes.element ? read(root, 0) : null;
}

/** The first child of that name, or of the child of the child … */
export function child(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) found = found?.children.find((one) => one.name === name);
  return found;
}

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];

const maxTextLength = 512;

/** The text at the path; undefined: absent, or longer than any name, token or address is. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const text = child(element, ...path)?.text;
  return text !== undefined && text.length <= maxTextLength ? text : undefined;
}

/** An `xs:float` that is finite; `NaN`, `INF` and everything else: undefined. */
export function floatIn(text: string | undefined): number | undefined {
  if (text === undefined || !/^[-+]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})(e[-+]?\d{1,3})?$/i.test(text.trim()))
    return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** An `xs:boolean`. */
export function booleanIn(text: string | undefined): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

/** The QName's local part: whoever wrote it chose the prefix. */
export const localPart = (name: string): string => name.slice(name.lastIndexOf(':') + 1);
