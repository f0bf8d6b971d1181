/**
 * An ONVIF camera without sockets, written from the specification: device, media, PTZ and event services, a
 * clock of its own, credentials that are fresh by that clock, and the refusals of the specification. It believes
 * to live at an address that is not the one it is reached at, as behind a router. Faults: knobs.ts.
 */
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import type { Clock } from '../../protocols/clock.ts';
import { encodeAnswer, type OnvifAnswer, type Profile } from '../../protocols/onvif/answers.ts';
import { encodeEnvelope, encodeFault, parseEnvelope } from '../../protocols/onvif/envelope.ts';
import { genericPtzSpace } from '../../protocols/onvif/positions.ts';
import { operations, parseRequest, type OnvifRequest } from '../../protocols/onvif/requests.ts';
import { encodeStatus } from '../../protocols/onvif/status.ts';
import { dateTime } from '../../protocols/onvif/times.ts';
import { fromDom, xml, type XmlElement } from '../../protocols/xml.ts';
import type { CameraPosition } from '../../protocols/models/camera.ts';
import type { HttpAnswer, HttpCall } from '../device.ts';
import type { FaultAnswer } from '../simulator.ts';
import type { CameraBody } from '../world/camera.ts';
import { createHead } from './head.ts';
import { honest, onvifFaults, turnKnob } from './knobs.ts';
import { createPullPoints } from './pull-points.ts';
import { createGatekeeper } from './security.ts';

/** Where the camera believes to be. */
const base = 'http://192.168.0.90';
const paths = {
  device: '/onvif/device_service',
  media: '/onvif/media',
  ptz: '/onvif/ptz',
  events: '/onvif/events',
};
const configuration = 'PtzConfig_0';
const node = 'PtzNode_0';
/** The first profile is a stream without a head. */
const headless: Profile = { token: 'stream_0', name: 'Overview', ptz: null };
const withHead: Profile = { token: 'stream_1', name: 'Main', ptz: { configuration, node } };
const workMs = 15;
/** What may be asked without credentials, by the specification's access classes. */
const isOpenToAll: ReadonlySet<string> = new Set(['get-date-and-time', 'get-services', 'get-capabilities']);

export interface OnvifDevice {
  request(call: HttpCall, answer: (answer: HttpAnswer) => void): () => void;
  fault(name: string, parameters: Record<string, unknown>): FaultAnswer;
  foreign(to: CameraPosition): void;
  truth(): Record<string, unknown>;
  coldStart(): void;
  /** Stops every timer. */
  stop(): void;
  readonly bootMs: number;
}

/** The name of a fault, as the specification has it. */
type Refusal = { readonly refused: string };
type Reply = OnvifAnswer | Refusal | 'later';

