/**
 * Camera to client: the answers to the operations in requests.ts. Fields that newer firmware adds are passed
 * over. Of the addresses that a camera gives for its services only the path counts: where the camera is the
 * config says, and behind a router the camera does not know.
 */
import { encodePresetEvent, parsePresetEvent, type PresetEvent } from './events.ts';
import { encodeNode, parseNode, type PtzNode } from './nodes.ts';
import type { OnvifOperation } from './requests.ts';
import { encodeStatus, parseStatus, type PtzStatus } from './status.ts';
import { dateTime, fromCivil, toCivil } from './times.ts';
import { booleanIn, child, childrenOf, namespaces, textAt, xml, type XmlElement } from '../xml.ts';

/** Paths on the camera, with their query; null: the camera has no such service. */
export interface Services {
  readonly media: string | null;
  readonly ptz: string | null;
  readonly events: string | null;
}

export interface Profile {
  readonly token: string;
  readonly name: string;
  /** null: a profile without a head. */
  readonly ptz: { readonly configuration: string; readonly node: string } | null;
}

export interface Preset {
  /** What it is recalled by; names are for people, and two presets may share one. */
  readonly token: string;
  readonly name: string | null;
}

/** What the PTZ service says it can tell; null: not told. */
export interface PtzCapabilities {
  readonly position: boolean | null;
  readonly moveStatus: boolean | null;
}

/** Where to pull messages from. */
export interface PullPoint {
  /** As given, for the addresses in the header. */
  readonly address: string;
  readonly path: string;
  readonly referenceParameters: readonly XmlElement[];
}

export type OnvifAnswer =
  | { readonly type: 'get-date-and-time'; readonly utcMs: number | null }
  | { readonly type: 'get-services' | 'get-capabilities'; readonly services: Services }
  | { readonly type: 'get-profiles'; readonly profiles: readonly Profile[] }
  | { readonly type: 'get-ptz-capabilities'; readonly capabilities: PtzCapabilities }
  | { readonly type: 'get-node'; readonly node: PtzNode }
  | { readonly type: 'get-presets'; readonly presets: readonly Preset[] }
  | { readonly type: 'get-status'; readonly status: PtzStatus }
  | { readonly type: 'set-preset'; readonly preset: string }
  | { readonly type: 'create-pull-point'; readonly pullPoint: PullPoint }
  | { readonly type: 'pull-messages'; readonly events: readonly PresetEvent[] }
  | {
      readonly type: 'goto-preset' | 'absolute-move' | 'continuous-move' | 'stop' | 'renew';
    };

const maxProfiles = 64;
const maxPresets = 1024;
const maxEvents = 256;

