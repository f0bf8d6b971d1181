/** What can be wrong with the simulated AW camera (the list: device.ts). */
import type { AwAnswer } from '../../protocols/panasonic-aw/answers.ts';
import type { HeardAwRequest } from '../../protocols/panasonic-aw/requests.ts';
import { isMove } from './answering.ts';

export const awFaults = [
  'completion',
  'lost-notices',
  'late-position',
  'no-position',
  'model',
  'busy',
  'menu',
  'power',
  'slow',
  'forget',
  'strict-gap',
  'lock',
  'not-an-answer',
] as const;

type Policy = 'after-move' | 'at-once' | 'never';
const policies: readonly unknown[] = ['after-move', 'at-once', 'never'];
const isPolicy = (value: unknown): value is Policy => policies.includes(value);

const textOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value.slice(0, 40) : otherwise;

export interface Faults {
  policy(): Policy;
  noticeLoss(): number;
  lateMs(): number;
  slowMs(): number;
  model(): string;
  isStrict(): boolean;
  isAllowed(authorization: string | undefined): boolean;
  /** Whether this answer is to be a page instead; true once. */
  takesPage(): boolean;
  busy(request: HeardAwRequest): AwAnswer;
  /** What this request is refused with, whatever it says. */
  refusal(request: HeardAwRequest, powerOn: boolean): AwAnswer | null;
  set(name: string, parameters: Record<string, unknown>): boolean;
}

export function createFaults(): Faults {
  let policy: Policy = 'after-move';
  let noticeLoss = 0;
  let lateMs = 0;
  let slowMs = 0;
  let model = 'AW-UE100';
  let isBusy = false;
  let menuOpen = false;
  let isStrict = false;
  let hidden: 'nothing' | 'everything' | 'all' = 'nothing';
  let credentials: string | null = null;
  let pages = 0;

  const error = (request: HeardAwRequest, code: 'busy' | 'unsupported'): AwAnswer => {
    const from = request.type === 'ask' && request.what === 'model' ? 'aw_cam' : 'aw_ptz';
    return { type: 'error', from, code, command: request.type };
  };

  return {
    policy: () => policy,
    noticeLoss: () => noticeLoss,
    lateMs: () => lateMs,
    slowMs: () => slowMs,
    model: () => model,
    isStrict: () => isStrict,
    isAllowed: (authorization) => credentials === null || authorization === credentials,
    takesPage: () => pages > 0 && pages-- > 0,
    busy: (request) => error(request, 'busy'),
    refusal(request, powerOn) {
      const asked = request.type === 'ask' ? request.what : null;
      if (asked === 'model' || asked === 'power') return null;
      if (isBusy) return error(request, 'busy');
      if (!powerOn && request.type !== 'set-power') return error(request, 'busy');
      if (menuOpen && isMove(request)) return error(request, 'busy');
      const isHidden =
        (hidden !== 'nothing' && asked === 'everything') ||
        (hidden === 'all' && (asked === 'pan-tilt' || asked === 'zoom'));
      return isHidden ? error(request, 'unsupported') : null;
    },
    set(name, parameters) {
      const off = parameters['off'] === true;
      switch (name) {
        case 'completion': {
          const wanted = off ? 'after-move' : parameters['policy'];
          if (!isPolicy(wanted)) return false;
          policy = wanted;
          return true;
        }
        case 'lost-notices': {
          const probability = off ? 0 : Number(parameters['probability'] ?? 0.2);
          if (!(probability >= 0 && probability <= 1)) return false;
          noticeLoss = probability;
          return true;
        }
        case 'late-position':
          lateMs = off ? 0 : Math.max(0, Number(parameters['ms'] ?? 300));
          return true;
        case 'slow':
          slowMs = off ? 0 : Math.max(0, Number(parameters['ms'] ?? 500));
          return true;
        case 'no-position':
          hidden = off ? 'nothing' : parameters['what'] === 'all' ? 'all' : 'everything';
          return true;
        case 'model':
          model = off ? 'AW-UE100' : textOf(parameters['name'], 'AW-UE4');
          return true;
        case 'busy':
          isBusy = !off;
          return true;
        case 'menu':
          menuOpen = !off;
          return true;
        case 'strict-gap':
          isStrict = !off;
          return true;
        case 'lock': {
          const pair = `${textOf(parameters['username'], 'admin')}:${textOf(parameters['password'], '12345')}`;
          credentials = off ? null : `Basic ${Buffer.from(pair).toString('base64')}`;
          return true;
        }
        case 'not-an-answer':
          pages = off ? 0 : Number(parameters['times'] ?? 1);
          return true;
        default:
          return false;
      }
    },
  };
}
