/**
 * How far a hand pushes, and the speeds that come of it. Stick, keys and gamepad each give a deflection from
 * -1 to 1 per axis (pan right, tilt up, zoom in positive); a speed level and a curve make the camera's speeds
 * of it, so that a small push is slow whatever the level.
 */
export interface Deflection {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
}

export const centre: Deflection = { pan: 0, tilt: 0, zoom: 0 };

export const levels = ['slow', 'normal', 'fast'] as const;
export type Level = (typeof levels)[number];

/** The camera's speed at full deflection, of its fastest. */
const fullSpeeds: Readonly<Record<Level, number>> = { slow: 0.15, normal: 0.45, fast: 1 };
/** A resting thumb or a worn stick is no wish. */
const deadZone = 0.12;

/** From -1 to 1; what is no number is no push, and -0 is 0. */
const clamp = (value: number): number => (Number.isFinite(value) ? Math.min(1, Math.max(-1, value)) + 0 : 0);

export const isCentred = ({ pan, tilt, zoom }: Deflection): boolean => pan === 0 && tilt === 0 && zoom === 0;

/** Several hands at once: they add up, to the full at most. */
export function addDeflections(all: Iterable<Deflection>): Deflection {
  let sum = centre;
  for (const { pan, tilt, zoom } of all)
    sum = { pan: clamp(sum.pan + pan), tilt: clamp(sum.tilt + tilt), zoom: clamp(sum.zoom + zoom) };
  return sum;
}

/** A deflection without its dead zone, counted from there. */
function beyondDeadZone(value: number): number {
  const size = Math.abs(clamp(value));
  return size <= deadZone ? 0 : (Math.sign(value) * (size - deadZone)) / (1 - deadZone);
}

/** What `camera/drive` is given: speeds from -1 to 1 in hundredths; the curve is square, for fine control. */
export function speedsOf(deflection: Deflection, level: Level): Deflection {
  const speed = (value: number): number => {
    const size = clamp(value);
    const exact = Math.sign(size) * size * size * fullSpeeds[level];
    // The slightest wish still moves something.
    const least = size === 0 ? 0 : Math.sign(size) * 0.01;
    return Math.abs(exact) < 0.01 ? least : Math.round(exact * 100) / 100;
  };
  return { pan: speed(deflection.pan), tilt: speed(deflection.tilt), zoom: speed(deflection.zoom) };
}

/** A pointer on a stick: `dx` to the right and `dy` down from its middle, px; beyond the rim counts as at it. */
export function stickDeflection(dx: number, dy: number, radiusPx: number): Pick<Deflection, 'pan' | 'tilt'> {
  const x = dx / radiusPx;
  const y = -dy / radiusPx;
  const size = Math.hypot(x, y);
  if (!(size > deadZone)) return { pan: 0, tilt: 0 };
  const scale = beyondDeadZone(size) / size;
  return { pan: clamp(x * scale), tilt: clamp(y * scale) };
}

/** A pointer on the zoom rocker: `dy` down from its middle, px. */
export const rockerDeflection = (dy: number, heightPx: number): number =>
  beyondDeadZone(-dy / (heightPx / 2));

const keyDirections: Readonly<Record<string, Partial<Deflection>>> = {
  ArrowLeft: { pan: -1 },
  ArrowRight: { pan: 1 },
  ArrowUp: { tilt: 1 },
  ArrowDown: { tilt: -1 },
  '+': { zoom: 1 },
  '-': { zoom: -1 },
};

/** `KeyboardEvent.key` of a key that drives. */
export const isDriveKey = (key: string): boolean => Object.hasOwn(keyDirections, key);

/** The keys held down, by `KeyboardEvent.key`. */
export const keyDeflection = (held: Iterable<string>): Deflection =>
  addDeflections([...held].map((key) => ({ ...centre, ...keyDirections[key] })));

/** The part of the Gamepad API's Gamepad that counts here. */
export interface Pad {
  readonly connected: boolean;
  readonly mapping: string;
  readonly axes: readonly number[];
  readonly buttons: readonly { readonly value: number }[];
}

/**
 * Left stick: pan and tilt. Right stick or triggers: zoom, where the browser knows the layout (W3C Gamepad,
 * "standard": axes 0 and 1, axis 3, buttons 6 and 7); of an unknown one only the first stick is certain.
 */
export function gamepadDeflection({ mapping, axes, buttons }: Pad): Deflection {
  const { pan, tilt } = stickDeflection(clamp(axes[0] ?? 0), clamp(axes[1] ?? 0), 1);
  if (mapping !== 'standard') return { pan, tilt, zoom: 0 };
  const triggers = clamp(buttons[7]?.value ?? 0) - clamp(buttons[6]?.value ?? 0);
  const zoom = clamp(beyondDeadZone(-(axes[3] ?? 0)) + beyondDeadZone(triggers));
  return { pan, tilt, zoom };
}
