/**
 * Client to camera: the operations of the device, media, PTZ and event services that driving a PTZ camera
 * needs. Tokens are the camera's; a profile is always named. Moves always name all three axes: what is left
 * out some cameras take for zero.
 */
import { duration, parseDuration } from './times.ts';
import { booleanIn, child, floatIn, textAt, xml, type Prefix, type XmlElement } from '../xml.ts';

/** Pan and tilt, and zoom, in the units of the camera's default space. */
export interface PtzVector {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
}

export type OnvifRequest =
  | { readonly type: 'get-date-and-time' }
  | { readonly type: 'get-services' }
  | { readonly type: 'get-capabilities' }
  | { readonly type: 'get-profiles' }
  | { readonly type: 'get-ptz-capabilities' }
  | { readonly type: 'get-node'; readonly node: string }
  | { readonly type: 'get-presets'; readonly profile: string }
  | { readonly type: 'get-status'; readonly profile: string }
  | { readonly type: 'goto-preset'; readonly profile: string; readonly preset: string }
  | {
      readonly type: 'set-preset';
      readonly profile: string;
      readonly preset: string;
      /** Its present name, because some cameras forget a name that is not repeated. */
      readonly name: string | null;
    }
  | { readonly type: 'absolute-move'; readonly profile: string; readonly position: PtzVector }
  | { readonly type: 'continuous-move'; readonly profile: string; readonly velocity: PtzVector }
  | { readonly type: 'stop'; readonly profile: string }
  | { readonly type: 'create-pull-point'; readonly lifeMs: number }
  | { readonly type: 'pull-messages'; readonly waitMs: number; readonly limit: number }
  | { readonly type: 'renew'; readonly lifeMs: number };
export type OnvifOperation = OnvifRequest['type'];

interface Operation {
  readonly prefix: Prefix;
  readonly name: string;
  /** The WS-Addressing action, where it is not namespace/name. */
  readonly action?: string;
}

/** The service and the name of each operation on the wire. */
export const operations: Readonly<Record<OnvifOperation, Operation>> = {
  'get-date-and-time': { prefix: 'tds', name: 'GetSystemDateAndTime' },
  'get-services': { prefix: 'tds', name: 'GetServices' },
  'get-capabilities': { prefix: 'tds', name: 'GetCapabilities' },
  'get-profiles': { prefix: 'trt', name: 'GetProfiles' },
  'get-ptz-capabilities': { prefix: 'tptz', name: 'GetServiceCapabilities' },
  'get-node': { prefix: 'tptz', name: 'GetNode' },
  'get-presets': { prefix: 'tptz', name: 'GetPresets' },
  'get-status': { prefix: 'tptz', name: 'GetStatus' },
  'goto-preset': { prefix: 'tptz', name: 'GotoPreset' },
  'set-preset': { prefix: 'tptz', name: 'SetPreset' },
  'absolute-move': { prefix: 'tptz', name: 'AbsoluteMove' },
  'continuous-move': { prefix: 'tptz', name: 'ContinuousMove' },
  stop: { prefix: 'tptz', name: 'Stop' },
  'create-pull-point': {
    prefix: 'tev',
    name: 'CreatePullPointSubscription',
    action: 'http://www.onvif.org/ver10/events/wsdl/EventPortType/CreatePullPointSubscriptionRequest',
  },
  'pull-messages': {
    prefix: 'tev',
    name: 'PullMessages',
    action: 'http://www.onvif.org/ver10/events/wsdl/PullPointSubscription/PullMessagesRequest',
  },
  renew: {
    prefix: 'wsnt',
    name: 'Renew',
    action: 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/RenewRequest',
  },
};

const number = (value: number): string => String(Math.round(value * 1e6) / 1e6);

function vector(prefix: Prefix, name: string, { pan, tilt, zoom }: PtzVector): XmlElement {
  return xml(prefix, name, [
    xml('tt', 'PanTilt', '', { x: number(pan), y: number(tilt) }),
    xml('tt', 'Zoom', '', { x: number(zoom) }),
  ]);
}

export function encodeRequest(request: OnvifRequest): XmlElement {
  const { prefix, name } = operations[request.type];
  return xml(prefix, name, contentOf(request));
}

