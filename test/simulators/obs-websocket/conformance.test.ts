import { describe } from 'vitest';
import { hasRealObs, startRealObs } from '../../real-obs.ts';
import { describeObsConformance } from './conformance.ts';
import { startSimulatedObs } from './start.ts';

describe('the simulator', () => describeObsConformance(startSimulatedObs));

const real = hasRealObs();
const title = real.ok ? 'a real OBS' : `a real OBS (missing: ${real.missing.join(', ')})`;
describe.skipIf(!real.ok)(title, () => describeObsConformance(() => startRealObs()));
