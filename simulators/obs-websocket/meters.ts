/**
 * InputVolumeMeters: twenty a second while somebody listens (OBS 29.0.2). Of each channel magnitude, peak, and
 * peak before fader and mute, as factors; an input that is off air is not among them. Unless somebody sets it,
 * every input that carries sound has the level of somebody speaking.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { eventSubscription } from '../../protocols/obs-websocket/messages.ts';
import type { EmitEvent } from './program.ts';
import { carriesSound, contains, type Studio, type StudioInput } from './studio.ts';

export interface Meters {
  /** Somebody begins, or ceases, to listen. */
  listen(on: boolean): void;
}

const periodMs = 50;
const speechDecibels = -20;

export function createMeters(studio: Studio, clock: Clock, emit: EmitEvent): Meters {
  let listeners = 0;
  let cancel: Cancel | null = null;

  const isHeard = ({ name }: StudioInput): boolean =>
    [...studio.special.values()].includes(name) || contains(studio, studio.program, name);

  function levelsOf(input: StudioInput): readonly (readonly number[])[] {
    const level = studio.levels.get(input.name);
    const decibels = level === undefined ? speechDecibels : level;
    if (decibels === null) return [];
    const before = 10 ** (decibels / 20);
    const after = input.muted ? 0 : before;
    return [
      [after * 0.7, after, before],
      [after * 0.7, after, before],
    ];
  }

  function tick(): void {
    cancel = clock.after(periodMs, tick);
    const inputs = [...studio.inputs.values()].filter((input) => carriesSound(input) && isHeard(input));
    emit('InputVolumeMeters', eventSubscription.inputVolumeMeters, {
      inputs: inputs.map((input) => ({ inputName: input.name, inputLevelsMul: levelsOf(input) })),
    });
  }

  return {
    listen(on) {
      listeners += on ? 1 : -1;
      if (listeners > 0) cancel ??= clock.after(periodMs, tick);
      else {
        cancel?.();
        cancel = null;
      }
    },
  };
}
