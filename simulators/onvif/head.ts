/**
 * The camera's head behind the PTZ service: presets with their events, moves in the generic spaces, and what
 * MoveStatus says of it, honestly or not.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { PresetEvent, PresetEventKind } from '../../protocols/onvif/events.ts';
import { genericSpace } from '../../protocols/onvif/positions.ts';
import type { PtzVector } from '../../protocols/onvif/requests.ts';
import type { RawPosition } from '../../protocols/onvif/status.ts';
import type { CameraPosition } from '../../protocols/models/camera.ts';
import type { CameraBody } from '../world/camera.ts';
import type { Knobs } from './knobs.ts';

/** The ends of the simulated head, which the generic space maps to −1 and 1. */
const pan = { middle: 0, half: 170 };
const tilt = { middle: 35, half: 55 };
const zoomsPerSecond = 0.5;
const highestPreset = 256;

export interface Head {
  /** false: no such preset. */
  recall(token: string): boolean;
  store(token: string): 'stored' | 'moving' | 'no-such-preset';
  moveTo(position: PtzVector): boolean;
  drive(velocity: PtzVector): boolean;
  stop(): void;
  /** Somebody's joystick, past this protocol. */
  foreign(to: CameraPosition): void;
  presets(): readonly { readonly token: string; readonly name: string }[];
  position(): RawPosition;
  /** The words of PanTilt and Zoom; null: no MoveStatus. */
  moveStatus(): readonly [string, string] | null;
  home(): void;
  halt(): void;
}

export function createHead(
  camera: CameraBody,
  clock: Clock,
  knobs: () => Knobs,
  publish: (event: Omit<PresetEvent, 'configuration' | 'atMs'>) => void,
): Head {
  let movedAt = -Infinity;
  /** The preset it is heading for, and the one it has reached. */
  let heading: string | null = null;
  let at: string | null = null;
  const cancels: Cancel[] = [];

  const say = (kind: PresetEventKind, preset: string | null): void => {
    if (preset !== null) publish({ kind, preset });
  };
  const numberOf = (token: string): number | undefined => {
    const { tokenPrefix } = knobs();
    const number = token.startsWith(tokenPrefix) ? token.slice(tokenPrefix.length) : '';
    return /^\d{1,3}$/.test(number) && Number(number) <= highestPreset ? Number(number) : undefined;
  };

  /** Whatever it was doing is over; the new motion begins after the camera's hesitation. */
  function begin(run: () => void): void {
    for (const cancel of cancels.splice(0)) cancel();
    say('aborted', heading);
    say('left', at);
    heading = at = null;
    const { lazyMs } = knobs();
    if (lazyMs > 0) cancels.push(clock.after(lazyMs, run));
    else run();
  }

  function setOff(move: () => void): void {
    movedAt = clock.now();
    move();
  }

  function arriveLater(token: string): void {
    const restMs = camera.motorsStopAt() - clock.now();
    if (restMs > 0) {
      cancels.push(clock.after(restMs, () => arriveLater(token)));
      return;
    }
    heading = null;
    at = token;
    if (knobs().reached === 'after-move') say('reached', token);
  }

  return {
    recall(token) {
      const number = numberOf(token);
      if (number === undefined || !camera.presets.has(number)) return false;
      begin(() =>
        setOff(() => {
          camera.recall(number);
          arriveLater(token);
        }),
      );
      heading = at === token ? null : token;
      say('invoked', token);
      if (knobs().reached === 'at-once') say('reached', token);
      return true;
    },
    store(token) {
      const number = numberOf(token);
      if (number === undefined || number === 0) return 'no-such-preset';
      if (camera.isMoving()) return 'moving';
      camera.setPreset(number, camera.position());
      return 'stored';
    },
    moveTo(position) {
      const isWithin = Math.abs(position.pan) <= 1 && Math.abs(position.tilt) <= 1 && position.zoom >= 0;
      if (!isWithin || position.zoom > 1) return false;
      const target = {
        panDegrees: pan.middle + position.pan * pan.half,
        tiltDegrees: tilt.middle + position.tilt * tilt.half,
        zoom: position.zoom,
      };
      begin(() => setOff(() => camera.moveTo(target)));
      return true;
    },
    drive(velocity) {
      if (![velocity.pan, velocity.tilt, velocity.zoom].every((part) => Math.abs(part) <= 1)) return false;
      const fastest = camera.head.degreesPerSecond.at(-1) ?? 1;
      begin(() =>
        setOff(() =>
          camera.drive(velocity.pan * fastest, velocity.tilt * fastest, velocity.zoom * zoomsPerSecond),
        ),
      );
      return true;
    },
    stop() {
      begin(() => camera.stop());
    },
    foreign(to) {
      begin(() => setOff(() => camera.moveTo(to)));
    },
    presets() {
      const { tokenPrefix, sameNames } = knobs();
      return [...camera.presets.keys()]
        .sort((a, b) => a - b)
        .map((number) => ({
          token: `${tokenPrefix}${number}`,
          name: sameNames ? 'Platz' : `Platz ${number}`,
        }));
    },
    position() {
      const { panDegrees, tiltDegrees, zoom } = camera.position();
      const short = (value: number): number => Math.round(value * 1e5) / 1e5;
      return {
        pan: short((panDegrees - pan.middle) / pan.half),
        tilt: short((tiltDegrees - tilt.middle) / tilt.half),
        space: genericSpace,
        zoom: short(zoom),
      };
    },
    moveStatus() {
      const { moveStatus, lateMs, error } = knobs();
      if (error !== null) return ['UNKNOWN', 'UNKNOWN'];
      const now = clock.now();
      const late = moveStatus === 'late' ? lateMs : 0;
      const word = (stopsAt: number): string =>
        now < stopsAt + late && now >= movedAt + late ? 'MOVING' : 'IDLE';
      switch (moveStatus) {
        case 'honest':
        case 'late':
          return [word(camera.motorsStopAt()), word(camera.zoomStopsAt())];
        case 'idle':
          return ['IDLE', 'IDLE'];
        case 'unknown':
          return ['UNKNOWN', 'UNKNOWN'];
        case 'zero':
          return ['0', '0'];
        case 'absent':
          return null;
      }
    },
    home() {
      for (const cancel of cancels.splice(0)) cancel();
      heading = at = null;
      camera.moveTo({ panDegrees: 0, tiltDegrees: 0, zoom: 0 });
    },
    halt() {
      for (const cancel of cancels.splice(0)) cancel();
    },
  };
}
