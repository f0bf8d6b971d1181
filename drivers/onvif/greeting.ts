/**
 * What has to be known before the first move: the camera's clock (credentials carry a time, and a camera whose
 * clock is wrong refuses the right one), where its services are, which profile has a head, and what that head
 * tells and can do. One question at a time.
 */
import type { OnvifAnswer, Profile, Services } from '../../protocols/onvif/answers.ts';
import type { OnvifOperation, OnvifRequest } from '../../protocols/onvif/requests.ts';
import type { Refusal } from '../transports/transport.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import type { Meaning } from './replies.ts';
import { ask, update, updatePolling, type OnvifState, type Turn } from './state.ts';

const maxTries = 3;
/** What the camera may refuse or leave unanswered: what is missing is then learned by polling. */
const optional: ReadonlySet<OnvifOperation> = new Set([
  'get-date-and-time',
  'get-services',
  'get-ptz-capabilities',
  'get-node',
  'get-presets',
]);

function nextQuestion({ greeted, services, profile }: OnvifState): OnvifRequest | null {
  const isOpen = (operation: OnvifOperation): boolean => !greeted.includes(operation);
  if (isOpen('get-date-and-time')) return { type: 'get-date-and-time' };
  if (!services) return { type: isOpen('get-services') ? 'get-services' : 'get-capabilities' };
  if (!profile?.ptz) return { type: 'get-profiles' };
  if (isOpen('get-ptz-capabilities')) return { type: 'get-ptz-capabilities' };
  if (isOpen('get-node')) return { type: 'get-node', node: profile.ptz.node };
  if (isOpen('get-presets')) return { type: 'get-presets', profile: profile.token };
  return null;
}

/** Asks the next question; when there is none left, the camera is known. */
export function greet(turn: Turn): void {
  const question = nextQuestion(turn.state);
  if (question) return ask(turn, { type: 'greeting', operation: question.type }, question);
  const { position, moveStatus } = turn.state.capabilities;
  // What a camera says it cannot tell is believed at once, what it says it can only when it does.
  updatePolling(turn, {
    statusAt: turn.now,
    withoutPosition: position === false ? 2 : 0,
    withoutMoveStatus: moveStatus === false ? 2 : 0,
  });
  update(turn, { phase: 'running' });
}

/** From the start, on the same link: the clock was set, or the profile is gone. */
export function greetAnew(turn: Turn): void {
  for (const { id } of turn.state.jobs)
    if (id !== null) turn.outputs.push({ type: 'settle', id, outcome: outcome.failed('device-offline') });
  update(turn, {
    phase: 'greeting',
    isWelcome: false,
    greeted: [],
    tries: 0,
    services: null,
    profile: null,
    jobs: [],
  });
}

export function hangUp(turn: Turn, reason: string, refusal?: Refusal): void {
  update(turn, { phase: 'down' });
  turn.outputs.push({ type: 'hang-up', reason, ...(refusal ? { refusal } : {}) });
}

/**
 * Refused credentials: wrong ones, or a user who may not drive; unless they were good for a status since the
 * greeting, then the clocks have parted.
 */
export function notAuthorised(turn: Turn): void {
  if (turn.state.isWelcome) greetAnew(turn);
  else hangUp(turn, 'the camera refuses the user name, the password, or this user', 'wrong-password');
}

export function greetingAnswered(turn: Turn, operation: OnvifOperation, meaning: Meaning): void {
  switch (meaning.type) {
    case 'answer':
      takeGreeting(turn, meaning.answer);
      return;
    case 'not-authorised':
      if (operation === 'get-date-and-time') return passOver(turn, operation);
      notAuthorised(turn);
      return;
    case 'none':
      if (turn.state.tries + 1 < maxTries) update(turn, { tries: turn.state.tries + 1 });
      else hangUp(turn, 'the camera does not answer');
      return;
    case 'senseless':
      if (!meaning.isSoap) return hangUp(turn, 'what answers here speaks no ONVIF', 'wrong-device');
      turn.outputs.push({ type: 'garbage', count: 1 });
      passOver(turn, operation);
      return;
    case 'fault':
      passOver(turn, operation);
      return;
  }
}

function passOver(turn: Turn, operation: OnvifOperation): void {
  if (!optional.has(operation)) return hangUp(turn, `the camera refuses ${operation}`, 'wrong-device');
  update(turn, { greeted: [...turn.state.greeted, operation], tries: 0 });
}

function takeGreeting(turn: Turn, answer: OnvifAnswer): void {
  update(turn, { greeted: [...turn.state.greeted, answer.type], tries: 0 });
  switch (answer.type) {
    case 'get-date-and-time':
      update(turn, { clock: answer.utcMs === null ? null : { cameraMs: answer.utcMs, at: turn.now } });
      return;
    case 'get-services':
    case 'get-capabilities':
      takeServices(turn, answer.services);
      return;
    case 'get-profiles': {
      const profile = chosen(answer.profiles, turn.settings.profile);
      if (!profile) return hangUp(turn, 'no media profile of this camera has a head', 'wrong-device');
      update(turn, { profile });
      return;
    }
    case 'get-ptz-capabilities':
      update(turn, { capabilities: answer.capabilities });
      return;
    case 'get-node':
      update(turn, { node: answer.node });
      return;
    case 'get-presets':
      update(turn, { presets: answer.presets });
      return;
    default:
      return;
  }
}

function takeServices(turn: Turn, services: Services): void {
  if (services.ptz === null || services.media === null)
    return hangUp(turn, 'the camera has no PTZ or no media service', 'wrong-device');
  update(turn, { services });
}

const chosen = (profiles: readonly Profile[], wanted: string | undefined): Profile | undefined =>
  profiles.find(({ token, ptz }) => ptz !== null && (wanted === undefined || token === wanted));
