/**
 * Council-like turns where no recordings are at hand: the chair says a few words between the speakers, speeches
 * take minutes, and now and then somebody interjects for some seconds. Seeded.
 */
import { createRandom } from '../../../simulators/world/random.ts';
import { recordingOf, type Recording, type Utterance } from './turns.ts';

const members = 20;
const sittingMs = 2 * 3_600_000;
/** Interjections in a minute of speech. */
const interjectionsPerMinute = 0.3;

export function syntheticSitting(seed: number): Recording {
  const random = createRandom(seed);
  const between = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const member = (): string => `member-${String(between(1, members)).padStart(2, '0')}`;
  const utterances: Utterance[] = [];
  const say = (speaker: string, startMs: number, lengthMs: number): number => {
    utterances.push({ speaker, startMs, endMs: startMs + lengthMs });
    return startMs + lengthMs;
  };
  for (let now = 0; now < sittingMs;) {
    now = say('chair', now + between(300, 2000), between(2000, 15_000));
    const speaker = member();
    const [startMs, endMs] = [now + between(500, 4000), now + between(30_000, 300_000)];
    const interjections = Math.round((random() * 2 * interjectionsPerMinute * (endMs - startMs)) / 60_000);
    for (let count = 0; count < interjections; count++) {
      const other = member();
      if (other !== speaker) say(other, between(startMs + 5000, endMs - 10_000), between(1500, 6000));
    }
    now = say(speaker, startMs, endMs - startMs);
  }
  const recording = recordingOf(`seed ${seed}`, utterances);
  if (!recording) throw new Error(`seed ${seed} makes no sitting`);
  return recording;
}
