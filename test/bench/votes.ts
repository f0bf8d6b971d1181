/**
 * `bench votes`: a thousand remote members vote in the same instant over real connections, each answer durable,
 * on this disk and on one that takes 2 ms for a sync. Floor: a bare server with the same records, journal and TLS.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { command, makeFolder, pause, removeFolder, signIn, startDaemonProcess } from './daemon-process.ts';
import { councilPins, remoteCouncil, signEverybodyIn } from './remote-council.ts';
import { printTable, quantile, rounded } from './table.ts';
import type { FromVoters, ToVoters } from './voters.ts';

const voters = 1000;
const rounds = 5;
const syncDelays = [0, 2];
const choices = ['yes', 'no', 'abstain'];

interface Answers {
  readonly answeredMs: readonly number[];
}

export async function run(): Promise<object> {
  const runs: Record<string, number>[] = [];
  for (const syncDelayMs of syncDelays) {
    const daemon: Answers[] = [];
    const floor: Answers[] = [];
    // In turns, so that what else the machine does falls on both.
    for (let round = 0; round < rounds; round++) {
      const folder = makeFolder();
      try {
        daemon.push(await ofDaemon(folder, syncDelayMs));
        floor.push(await ofFloor(folder, syncDelayMs));
      } finally {
        removeFolder(folder);
      }
    }
    const median = (of: readonly Answers[], part: number): number =>
      quantile(
        of.map(({ answeredMs }) => quantile(answeredMs, part)),
        0.5,
      );
    const last = (of: readonly Answers[]): number =>
      quantile(
        of.map(({ answeredMs }) => Math.max(...answeredMs)),
        0.5,
      );
    runs.push({
      sync_ms: syncDelayMs,
      votes: voters,
      p50_ms: rounded(median(daemon, 0.5)),
      p99_ms: rounded(median(daemon, 0.99)),
      last_ms: rounded(last(daemon)),
      floor_last_ms: rounded(last(floor)),
    });
  }
  printTable(runs);
  return { runs };
}

async function ofDaemon(folder: string, syncDelayMs: number): Promise<Answers> {
  const cookies = signEverybodyIn(folder, voters + 1);
  const daemon = await startDaemonProcess(remoteCouncil(voters + 1), folder, { syncDelayMs });
  const clerk = await signIn(daemon.url, 'clerk', councilPins.clerk);
  const crowd = await gather({
    url: `${(daemon.membersUrl ?? '').replace('https', 'wss')}/api/seat/live`,
    // The first one presides in the hall.
    cookies: cookies.slice(1),
    subscribe: JSON.stringify({ type: 'subscribe' }),
  });
  try {
    const ballot = `b-${randomBytes(4).toString('hex')}`;
    await command(daemon.url, clerk, 'ballot/open', { id: ballot, text: 'Messung', kind: 'device' });
    // What the opening sends to every page is over.
    await pause(1000);
    return await crowd.vote(ballot);
  } finally {
    await crowd.end();
    await daemon.stop();
  }
}

async function ofFloor(folder: string, syncDelayMs: number): Promise<Answers> {
  const server = fork(join(import.meta.dirname, 'bare-votes.js'), [
    join(folder, 'floor.sqlite'),
    join(folder, 'members-key.pem'),
    join(folder, 'members.pem'),
    String(syncDelayMs),
  ]);
  try {
    const { port } = await new Promise<{ port: number }>((resolve) =>
      server.once('message', resolve as never),
    );
    const crowd = await gather({
      url: `wss://127.0.0.1:${port}/`,
      cookies: Array.from({ length: voters }, () => 'none=none'),
      subscribe: null,
    });
    try {
      await pause(1000);
      return await crowd.vote('floor');
    } finally {
      await crowd.end();
    }
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
  }
}

async function gather(order: Omit<Extract<ToVoters, { type: 'connect' }>, 'type'>): Promise<{
  vote(ballot: string): Promise<Answers>;
  end(): Promise<void>;
}> {
  const crowd: ChildProcess = fork(join(import.meta.dirname, 'voters.js'));
  const heard = (): Promise<FromVoters> => new Promise((resolve) => crowd.once('message', resolve as never));
  const say = (message: ToVoters): void => void crowd.send(message);
  const connected = heard();
  say({ type: 'connect', ...order });
  await connected;
  return {
    async vote(ballot) {
      const voted = heard();
      say({ type: 'vote', ballot, choices });
      const answer = await voted;
      if (answer.type !== 'voted' || answer.refused > 0) throw new Error('votes were refused');
      return answer;
    },
    async end() {
      say({ type: 'end' });
      await new Promise((resolve) => crowd.once('exit', resolve));
    },
  };
}
