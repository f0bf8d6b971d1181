/** A director that is asked again and again; what it decided is what the mixer shows next time. */
import { direct, freshMemory, type Direction, type DirectorMemory } from '../../../daemon/director/direct.ts';
import { factsOf, type Situation } from './small-hall.ts';

export function follow(start: Situation = {}) {
  let memory: DirectorMemory = freshMemory;
  let situation: Situation = { now: 0, program: 'Totale', ...start };
  return (change: Situation): Direction => {
    situation = { ...situation, ...change };
    const facts = factsOf(situation);
    const direction = direct(memory, facts);
    memory = direction.memory;
    const { shot } = direction.verdict;
    const camera = facts.hall.cameras.find(({ device }) => device === shot.camera?.device);
    situation = { ...situation, program: camera ? camera.scene : shot.scene };
    return direction;
  };
}
