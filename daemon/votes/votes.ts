/**
 * What ballots need of the world outside the domain: chance for the tags, a signature at the close and at the
 * tally, the end of a countdown, votes pressed on devices and their acknowledgement once they are on disk, and
 * votes of members' pages put into a conference system's own count.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { CastCommand } from '../chamber/ballot/cast.ts';
import type { Chance } from '../chamber/ballot/decide.ts';
import { devicesOf } from '../chamber/ballot/keypads.ts';
import { ballotById, rightOf, type Ballot } from '../chamber/ballot/state.ts';
import { atTag } from '../chamber/ballot/tags.ts';
import type { ChamberCommand, ChamberEvent, ChamberRoot } from '../chamber/root.ts';
import { seatOf } from '../chamber/people/state.ts';
import type { Journal } from '../journal/store.ts';
import type { CommandAnswer } from '../runtime/loop.ts';
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { Command, Role } from '../../protocols/api/commands.ts';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import type { CastInput, Receipt } from '../../protocols/api/seat.ts';
import type { DeviceCommand } from '../../protocols/models/commands.ts';
import type { Outcome } from '../../protocols/models/outcome.ts';
import type { Cast } from '../../protocols/models/voting.ts';
import type { Signer } from './note.ts';

export interface VotesOptions {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'votes'>;
  readonly signer: Signer;
  /** Casts of devices are known by a keyed digest: a plain one of a few keypads and keys could be guessed. */
  readonly secret: Buffer;
  readonly root: () => ChamberRoot;
  command(command: ChamberCommand, actor: string): Promise<CommandAnswer>;
  record(events: readonly ChamberEvent[], actor: string): void;
  submit(command: DeviceCommand): Promise<Outcome>;
  /** A ballot was announced: its result file is worth keeping. */
  announced(ballot: Ballot): void;
}

export type CastAnswer =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly error: ErrorCode; readonly checkpoint?: string };

export interface Votes {
  /** Commands that need chance or who gave them; undefined: not one of these. */
  run(command: Command, actor: Role): Promise<CommandAnswer> | undefined;
  /** A press on a device. */
  pressed(device: string, cast: Cast): void;
  /** A vote of a member's own page. */
  cast(person: string, input: CastInput): Promise<CastAnswer>;
  /** Something durable has changed. */
  changed(): void;
  stop(): void;
}

