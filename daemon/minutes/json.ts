/**
 * Minutes for programs: `format: 'saalregie-minutes'`, `version: 1`, keys always in the same order. A time is
 * `{iso, ms}`: ISO 8601 with the offset that held in the sitting's zone, and ms since 1970. Text is as it was
 * entered. Every field is named, so that nothing comes along unseen.
 */
import type { Minutes, MinutesBallot, MinutesItem, MinutesPerson } from '../chamber/minutes/minutes.ts';
import type { WallMs } from '../../protocols/clock.ts';
import { createTimes } from './times.ts';

type Time = { readonly iso: string; readonly ms: number };
type Written = (at: WallMs) => Time;

export function writeJson(minutes: Minutes): Uint8Array {
  const { iso } = createTimes(minutes.timeZone, minutes.date);
  const time: Written = (at) => ({ iso: iso(at), ms: at });
  const document = {
    format: 'saalregie-minutes',
    version: 1,
    status: 'draft',
    part: minutes.part,
    body: minutes.body,
    title: minutes.title,
    date: minutes.date,
    place: minutes.place,
    timeZone: minutes.timeZone,
    openedAt: orNull(minutes.openedAt, time),
    closedAt: orNull(minutes.closedAt, time),
    chairs: minutes.chairs.map(({ name, from }) => ({ name, from: time(from) })),
    quorum: minutes.quorum.map(({ at, present, required, isQuorate }) => ({
      at: time(at),
      present,
      required,
      isQuorate,
    })),
    presence: minutes.presence.map((person) => personOf(person, time)),
    items: minutes.items.map((item) => itemOf(item, time)),
    ballots: minutes.ballots.map((ballot) => ballotOf(ballot, time)),
    interruptions: minutes.interruptions.map(({ from, to, kind, reason }) => ({
      from: time(from),
      to: orNull(to, time),
      kind,
      // Why a part was not public is itself not public.
      reason: kind === 'interrupted' ? reason : undefined,
    })),
    corrections: minutes.corrections.map(({ at, enteredAt, text }) => ({
      at: time(at),
      enteredAt: time(enteredAt),
      text,
    })),
    journal: { seq: minutes.journal.seq, hash: minutes.journal.hash },
  };
  return new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
}

const orNull = (at: WallMs | null, time: Written): Time | null => (at === null ? null : time(at));

function personOf({ name, group, role, votingRight, state, spans }: MinutesPerson, time: Written): object {
  return {
    name,
    group,
    role,
    votingRight,
    state,
    spans: spans.map(({ from, to, mode }) => ({ from: time(from), to: orNull(to, time), mode })),
  };
}

function itemOf(item: MinutesItem, time: Written): object {
  return {
    number: item.number,
    title: item.title,
    reporter: item.reporter,
    paper: item.paper,
    isUrgent: item.isUrgent,
    startedAt: orNull(item.startedAt, time),
    endedAt: orNull(item.endedAt, time),
    outcome: item.outcome,
    outcomeNote: item.outcomeNote,
    decision: item.decision,
    motions: item.motions.map(({ by, text, at }) => ({ by, text, at: time(at) })),
    excluded: [...item.excluded],
    speeches: item.speeches.map(({ name, group, kind, startedAt, durationMs }) => ({
      name,
      group,
      kind,
      startedAt: time(startedAt),
      durationMs,
    })),
    ballots: item.ballots.map((ballot) => ballotOf(ballot, time)),
    notes: [...item.notes],
  };
}

function ballotOf(ballot: MinutesBallot, time: Written): object {
  return {
    number: ballot.number,
    text: ballot.text,
    kind: ballot.kind,
    majority: ballot.majority,
    openedAt: time(ballot.openedAt),
    entitled: ballot.entitled,
    remote: ballot.remote,
    counts: ballot.counts.map(({ label, votes }) => ({ label, votes })),
    invalid: ballot.invalid,
    notCast: ballot.notCast,
    outcome: ballot.outcome,
    elected: [...ballot.elected],
    lot: ballot.lot,
    votes: ballot.votes.map(({ name, group, label }) => ({ name, group, vote: label ?? null })),
    barred: ballot.barred.map(({ name, reason }) => ({ name, reason })),
    isRepeated: ballot.isRepeated,
    voided: ballot.voided,
    fingerprint: ballot.fingerprint,
  };
}
