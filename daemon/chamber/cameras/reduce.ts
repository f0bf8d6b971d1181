import type { Recorded } from '../feature.ts';
import type { ChamberEvent } from '../root.ts';
import type { CalibrationRun } from './calibration.ts';
import type { CamerasEvent } from './events.ts';
import type { CamerasState } from './state.ts';

const isOfCameras = (event: ChamberEvent): event is CamerasEvent => event.type.startsWith('cameras/');

export function reduceCameras(state: CamerasState, { event, at, seq }: Recorded<ChamberEvent>): CamerasState {
  if (event.type === 'log/started') return interrupted({ ...state, reserved: {} });
  // The sitting has the cameras from here on.
  if (event.type === 'broadcast/publicity' && event.data.to === 'public') return interrupted(state);
  return isOfCameras(event) ? reduceOne(state, event, at, seq) : state;
}

function reduceOne(state: CamerasState, event: CamerasEvent, at: number, seq: number): CamerasState {
  const { camera } = event.data;
  switch (event.type) {
    case 'cameras/reserved':
      return { ...state, reserved: { ...state.reserved, [camera]: { sinceAt: at, why: 'by-hand' } } };
    case 'cameras/released':
      return { ...state, reserved: without(state.reserved, camera) };
    case 'cameras/taught': {
      const { preset, subjects, visible, zones } = event.data;
      return withLesson(state, camera, preset, { preset, subjects, visible, zones, isTaught: true });
    }
    case 'cameras/forgotten':
      return withLesson(state, camera, event.data.preset, null);
    case 'cameras/calibration-begun': {
      const before = event.data.afresh ? undefined : state.runs[camera];
      const run: CalibrationRun = { id: seq, state: 'running', visits: before?.visits ?? [] };
      return {
        ...state,
        runs: { ...state.runs, [camera]: run },
        reserved: { ...state.reserved, [camera]: { sinceAt: at, why: 'calibration' } },
      };
    }
    case 'cameras/visited': {
      const run = state.runs[camera];
      if (!run) return state;
      const visits = [...run.visits, event.data.visit];
      return { ...state, runs: { ...state.runs, [camera]: { ...run, visits } } };
    }
    case 'cameras/calibration-stopped':
      return stopped(state, camera);
    case 'cameras/calibrated':
      return {
        ...state,
        runs: without(state.runs, camera),
        reserved: without(state.reserved, camera),
        calibrated: { ...state.calibrated, [camera]: { ...event.data.result, at } },
      };
    case 'cameras/travel': {
      const { from, to, ms } = event.data;
      return { ...state, travel: { ...state.travel, [`${camera}/${from}/${to}`]: ms } };
    }
  }
}

function withLesson(
  state: CamerasState,
  camera: string,
  preset: number,
  lesson: CamerasState['taught'][string][number],
): CamerasState {
  const lessons = { ...state.taught[camera], [preset]: lesson };
  return { ...state, taught: { ...state.taught, [camera]: lessons } };
}

function stopped(state: CamerasState, camera: string): CamerasState {
  const run = state.runs[camera];
  if (run?.state !== 'running') return state;
  return {
    ...state,
    runs: { ...state.runs, [camera]: { ...run, state: 'interrupted' } },
    reserved: without(state.reserved, camera),
  };
}

const interrupted = (state: CamerasState): CamerasState => Object.keys(state.runs).reduce(stopped, state);

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  const { [key]: _gone, ...others } = record;
  return others;
}