function contentOf(request: OnvifRequest): readonly XmlElement[] {
  switch (request.type) {
    case 'get-date-and-time':
    case 'get-profiles':
    case 'get-ptz-capabilities':
      return [];
    case 'get-services':
      return [xml('tds', 'IncludeCapability', 'false')];
    case 'get-capabilities':
      return [xml('tds', 'Category', 'All')];
    case 'get-node':
      return [xml('tptz', 'NodeToken', request.node)];
    case 'get-presets':
    case 'get-status':
      return [profileOf(request)];
    case 'goto-preset':
      return [profileOf(request), xml('tptz', 'PresetToken', request.preset)];
    case 'set-preset': {
      const name = request.name === null ? [] : [xml('tptz', 'PresetName', request.name)];
      return [profileOf(request), ...name, xml('tptz', 'PresetToken', request.preset)];
    }
    case 'absolute-move':
      return [profileOf(request), vector('tptz', 'Position', request.position)];
    case 'continuous-move':
      return [profileOf(request), vector('tptz', 'Velocity', request.velocity)];
    case 'stop':
      return [profileOf(request), xml('tptz', 'PanTilt', 'true'), xml('tptz', 'Zoom', 'true')];
    case 'create-pull-point':
      return [xml('tev', 'InitialTerminationTime', duration(request.lifeMs))];
    case 'pull-messages':
      return [
        xml('tev', 'Timeout', duration(request.waitMs)),
        xml('tev', 'MessageLimit', String(request.limit)),
      ];
    case 'renew':
      return [xml('wsnt', 'TerminationTime', duration(request.lifeMs))];
  }
}

const profileOf = ({ profile }: { readonly profile: string }): XmlElement =>
  xml('tptz', 'ProfileToken', profile);

/** What a client asks; undefined: an operation that is not here, or an argument that makes no sense. */
export function parseRequest(body: XmlElement): OnvifRequest | undefined {
  const entry = Object.entries(operations).find(([, { name }]) => name === body.name);
  if (!entry) return undefined;
  const type = entry[0] as OnvifOperation;
  const profile = textAt(body, 'ProfileToken');
  switch (type) {
    case 'get-date-and-time':
    case 'get-services':
    case 'get-capabilities':
    case 'get-profiles':
    case 'get-ptz-capabilities':
      return { type };
    case 'get-node': {
      const node = textAt(body, 'NodeToken');
      return node === undefined ? undefined : { type, node };
    }
    case 'create-pull-point':
    case 'renew': {
      const text = textAt(body, type === 'renew' ? 'TerminationTime' : 'InitialTerminationTime');
      const lifeMs = parseDuration(text ?? '');
      return lifeMs === undefined ? undefined : { type, lifeMs };
    }
    case 'pull-messages': {
      const waitMs = parseDuration(textAt(body, 'Timeout') ?? '');
      const limit = floatIn(textAt(body, 'MessageLimit'));
      return waitMs === undefined || limit === undefined ? undefined : { type, waitMs, limit };
    }
    case 'get-presets':
    case 'get-status':
      return profile === undefined ? undefined : { type, profile };
    case 'stop': {
      if (profile === undefined) return undefined;
      // Without arguments everything stops; half a stop is not offered here.
      const axes = ['PanTilt', 'Zoom'].map((axis) => booleanIn(textAt(body, axis)));
      return axes.includes(false) ? undefined : { type, profile };
    }
    case 'goto-preset':
    case 'set-preset': {
      const preset = textAt(body, 'PresetToken');
      if (profile === undefined || preset === undefined) return undefined;
      if (type === 'goto-preset') return { type, profile, preset };
      return { type, profile, preset, name: textAt(body, 'PresetName') ?? null };
    }
    case 'absolute-move':
    case 'continuous-move': {
      const isMove = type === 'absolute-move';
      const found = parseVector(child(body, isMove ? 'Position' : 'Velocity'));
      if (profile === undefined || !found) return undefined;
      return isMove
        ? { type: 'absolute-move', profile, position: found }
        : { type: 'continuous-move', profile, velocity: found };
    }
  }
}

function parseVector(element: XmlElement | undefined): PtzVector | undefined {
  const [panTilt, lens] = [child(element, 'PanTilt'), child(element, 'Zoom')];
  const pan = floatIn(panTilt?.attributes['x']);
  const tilt = floatIn(panTilt?.attributes['y']);
  const zoom = floatIn(lens?.attributes['x']);
  return pan === undefined || tilt === undefined || zoom === undefined ? undefined : { pan, tilt, zoom };
}