export function createOnvifDevice({
  camera,
  clock,
  random,
}: {
  readonly camera: CameraBody;
  readonly clock: Clock;
  readonly random: () => number;
}): OnvifDevice {
  let knobs = honest;
  let refusedLogins = 0;
  const gatekeeper = createGatekeeper();
  const pullPoints = createPullPoints(clock);
  const cameraMs = (): number => clock.wall() + knobs.clockMs;
  const head = createHead(
    camera,
    clock,
    () => knobs,
    (event) => pullPoints.publish({ ...event, configuration, atMs: cameraMs() }),
  );

  function request(call: HttpCall, answer: (answer: HttpAnswer) => void): () => void {
    let isGone = false;
    const send = (status: number, body: XmlElement, delayMs = 0): void => {
      if (random() < knobs.lostAnswers) return;
      const text = encodeEnvelope(body, {}, ['ter', 'tns1']);
      const headers = { 'content-type': 'application/soap+xml; charset=utf-8' };
      clock.after(workMs + knobs.delayMs + delayMs, () => {
        if (!isGone) answer({ status, headers, body: text });
      });
    };
    const refuse = (code: string): void => send(400, encodeFault({ code, reason: code }));
    const gone = (): void => {
      isGone = true;
      pullPoints.gone(call.path);
    };

    const envelope = parseEnvelope(parse(call.body));
    if (call.method !== 'POST' || !envelope) {
      answer({ status: 400, body: 'SOAP only' });
      return gone;
    }
    const asked = parseRequest(envelope.body);
    const refusal = knobs.refused.get(envelope.body.name);
    if (!asked || !isServedAt(asked, call.path)) refuse('ActionNotSupported');
    else if (!isOpenToAll.has(asked.type) && !gatekeeper.admits(envelope.token, cameraMs())) {
      refusedLogins++;
      refuse('NotAuthorized');
    } else if (refusal !== undefined) refuse(refusal);
    else {
      const reply = carryOut(asked, call.path, (later) => send(200, encoded(later)));
      if (reply === 'later') return gone;
      if ('refused' in reply) refuse(reply.refused);
      else send(200, encoded(reply), reply.type === 'get-status' ? knobs.statusDelayMs : 0);
    }
    return gone;
  }

  function isServedAt({ type }: OnvifRequest, path: string): boolean {
    const { prefix } = operations[type];
    if (type === 'pull-messages' || type === 'renew') return path.startsWith(paths.events);
    if (prefix === 'tptz') return path === paths.ptz && knobs.lacks !== 'service';
    if (prefix === 'trt') return path === paths.media;
    return path === (prefix === 'tev' ? paths.events : paths.device);
  }

  function carryOut(asked: OnvifRequest, path: string, later: (answer: OnvifAnswer) => void): Reply {
    if ('profile' in asked && asked.profile !== withHead.token)
      return { refused: asked.profile === headless.token ? 'NoPTZProfile' : 'NoProfile' };
    switch (asked.type) {
      case 'get-date-and-time':
        return { type: asked.type, utcMs: cameraMs() };
      case 'get-services':
      case 'get-capabilities':
        return {
          type: asked.type,
          services: {
            media: paths.media,
            ptz: knobs.lacks === 'service' ? null : paths.ptz,
            events: knobs.hasEvents ? paths.events : null,
          },
        };
      case 'get-profiles':
        return { type: asked.type, profiles: knobs.lacks === 'profile' ? [headless] : [headless, withHead] };
      case 'get-ptz-capabilities': {
        const { hasPosition, moveStatus } = knobs;
        return {
          type: asked.type,
          capabilities: { position: hasPosition, moveStatus: moveStatus !== 'absent' },
        };
      }
      case 'get-node':
        if (asked.node !== node) return { refused: 'NoEntity' };
        return { type: asked.type, node: { token: node, absolute: genericPtzSpace } };
      case 'get-presets':
        return { type: asked.type, presets: head.presets() };
      case 'get-status':
        return {
          type: asked.type,
          status: { position: head.position(), panTilt: null, zoom: null, error: null },
        };
      case 'goto-preset':
        return head.recall(asked.preset) ? { type: asked.type } : { refused: 'NoToken' };
      case 'set-preset': {
        const stored = head.store(asked.preset);
        if (stored === 'moving') return { refused: 'MovingPTZ' };
        return stored === 'stored' ? { type: asked.type, preset: asked.preset } : { refused: 'NoToken' };
      }
      case 'absolute-move':
        return head.moveTo(asked.position) ? { type: asked.type } : { refused: 'InvalidPosition' };
      case 'continuous-move':
        return head.drive(asked.velocity) ? { type: asked.type } : { refused: 'InvalidVelocity' };
      case 'stop':
        head.stop();
        return { type: asked.type };
      case 'create-pull-point': {
        const created = knobs.hasEvents ? pullPoints.create(asked.lifeMs) : null;
        if (created === null) return { refused: 'ActionNotSupported' };
        const address = `${base}${created}`;
        return { type: asked.type, pullPoint: { address, path: created, referenceParameters: [] } };
      }
      case 'renew':
        return pullPoints.renew(path, asked.lifeMs) ? { type: asked.type } : { refused: 'ResourceUnknown' };
      case 'pull-messages': {
        const isTaken = pullPoints.pull(path, asked, (events) => later({ type: 'pull-messages', events }));
        return isTaken ? 'later' : { refused: 'ResourceUnknown' };
      }
    }
  }

  function encoded(answer: OnvifAnswer): XmlElement {
    const element = encodeAnswer(answer, { base, nowMs: cameraMs() });
    return answer.type === 'get-status' ? { ...element, children: [status()] } : element;
  }

  /** In whatever words this firmware has. */
  function status(): XmlElement {
    const { hasPosition, error } = knobs;
    const position = hasPosition ? head.position() : null;
    const told = encodeStatus({ position, panTilt: null, zoom: null, error });
    const words = head.moveStatus();
    const utc = xml('tt', 'UtcTime', dateTime(cameraMs()));
    if (!words) return { ...told, children: [...told.children, utc] };
    const moves = xml('tt', 'MoveStatus', [xml('tt', 'PanTilt', words[0]), xml('tt', 'Zoom', words[1])]);
    return { ...told, children: [...told.children, moves, utc] };
  }

  return {
    request,
    fault(name, parameters) {
      const turned = turnKnob(knobs, name, parameters);
      if (!turned) return { ok: false, known: onvifFaults };
      knobs = turned;
      return { ok: true };
    },
    foreign: (to) => head.foreign(to),
    truth: () => ({
      moving: camera.isMoving(),
      position: camera.position(),
      presets: [...camera.presets.keys()],
      subscriptions: pullPoints.count(),
      refusedLogins,
    }),
    coldStart() {
      pullPoints.clear();
      gatekeeper.forget();
      head.home();
    },
    stop() {
      pullPoints.clear();
      head.halt();
    },
    bootMs: 5000,
  };
}

function parse(text: string): XmlElement | null {
  try {
    return fromDom(
      new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml').documentElement,
    );
  } catch {
    return null;
  }
}
