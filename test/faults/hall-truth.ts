/** What the simulators say of themselves, typed as far as fault tests ask for it. */
import type { Hall } from '../running.ts';

export interface ObsTruth {
  readonly program: string;
  readonly inputs: readonly { readonly name: string; readonly muted: boolean; readonly audio: boolean }[];
}

export const obsTruth = async (hall: Hall): Promise<ObsTruth> =>
  (await hall.control('GET', '/devices/obs/truth')) as ObsTruth;

/** Names of the inputs that can be heard. */
export const audible = ({ inputs }: ObsTruth): string[] =>
  inputs.filter(({ audio, muted }) => audio && !muted).map(({ name }) => name);

export const slateScene = 'Saalregie Tafel';
export const wideScene = 'Saalregie Totale';
