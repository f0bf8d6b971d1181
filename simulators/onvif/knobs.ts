/** How a simulated ONVIF camera differs from an honest one: the faults of `POST /faults/:name`, `{off: true}` ends one. */

export type MoveStatusPolicy = 'honest' | 'idle' | 'unknown' | 'zero' | 'absent' | 'late';
type ReachedPolicy = 'after-move' | 'at-once' | 'never';

export interface Knobs {
  /** `late`: begins and ends `lateMs` after the motion. */
  readonly moveStatus: MoveStatusPolicy;
  readonly lateMs: number;
  readonly hasPosition: boolean;
  readonly reached: ReachedPolicy;
  /** Of GetStatus alone. */
  readonly statusDelayMs: number;
  /** Of every answer. */
  readonly delayMs: number;
  /** It acts, and its answer never comes. */
  readonly lostAnswers: number;
  /** From accepting a move to moving. */
  readonly lazyMs: number;
  /** How far the camera's clock is ahead of the true time. */
  readonly clockMs: number;
  /** What of PTZ it lacks. */
  readonly lacks: 'service' | 'profile' | null;
  readonly sameNames: boolean;
  readonly tokenPrefix: string;
  /** Operations it refuses, by name, each with its fault code. */
  readonly refused: ReadonlyMap<string, string>;
  readonly hasEvents: boolean;
  /** The head is in error: MoveStatus UNKNOWN with this text. */
  readonly error: string | null;
}

export const honest: Knobs = {
  moveStatus: 'honest',
  lateMs: 0,
  hasPosition: true,
  reached: 'after-move',
  statusDelayMs: 0,
  delayMs: 0,
  lostAnswers: 0,
  lazyMs: 0,
  clockMs: 0,
  lacks: null,
  sameNames: false,
  tokenPrefix: '',
  refused: new Map(),
  hasEvents: true,
  error: null,
};

export const onvifFaults = [
  'move-status',
  'position',
  'reached',
  'status-delay',
  'slow',
  'lost-answers',
  'lazy-start',
  'clock',
  'no-ptz',
  'same-names',
  'tokens',
  'refuse',
  'events',
  'error',
] as const;

const moveStatuses: readonly unknown[] = ['honest', 'idle', 'unknown', 'zero', 'absent', 'late'];
const reachedPolicies: readonly unknown[] = ['after-move', 'at-once', 'never'];

/** undefined: no fault of that name, or senseless parameters. */
export function turnKnob(
  knobs: Knobs,
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): Knobs | undefined {
  const isOff = parameters['off'] === true;
  const ms = (fallback: number, key = 'ms'): number | undefined => {
    const value = Number(parameters[key] ?? fallback);
    if (!Number.isFinite(value)) return undefined;
    return isOff ? 0 : value;
  };
  const text = (key: string, fallback: string): string => {
    const value = parameters[key];
    return typeof value === 'string' ? value : fallback;
  };
  switch (name) {
    case 'move-status': {
      const policy = isOff ? 'honest' : parameters['policy'];
      const lateMs = ms(1500, 'lateMs');
      if (!moveStatuses.includes(policy) || lateMs === undefined) return undefined;
      return { ...knobs, moveStatus: policy as MoveStatusPolicy, lateMs };
    }
    case 'reached': {
      const policy = isOff ? 'after-move' : parameters['policy'];
      return reachedPolicies.includes(policy) ? { ...knobs, reached: policy as ReachedPolicy } : undefined;
    }
    case 'position':
      return { ...knobs, hasPosition: isOff || parameters['present'] === true };
    case 'status-delay':
      return withNumber(knobs, 'statusDelayMs', ms(30_000));
    case 'slow':
      return withNumber(knobs, 'delayMs', ms(300));
    case 'lazy-start':
      return withNumber(knobs, 'lazyMs', ms(400));
    case 'clock':
      return withNumber(knobs, 'clockMs', ms(-86_400_000));
    case 'lost-answers':
      return withNumber(knobs, 'lostAnswers', ms(0.1, 'probability'));
    case 'no-ptz':
      return { ...knobs, lacks: isOff ? null : parameters['what'] === 'profile' ? 'profile' : 'service' };
    case 'same-names':
      return { ...knobs, sameNames: !isOff };
    case 'tokens':
      return { ...knobs, tokenPrefix: isOff ? '' : text('prefix', 'Preset_') };
    case 'events':
      return { ...knobs, hasEvents: isOff || parameters['present'] === true };
    case 'error':
      return { ...knobs, error: isOff ? null : text('text', 'motor fault') };
    case 'refuse': {
      const operation = parameters['operation'];
      if (typeof operation !== 'string') return undefined;
      const refused = new Map(knobs.refused);
      if (isOff) refused.delete(operation);
      else refused.set(operation, text('code', 'ActionNotSupported'));
      return { ...knobs, refused };
    }
    default:
      return undefined;
  }
}

const withNumber = (knobs: Knobs, key: keyof Knobs, value: number | undefined): Knobs | undefined =>
  value === undefined ? undefined : { ...knobs, [key]: value };
