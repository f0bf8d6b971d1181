/** What happens around a recall beside the camera's own faults: people, menus and full buffers. */
import type { Mishap } from './rows.ts';
import type { Stage } from './stage.ts';
import { pass } from './recall.ts';
import type { Judge } from './truth.ts';

/** So many recalls have one. */
const share = 0.35;
/** A stranger who is not noticed within this time never is, ms. */
const noticeMs = 4000;

export interface Surroundings {
  /** Right before the order. */
  before(): void;
  /** After the camera has arrived. */
  after(): Promise<void>;
}

export function surround(
  mishap: Mishap | null,
  stage: Stage,
  judge: Judge,
  random: () => number,
): Surroundings {
  const { clock } = stage;
  const between = (from: number, to: number): number => from + random() * (to - from);
  const forAWhile = (fault: string): void => {
    stage.fault(fault, {});
    clock.after(between(100, 2500), () => stage.fault(fault, { off: true }));
  };

  /** Somewhere else in the hall, slowly or fast, by pan and tilt or by the lens alone. */
  function push(): void {
    const { panDegrees, tiltDegrees, zoom } = stage.camera.position();
    if (random() < 0.2) return stage.push({ zoom: zoom < 0.5 ? zoom + 0.3 : zoom - 0.3 }, 1);
    const aside = between(4, 40) * (panDegrees > 0 ? -1 : 1);
    const target = { panDegrees: panDegrees + aside, tiltDegrees: tiltDegrees + between(-3, 3) };
    stage.push(target, 2 * 40 ** random());
  }

  return {
    before() {
      if (random() >= share) return;
      switch (mishap) {
        case 'menu':
        case 'busy':
          return forAWhile(mishap);
        case 'full':
          return stage.fault('buffer-full', { forMs: between(50, 1500) });
        case 'grabbed':
          clock.after(between(20, 2500), () => {
            // It may stand already.
            judge.disturbed();
            push();
          });
          return;
        case 'stranger':
        case null:
          return;
      }
    },
    async after() {
      if (mishap !== 'stranger' || random() >= share) return;
      judge.disturbed();
      push();
      await pass(stage, judge, between(noticeMs / 4, noticeMs));
    },
  };
}
