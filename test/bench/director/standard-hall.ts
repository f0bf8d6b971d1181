/** The standard world as a hall of ours: every camera has a preset for every seat, and all is allowed. */
import { configSchema } from '../../../daemon/config/schema.ts';
import { plainHead, type DirectionRules, type Hall } from '../../../daemon/chamber/hall.ts';
import { defaultVideoLatencyMs } from '../../../protocols/models/camera.ts';
import { smallHall } from '../../daemon/director/small-hall.ts';

/** How the director is set: the config's numbers, or those that only allocation is measured with. */
export interface Setting {
  readonly rules: DirectionRules;
  readonly videoLatencyMs: number;
}

const defaultRules: DirectionRules = configSchema.shape.broadcast.shape.direction.parse({});

export const settings = {
  /** What only shapes the picture is off: hold, reaction and the room shown for its own sake; a picture arrives at once. */
  standard: {
    rules: { ...defaultRules, minimumHoldMs: 0, reactionMs: 0, room: { everyMs: 0, forMs: 0 } },
    videoLatencyMs: 0,
  },
  defaults: { rules: defaultRules, videoLatencyMs: defaultVideoLatencyMs },
} as const satisfies Readonly<Record<string, Setting>>;

export const cameraId = (index: number): string => `camera-${index + 1}`;
export const sceneId = (index: number): string => `Camera ${index + 1}`;
export const wideScene = 'Wide';

/** Presets have the numbers of their seats. */
export function standardHall(seats: number, cameras: number, rules: DirectionRules): Hall {
  const numbers = Array.from({ length: seats }, (_, index) => index + 1);
  const shots = numbers.map((seat) => ({ preset: seat, subjects: [seat], visible: [] }));
  return {
    ...smallHall,
    seats: Object.fromEntries(
      numbers.map((seat) => [
        seat,
        {
          seat,
          x: (seat - 1) / Math.max(1, seats - 1),
          y: 0.5,
          label: String(seat),
          role: 'delegate' as const,
          person: null,
        },
      ]),
    ),
    chairSeat: null,
    people: {},
    cameras: Array.from({ length: cameras }, (_, index) => ({
      device: cameraId(index),
      label: String(index + 1),
      scene: sceneId(index),
      shots,
      head: plainHead,
    })),
    wides: [{ id: 'wide', scene: wideScene, hides: [] }],
    rules,
  };
}
