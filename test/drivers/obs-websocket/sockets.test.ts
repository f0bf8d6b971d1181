import { describe } from 'vitest';
import { startSimulatedObs } from '../../simulators/obs-websocket/start.ts';
import { describeObsBehaviour } from './behaviour.ts';

describe('the simulator', () => describeObsBehaviour(startSimulatedObs));
