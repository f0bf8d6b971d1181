import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { guard } from '../../../../daemon/director/guard.ts';
import { createEndings, temporaryFolder } from '../../../running.ts';
import { load, mutants } from './mutants.ts';
import { search } from './search.ts';

const endings = createEndings();
afterEach(() => endings.run());

/** `npm run soak -- guard` goes one deeper. */
const depth = 2;
/** Mutants are looked for as deep as it takes, and not in more worlds than that. */
const mutantLimits = { depth: 4, maxStates: 400_000 };

test(
  'in every order of events to a depth the guard keeps the world safe, whatever is proposed',
  { timeout: 300_000 },
  () => {
    const { states, verdicts, shown, soundOpen, found } = search(guard, { depth });
    process.stdout.write(
      `guard, every order of ${depth} events: ${states} states, ${verdicts} verdicts, ` +
        `${JSON.stringify({ ...shown, soundOpen })}\n`,
    );
    expect(found).toBeNull();
    // A guard that always shows the slate would have been found out as well; all the same it is said here.
    expect(states).toBeGreaterThan(10_000);
    for (const kind of ['close-up', 'wide', 'slate', 'pause'])
      expect(shown[kind], kind).toBeGreaterThan(1000);
    expect(shown['free']).toBeGreaterThan(0);
    expect(soundOpen).toBeGreaterThan(10_000);
  },
);

describe('a guard with a hole is found out', () => {
  test.each(mutants.map((mutant) => [mutant.what, mutant] as const))('%s', async (_what, mutant) => {
    const mutated = await load(mutant, join(temporaryFolder(endings), 'mutant'));
    const { found, states } = search(mutated, mutantLimits);
    expect(found, `not in ${states} states`).not.toBeNull();
  });
});