export function createVotes(options: VotesOptions): Votes {
  const { clock, signer, root } = options;
  /** Checkpoints that are on their way, so that each is signed once. */
  const signed = new Set<string>();
  const kept = new Set<string>();
  /** Answers that wait for the signature of the close. */
  const waiting = new Map<string, ((note: string | undefined) => void)[]>();
  let countdown: { readonly ballot: string; readonly at: number; readonly cancel: Cancel } | null = null;

  const chance = (): Chance => {
    const bytes = randomBytes(16);
    return [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8), bytes.readUInt32LE(12)];
  };

  const castId = (device: string, { ballot, keypad, id }: Cast): string | null =>
    id === null
      ? null
      : createHmac('sha256', options.secret)
          .update(JSON.stringify(['cast', ballot, device, keypad, id]))
          .digest('hex')
          .slice(0, 32);

  function sign(ballot: Ballot, of: 'closed' | 'tallied', size: number): void {
    const key = `${ballot.id} ${of}`;
    if (signed.has(key)) return;
    signed.add(key);
    const { note, fingerprint } = signer.checkpoint(size, options.journal.votes.root(size));
    const data = { ballot: ballot.id, of, size, note, fingerprint };
    options.record([{ type: 'votes/checkpoint', version: 1, data }], 'daemon');
  }

  /** The signed note of the close; made at once, so this waits for one sync at most. */
  function closingNote(id: string): Promise<string | undefined> {
    const ballot = ballotById(root().ballots, id);
    const known = ballot?.checkpoint ?? ballot?.closedCheckpoint;
    if (known) return Promise.resolve(known.note);
    // Counted and not signed yet for a moment, where no device had to drain; a void ballot may never be signed.
    if (!ballot || ballot.state === 'voided') return Promise.resolve(undefined);
    return new Promise((resolve) => {
      waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
    });
  }

  function answerWaiting({ id, state, checkpoint, closedCheckpoint }: Ballot): void {
    const known = checkpoint ?? closedCheckpoint;
    const answers = waiting.get(id);
    if (!answers || (!known && state !== 'voided')) return;
    waiting.delete(id);
    for (const answer of answers) answer(known?.note);
  }

  /** Closes by itself; a time that was moved or taken away moves the clock with it. */
  function watchCountdown({ current }: ChamberRoot['ballots']): void {
    const at = current?.state === 'open' ? current.closesAt : null;
    if (countdown && countdown.ballot === current?.id && countdown.at === at) return;
    countdown?.cancel();
    countdown = null;
    if (!current || at === null) return;
    const close = (): void => {
      countdown = null;
      void options.command({ name: 'ballot/close', input: { ballot: current.id } }, 'daemon');
    };
    countdown = {
      ballot: current.id,
      at,
      cancel: clock.after(Math.max(0, at - clock.wall()), close),
    };
  }

  function follow(ballot: Ballot, leaves: number): void {
    answerWaiting(ballot);
    if (ballot.state === 'closed' && !ballot.closedCheckpoint) sign(ballot, 'closed', leaves);
    if (ballot.lastLeaf !== null && !ballot.checkpoint) sign(ballot, 'tallied', ballot.lastLeaf + 1);
    if (ballot.state === 'announced' && !kept.has(ballot.id)) {
      kept.add(ballot.id);
      options.announced(ballot);
    }
  }

  /** The room's own displays should be complete: a vote from elsewhere is told to systems that take it. */
  function passOn(ballot: Ballot, person: string, choice: string): void {
    const now = root();
    const option = ballot.options.findIndex(({ id }) => id === choice);
    const seat = seatOf(now.people, person);
    if (seat === undefined || option < 0) return;
    for (const { device, isUnits, capabilities } of devicesOf(now, ballot))
      if (isUnits && capabilities.externalVotes)
        void options.submit({
          device,
          model: 'voting',
          command: { type: 'external-cast', ballot: ballot.id, keypad: String(seat), option },
        });
  }

  return {
    run(command, actor) {
      switch (command.name) {
        case 'ballot/open':
          return options.command({ name: 'votes/open', input: command.input, chance: chance() }, actor);
        case 'ballot/void':
          return options.command({ name: 'votes/void', input: command.input, chance: chance() }, actor);
        case 'ballot/count':
          return actor === 'chair' || actor === 'clerk'
            ? options.command({ name: 'votes/count', input: command.input, by: actor }, actor)
            : undefined;
        default:
          return undefined;
      }
    },
    pressed(device, cast) {
      const command: CastCommand = {
        name: 'votes/cast',
        input: {
          ballot: cast.ballot,
          cast: castId(device, cast),
          choice: cast.option,
          from: { channel: 'unit', device, keypad: cast.keypad },
        },
      };
      void options.command(command, 'device').then((answer) => {
        // Not on disk and not refused: the device keeps it, and tells it again.
        if (!answer.ok && (answer.error === 'journal-failed' || answer.error === 'storage-full')) return;
        void options.submit({
          device,
          model: 'voting',
          command: { type: 'acknowledge-cast', receipt: cast.receipt, stored: answer.ok },
        });
      });
    },
    async cast(person, { ballot: id, cast, choice }) {
      const answer = await options.command(
        { name: 'votes/cast', input: { ballot: id, cast, choice, from: { channel: 'page', person } } },
        'seat',
      );
      if (!answer.ok) {
        const checkpoint = answer.error === 'ballot-closed' ? await closingNote(id) : undefined;
        return { ok: false, error: answer.error, ...(checkpoint === undefined ? {} : { checkpoint }) };
      }
      const ballot = ballotById(root().ballots, id);
      const right = ballot && rightOf(ballot, person);
      const stored = right && atTag(ballot.votes, right.tag)?.casts.find((each) => each.cast === cast);
      if (!stored) return { ok: false, error: 'internal' };
      passOn(ballot, person, choice);
      return { ok: true, receipt: { ballot: id, cast, choice, number: stored.leaf, at: stored.at } };
    },
    changed() {
      const { ballots } = root();
      watchCountdown(ballots);
      // The next one may be open before the last one's signature is on disk.
      for (const ballot of [ballots.past.at(-1), ballots.current]) if (ballot) follow(ballot, ballots.leaves);
    },
    stop() {
      countdown?.cancel();
    },
  };
}
