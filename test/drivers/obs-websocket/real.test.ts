import { describe } from 'vitest';
import { hasRealObs, startRealObs } from '../../real-obs.ts';
import { describeObsBehaviour } from './behaviour.ts';

const real = hasRealObs();
const title = real.ok ? 'a real OBS' : `a real OBS (missing: ${real.missing.join(', ')})`;

describe.skipIf(!real.ok)(title, () => describeObsBehaviour(() => startRealObs()));
