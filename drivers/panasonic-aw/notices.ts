/**
 * The reports a Panasonic AW camera sends to a port of ours: asked for when the link is up, and again when
 * nothing has come for longer than its heartbeat takes, after answers stayed away (it may have been
 * restarted), and after it refused.
 */
import { parseAwText } from '../../protocols/panasonic-aw/answers.ts';
import type { Pushed } from '../transports/pushed.ts';
import { feedGate, reportStatus } from './polling.ts';
import { update, type Turn } from './state.ts';

/** Version information comes every 60 s. */
const silentMs = 90_000;
/** It takes no more than five receivers; a place may have become free. */
const refusedMs = 30_000;

export function takePushed(turn: Turn, pushed: Pushed<string>): void {
  switch (pushed.type) {
    case 'listening':
      if (turn.settings.notices) update(turn, { noticePort: pushed.port });
      return;
    case 'garbage':
      turn.outputs.push({ type: 'garbage', count: pushed.count });
      return;
    case 'message':
      takeNotice(turn, pushed.message);
  }
}

function takeNotice(turn: Turn, text: string): void {
  const notice = parseAwText(text);
  if (!notice) {
    turn.outputs.push({ type: 'garbage', count: 1 });
    return;
  }
  const { registration, recall, camera } = turn.state;
  if (registration.state === 'registered')
    update(turn, { registration: { ...registration, dueAt: turn.now + silentMs } });
  if (notice.type === 'power') {
    update(turn, { power: notice.power });
    reportStatus(turn);
  }
  if (notice.type !== 'reached') return;
  update(turn, { isMute: false });
  if (recall?.move !== camera.move || recall.preset !== notice.preset) return;
  feedGate(turn, { type: 'completed' });
  update(turn, { nextRoundAt: turn.now });
}

/** When the camera is to be asked for notices; null: not at all. */
export function registrationDueAt({ state }: Turn): number | null {
  return state.noticePort === null ? null : state.registration.dueAt;
}

/** The camera's answer to being asked for notices, or that none came. */
export function takeRegistration(turn: Turn, isAccepted: boolean): void {
  update(turn, {
    registration: isAccepted
      ? { state: 'registered', dueAt: turn.now + silentMs }
      : { state: 'refused', dueAt: turn.now + refusedMs },
  });
}

/** It may have been restarted, and have forgotten us. */
export function doubtRegistration(turn: Turn): void {
  update(turn, { registration: { ...turn.state.registration, dueAt: turn.now } });
}