/** The path of an address on the camera; null for what is no address. */
export function pathOf(address: string | undefined): string | null {
  const match = /^https?:\/\/[^/?#\s]+(\/[^#\s]{0,400})$/i.exec(address?.trim() ?? '');
  return match?.[1] ?? null;
}

/** undefined: not the answer to this operation, or one without what was asked for. */
export function parseAnswer(asked: OnvifOperation, body: XmlElement): OnvifAnswer | undefined {
  if (body.name !== answerNames[asked]) return undefined;
  switch (asked) {
    case 'get-date-and-time':
      return { type: asked, utcMs: utcIn(child(body, 'SystemDateAndTime', 'UTCDateTime')) };
    case 'get-services':
      return { type: asked, services: servicesIn(body) };
    case 'get-capabilities':
      return { type: asked, services: capabilitiesIn(body) };
    case 'get-profiles':
      return {
        type: asked,
        profiles: childrenOf(body, 'Profiles').slice(0, maxProfiles).flatMap(profileIn),
      };
    case 'get-ptz-capabilities': {
      const told = child(body, 'Capabilities')?.attributes ?? {};
      const position = booleanIn(told['StatusPosition']) ?? null;
      return { type: asked, capabilities: { position, moveStatus: booleanIn(told['MoveStatus']) ?? null } };
    }
    case 'get-node': {
      const node = child(body, 'PTZNode');
      return node && { type: asked, node: parseNode(node) };
    }
    case 'get-presets':
      return { type: asked, presets: childrenOf(body, 'Preset').slice(0, maxPresets).flatMap(presetIn) };
    case 'get-status': {
      const status = child(body, 'PTZStatus');
      return status && { type: asked, status: parseStatus(status) };
    }
    case 'set-preset': {
      const preset = textAt(body, 'PresetToken');
      return preset === undefined ? undefined : { type: asked, preset };
    }
    case 'create-pull-point':
      return pullPointIn(child(body, 'SubscriptionReference'));
    case 'pull-messages': {
      const messages = childrenOf(body, 'NotificationMessage').slice(0, maxEvents);
      return { type: asked, events: messages.map(parsePresetEvent).filter((event) => event !== null) };
    }
    case 'goto-preset':
    case 'absolute-move':
    case 'continuous-move':
    case 'stop':
    case 'renew':
      return { type: asked };
  }
}

const answerNames: Readonly<Record<OnvifOperation, string>> = {
  'get-date-and-time': 'GetSystemDateAndTimeResponse',
  'get-services': 'GetServicesResponse',
  'get-capabilities': 'GetCapabilitiesResponse',
  'get-profiles': 'GetProfilesResponse',
  'get-ptz-capabilities': 'GetServiceCapabilitiesResponse',
  'get-node': 'GetNodeResponse',
  'get-presets': 'GetPresetsResponse',
  'get-status': 'GetStatusResponse',
  'goto-preset': 'GotoPresetResponse',
  'set-preset': 'SetPresetResponse',
  'absolute-move': 'AbsoluteMoveResponse',
  'continuous-move': 'ContinuousMoveResponse',
  stop: 'StopResponse',
  'create-pull-point': 'CreatePullPointSubscriptionResponse',
  'pull-messages': 'PullMessagesResponse',
  renew: 'RenewResponse',
};

function utcIn(element: XmlElement | undefined): number | null {
  const part = (...path: readonly string[]): number => {
    const text = textAt(element, ...path) ?? '';
    return /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  };
  const civil = {
    year: part('Date', 'Year'),
    month: part('Date', 'Month'),
    day: part('Date', 'Day'),
    hour: part('Time', 'Hour'),
    minute: part('Time', 'Minute'),
    second: part('Time', 'Second'),
  };
  return fromCivil(civil) ?? null;
}

function servicesIn(body: XmlElement): Services {
  const path = (namespace: string): string | null => {
    const service = childrenOf(body, 'Service').find((one) => textAt(one, 'Namespace') === namespace);
    return pathOf(textAt(service, 'XAddr'));
  };
  return { media: path(namespaces.trt), ptz: path(namespaces.tptz), events: path(namespaces.tev) };
}

function capabilitiesIn(body: XmlElement): Services {
  const path = (name: string): string | null => pathOf(textAt(body, 'Capabilities', name, 'XAddr'));
  return { media: path('Media'), ptz: path('PTZ'), events: path('Events') };
}

function profileIn(element: XmlElement): readonly Profile[] {
  const { token } = element.attributes;
  if (token === undefined) return [];
  const head = child(element, 'PTZConfiguration');
  const configuration = head?.attributes['token'];
  const node = textAt(head, 'NodeToken');
  const ptz = configuration === undefined || node === undefined ? null : { configuration, node };
  return [{ token, name: textAt(element, 'Name') ?? '', ptz }];
}

function presetIn(element: XmlElement): readonly Preset[] {
  const { token } = element.attributes;
  return token === undefined ? [] : [{ token, name: textAt(element, 'Name') ?? null }];
}

function pullPointIn(reference: XmlElement | undefined): OnvifAnswer | undefined {
  const address = textAt(reference, 'Address');
  const path = pathOf(address);
  if (address === undefined || path === null) return undefined;
  const referenceParameters = child(reference, 'ReferenceParameters')?.children.slice(0, 8) ?? [];
  return { type: 'create-pull-point', pullPoint: { address, path, referenceParameters } };
}

export interface AnswerPlace {
  /** Before each path, e.g. `http://192.0.2.20`. */
  readonly base: string;
  /** Now, by the camera's clock; ms since 1970. */
  readonly nowMs: number;
}

export function encodeAnswer(answer: OnvifAnswer, { base, nowMs }: AnswerPlace): XmlElement {
  const { type } = answer;
  const isEvent = type === 'create-pull-point' || type === 'pull-messages';
  const prefix =
    type === 'get-date-and-time' || type === 'get-services' || type === 'get-capabilities'
      ? 'tds'
      : type === 'get-profiles'
        ? 'trt'
        : isEvent
          ? 'tev'
          : type === 'renew'
            ? 'wsnt'
            : 'tptz';
  return xml(prefix, answerNames[type], contentOf(answer, base, nowMs));
}

function contentOf(answer: OnvifAnswer, base: string, nowMs: number): readonly XmlElement[] {
  switch (answer.type) {
    case 'get-date-and-time':
      return [xml('tds', 'SystemDateAndTime', answer.utcMs === null ? [] : [encodeUtc(answer.utcMs)])];
    case 'get-services':
      return serviceList(answer.services).map(({ namespace, path }) =>
        xml('tds', 'Service', [xml('tds', 'Namespace', namespace), xml('tds', 'XAddr', `${base}${path}`)]),
      );
    case 'get-capabilities': {
      const services = serviceList(answer.services);
      const each = services.map(({ name, path }) => xml('tt', name, [xml('tt', 'XAddr', `${base}${path}`)]));
      return [xml('tds', 'Capabilities', each)];
    }
    case 'get-profiles':
      return answer.profiles.map(encodeProfile);
    case 'get-ptz-capabilities': {
      const { position, moveStatus } = answer.capabilities;
      const told = {
        ...(position === null ? {} : { StatusPosition: String(position) }),
        ...(moveStatus === null ? {} : { MoveStatus: String(moveStatus) }),
      };
      return [xml('tptz', 'Capabilities', '', told)];
    }
    case 'get-node':
      return [encodeNode(answer.node)];
    case 'get-presets':
      return answer.presets.map(({ token, name }) =>
        xml('tptz', 'Preset', name === null ? [] : [xml('tt', 'Name', name)], { token }),
      );
    case 'get-status':
      return [encodeStatus(answer.status)];
    case 'set-preset':
      return [xml('tptz', 'PresetToken', answer.preset)];
    case 'create-pull-point': {
      const { address, referenceParameters } = answer.pullPoint;
      const more =
        referenceParameters.length > 0 ? [xml('wsa', 'ReferenceParameters', referenceParameters)] : [];
      return [
        xml('tev', 'SubscriptionReference', [xml('wsa', 'Address', address), ...more]),
        xml('wsnt', 'CurrentTime', dateTime(nowMs)),
      ];
    }
    case 'pull-messages':
      return [xml('tev', 'CurrentTime', dateTime(nowMs)), ...answer.events.map(encodePresetEvent)];
    case 'goto-preset':
    case 'absolute-move':
    case 'continuous-move':
    case 'stop':
    case 'renew':
      return [];
  }
}

function encodeUtc(utcMs: number): XmlElement {
  const { year, month, day, hour, minute, second } = toCivil(utcMs);
  const part = (name: string, value: number): XmlElement => xml('tt', name, String(value));
  return xml('tt', 'UTCDateTime', [
    xml('tt', 'Time', [part('Hour', hour), part('Minute', minute), part('Second', second)]),
    xml('tt', 'Date', [part('Year', year), part('Month', month), part('Day', day)]),
  ]);
}

function serviceList(services: Services) {
  const all = [
    { name: 'Media', namespace: namespaces.trt, path: services.media },
    { name: 'PTZ', namespace: namespaces.tptz, path: services.ptz },
    { name: 'Events', namespace: namespaces.tev, path: services.events },
  ];
  return all.flatMap(({ path, ...rest }) => (path === null ? [] : [{ ...rest, path }]));
}

function encodeProfile({ token, name, ptz }: Profile): XmlElement {
  const head =
    ptz && xml('tt', 'PTZConfiguration', [xml('tt', 'NodeToken', ptz.node)], { token: ptz.configuration });
  return xml('trt', 'Profiles', [xml('tt', 'Name', name), ...(head ? [head] : [])], { token });
}
