/**
 * What goes to the camera next: its name, commands, being registered for notices, a recall whose end signal
 * stayed away, then the round of questions. One request is under way at a time, and a gap follows its answer.
 */
import { encodeAwRequest, type AwRequest } from '../../protocols/panasonic-aw/requests.ts';
import { gateNeeds } from '../camera-gate-needs.ts';
import { ask } from '../exchanges.ts';
import { registrationDueAt } from './notices.ts';
import { feedGate, finishRound, startRound } from './polling.ts';
import { knobsOf, offersPosition, update, type Asked, type Job, type Turn } from './state.ts';

/** Answers take some 40 ms; a second without one is half of `maxSilent`. */
const requestTimeoutMs = 1000;
/**
 * A recall is sent so often again for its end signal alone, and not sooner than the signal may take: of a camera
 * that is seen standing it comes at once.
 */
const reissue = { atMost: 2, apartMs: 700, standingApartMs: 200 };

/** Sends the next request if one may be sent, or sets the timer for it. */
export function carryOn(turn: Turn): void {
  if (turn.state.exchanges.waiting.size > 0) return;
  if (turn.state.round?.todo.length === 0) finishRound(turn);
  const { state, now } = turn;
  if (now < state.notBefore) return wake(turn, state.notBefore);
  if (state.phase === 'identifying') return send(turn, { type: 'question', what: 'model', sentAt: now });
  const [job, ...jobs] = state.jobs;
  if (job) {
    update(turn, { jobs });
    return sendJob(turn, job);
  }
  const registrationAt = registrationDueAt(turn);
  if (registrationAt !== null && now >= registrationAt) return send(turn, { type: 'register' });
  const again = reissued(turn);
  if (again) return sendJob(turn, again);
  if (!turn.state.round && now >= turn.state.nextRoundAt) startRound(turn);
  const what = turn.state.round?.todo[0];
  if (what) return send(turn, { type: 'question', what, sentAt: now });
  wake(turn, Math.min(turn.state.nextRoundAt, registrationAt ?? Infinity));
}

function wake(turn: Turn, at: number): void {
  turn.outputs.push({ type: 'arm', timer: 'wake', afterMs: Math.max(0, at - turn.now) });
}

/**
 * The camera is where it was sent, and its end signal has not come: sent there again it gives one at once. If
 * that does not help either, this camera gives none (a remote panel in between, a port that is closed).
 */
function reissued(turn: Turn): Job | null {
  const { state, settings, now } = turn;
  const { recall, camera } = state;
  if (recall?.move !== camera.move || gateNeeds(camera.gate, now, knobsOf(state, settings)) !== 'reissue')
    return null;
  const apartMs = offersPosition(state) ? reissue.standingApartMs : reissue.apartMs;
  if (now - recall.reissuedAt < apartMs) return null;
  if (recall.reissues >= reissue.atMost) {
    update(turn, { isMute: true });
    feedGate(turn, { type: 'tick' });
    return null;
  }
  update(turn, { recall: { ...recall, reissues: recall.reissues + 1, reissuedAt: now } });
  const parts: readonly AwRequest[] = [{ type: 'recall', preset: recall.preset }];
  return {
    id: null,
    parts,
    move: recall.move,
    storing: null,
    begun: false,
    isRepeatable: true,
    isReissue: true,
  };
}

function sendJob(turn: Turn, job: Job): void {
  const [request] = job.parts;
  if (request?.type === 'recall' && job.move !== null && turn.state.recall?.move !== job.move)
    update(turn, { recall: { preset: request.preset, move: job.move, reissues: 0, reissuedAt: turn.now } });
  send(turn, { type: 'job', job });
}

function requestOf({ state }: Turn, asked: Asked): AwRequest | undefined {
  switch (asked.type) {
    case 'question':
      return { type: 'ask', what: asked.what };
    case 'register':
      return state.noticePort === null ? undefined : { type: 'register', port: state.noticePort };
    case 'job':
      return asked.job.parts[0];
  }
}

function send(turn: Turn, asked: Asked): void {
  const wanted = requestOf(turn, asked);
  if (!wanted) return;
  const { method, path } = encodeAwRequest(wanted);
  const { exchanges, request } = ask(turn.state.exchanges, asked, {
    method,
    path,
    headers: headersOf(turn),
    timeoutMs: requestTimeoutMs,
  });
  update(turn, { exchanges });
  turn.outputs.push({ type: 'send', data: request }, { type: 'disarm', timer: 'wake' });
}

function headersOf({ settings }: Turn): Readonly<Record<string, string>> {
  const { username, password } = settings;
  // The cameras keep no connection open.
  const connection = { connection: 'close' };
  if (username === undefined) return connection;
  return { ...connection, authorization: `Basic ${base64(`${username}:${password ?? ''}`)}` };
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
