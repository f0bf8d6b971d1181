/** The same daemon on another mixer: what must never go out does not go out of a vMix either. */
import { expect, test } from 'vitest';
import { vmixMixer } from './mixers.ts';
import { playSitting, type SittingPlan } from './sitting.ts';
import { describeTruth, violations, type Truth } from './truth.ts';

const seed = 20_261_123;
const wantedCloseUps = 40;

async function play(
  name: string,
  trouble: (
    mixer: ReturnType<typeof vmixMixer>,
    ...rest: Parameters<NonNullable<SittingPlan['trouble']>>
  ) => void,
): Promise<Truth> {
  let mixer: ReturnType<typeof vmixMixer> | undefined;
  const truth = await playSitting({
    seed,
    events: 150,
    lookAhead: true,
    seats: 24,
    cameras: 2,
    mixer: (clock) => (mixer = vmixMixer(clock)),
    trouble: (sitting, event) => {
      if (mixer) trouble(mixer, sitting, event);
    },
  });
  process.stdout.write(`safety vMix, ${name}: seed ${seed}, ${describeTruth(truth)}\n`);
  expect(violations(truth)).toEqual([]);
  expect(truth.closeUpCuts).toBeGreaterThanOrEqual(wantedCloseUps);
  return truth;
}

test('a sitting: close-ups are cut to, and nothing forbidden goes out', { timeout: 120_000 }, async () => {
  await play('untroubled', () => undefined);
});

test('and it stays so while vMix is restarted now and then', { timeout: 120_000 }, async () => {
  const truth = await play('with restarts', ({ vmix }, { clock }, event) => {
    if (event % 25 !== 12) return;
    vmix.setOff(true);
    vmix.breakLinks('gone');
    vmix.model.restarted();
    clock.after(2000, () => vmix.setOff(false));
  });
  expect(truth.afterRestartMs).toBeGreaterThan(0);
});

test(
  'and while vMix answers slowly, and before it has done what it was told',
  { timeout: 120_000 },
  async () => {
    await play('slow', ({ vmix }) => {
      vmix.setSlow(10);
      vmix.model.faults.lateMs = 15;
    });
  },
);

test(
  'and while a stranger lays a camera over the picture and opens the microphones',
  { timeout: 120_000 },
  async () => {
    await play('with a stranger', ({ vmix }, { hall }, event) => {
      const [camera] = hall.cameras;
      const byHand = (name: string, Input: string): boolean => vmix.model.byHand({ name, query: { Input } });
      if (event % 10 === 5) byHand('OverlayInput1In', camera?.scene ?? '');
      if (event % 10 === 6) byHand('AudioOn', 'Mic/Aux');
    });
  },
);
