/**
 * `npm run soak -- safety [--seed N] [--sittings N]`: the safety sitting with seeds of its own, in good
 * order and with every trouble in turn. Prints each seed; ends with 1 when anything forbidden went out.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { playSitting } from '../../test/safety/sitting.ts';
import { troubles } from '../../test/safety/troubles.ts';
import { describeTruth, violations } from '../../test/safety/truth.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, sittings: { type: 'string', default: '20' } },
});
if (positionals[0] !== 'safety') {
  process.stderr.write('npm run soak -- safety [--seed N] [--sittings N]\n');
  process.exit(64);
}

const first = values.seed === undefined ? randomInt(1, 2 ** 31) : Number(values.seed);
const inOrder = ['in good order', () => undefined] as const;
let failed = 0;
for (let index = 0; index < Number(values.sittings); index++) {
  const seed = first + index;
  const [name, trouble] = [inOrder, ...troubles][index % (troubles.length + 1)] ?? inOrder;
  const truth = await playSitting({ seed, events: 1000, lookAhead: true, trouble });
  const wrong = [
    ...violations(truth),
    ...(truth.closeUpCuts >= 300 ? [] : ['fewer than 300 cuts to close-ups']),
  ];
  if (wrong.length > 0) failed++;
  process.stdout.write(
    `seed ${seed}, ${name}: ${describeTruth(truth)}${wrong.length > 0 ? ` – ${wrong.join(', ')}` : ''}\n`,
  );
}
process.stdout.write(`${Number(values.sittings) - failed} of ${values.sittings} sittings safe\n`);
process.exit(failed > 0 ? 1 : 0);
