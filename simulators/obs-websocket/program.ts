/**
 * What is on air, with the time it takes (measured on OBS 29.0.2): a cut lands on the next frame, a fade
 * reports its scene at its END while GetCurrentProgramScene names the target at once; an interrupted fade
 * reports only the last scene; the scene already on air gives no event; in studio mode the preview shows
 * the previous program afterwards, whatever was set there meanwhile. A scene's own transition goes before the
 * one that is set.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { eventSubscription, type JsonObject } from '../../protocols/obs-websocket/messages.ts';
import { sceneNamed, type Studio } from './studio.ts';

export type EmitEvent = (eventType: string, intent: number, data: JsonObject) => void;

/** The picture on air: between `from` and `to`, 0 to 1. */
export interface OnAir {
  readonly from: string;
  readonly to: string;
  readonly progress: number;
}

export interface Program {
  set(scene: string): void;
  onAir(): OnAir;
  /** Ms until the next frame is made. */
  untilFrame(): number;
  /** Forgets a running transition. */
  reset(): void;
}

export function createProgram(studio: Studio, clock: Clock, emit: EmitEvent): Program {
  const periodMs = 1000 / studio.framesPerSecond;
  let running: { from: string; startedAt: number; durationMs: number; cancel: Cancel } | null = null;
  const untilFrame = (): number => periodMs - (clock.now() % periodMs);

  function finish(previous: string): void {
    running = null;
    emit('SceneTransitionVideoEnded', eventSubscription.transitions, { transitionName: studio.transition });
    if (studio.preview !== null && studio.preview !== previous) {
      studio.preview = previous;
      emit('CurrentPreviewSceneChanged', eventSubscription.scenes, { sceneName: previous });
    }
    emit('CurrentProgramSceneChanged', eventSubscription.scenes, { sceneName: studio.program });
    emit('SceneTransitionEnded', eventSubscription.transitions, { transitionName: studio.transition });
  }

  return {
    set(name) {
      const { name: scene, override } = sceneNamed(studio, name);
      if (scene === studio.program) return;
      const previous = studio.program;
      running?.cancel();
      studio.program = scene;
      const transitionName = override?.name ?? studio.transition;
      emit('SceneTransitionStarted', eventSubscription.transitions, { transitionName });
      const kind = studio.transitions.find((one) => one.name === transitionName)?.kind;
      const fullMs = override?.durationMs ?? studio.transitionMs;
      const durationMs = (kind === 'cut_transition' ? 0 : fullMs) + untilFrame();
      running = {
        from: previous,
        startedAt: clock.now(),
        durationMs,
        cancel: clock.after(durationMs, () => finish(previous)),
      };
    },
    onAir() {
      if (!running) return { from: studio.program, to: studio.program, progress: 1 };
      const isCut = running.durationMs <= periodMs;
      const progress = Math.min(1, (clock.now() - running.startedAt) / running.durationMs);
      return { from: running.from, to: studio.program, progress: isCut ? 0 : progress };
    },
    untilFrame,
    reset() {
      running?.cancel();
      running = null;
    },
  };
}
