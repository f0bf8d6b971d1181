import { shotsOf } from '../shots.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import type { ManualWish } from './events.ts';

const manual = (wish: ManualWish): ChamberDecision => ({
  ok: true,
  events: [{ type: 'direction/manual', version: 1, data: { wish } }],
});

export function decideDirection(root: ChamberRoot, command: ChamberCommand): ChamberDecision | undefined {
  const { hall } = root;
  switch (command.name) {
    case 'direction/wide':
      return manual({ kind: 'wide' });
    case 'direction/take-over':
      return manual({ kind: 'stay' });
    case 'direction/show': {
      const known = shotsOf(hall).has(command.input.shot);
      return known
        ? manual({ kind: 'shot', shot: command.input.shot })
        : { ok: false, error: 'unknown-shot' };
    }
    case 'direction/show-free': {
      const { camera, live } = command.input;
      if (root.cameras.reserved[camera]?.why !== 'by-hand')
        return { ok: false, error: 'camera-not-reserved' };
      return manual({ kind: 'free', camera, live });
    }
    case 'direction/hand-back':
      return { ok: true, events: [{ type: 'direction/automatic', version: 1, data: {} }] };
    default:
      return undefined;
  }
}
