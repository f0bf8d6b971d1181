/**
 * Chapters of recordings: marks gathered as the sitting goes on, and the three files made of them: WebVTT, JSON and
 * the text that video platforms read. Names only as consented to, and no title of an item that is not public. Pure.
 */
import type { WallMs } from '../../../protocols/clock.ts';
import type { Publicity } from '../../../protocols/api/views/broadcast.ts';
import type { Recorded } from '../feature.ts';
import { holderOf } from '../floor/state.ts';
import { whoAt } from '../floor/who.ts';
import { speakerInPublic } from '../people/project.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import {
  keptCaptions,
  keptMarks,
  keptRecordings,
  keptWithCaptions,
  type BroadcastState,
  type ChapterMark,
  type Recording,
} from './state.ts';

/** `root` is as it was before the event, but for the floor and the sitting, which have seen it. */
export function reduceRecordings(
  { recordings }: BroadcastState,
  { event, at }: Recorded<ChamberEvent>,
  root: ChamberRoot,
  publicityNow: Publicity,
): readonly Recording[] {
  if (event.type === 'broadcast/recording') {
    const { id, on } = event.data;
    if (!on)
      return recordings.map((each) => (each.id === id ? { ...each, endedAt: each.endedAt ?? at } : each));
    const begun: Recording = {
      id,
      sitting: root.sitting.current?.id ?? null,
      startedAt: at,
      endedAt: null,
      marks: begunMarks(root, at, publicityNow),
      captions: [],
    };
    // What was said word by word is kept for the last ones only.
    const before = recordings.map((each, index) =>
      index < recordings.length - keptWithCaptions && each.captions.length > 0
        ? { ...each, captions: [] }
        : each,
    );
    return [...before, begun].slice(-keptRecordings);
  }
  const running = recordings.find(({ endedAt }) => endedAt === null);
  if (event.type === 'captions/said') {
    const text = event.personal?.text;
    if (!running || text === undefined || running.captions.length >= keptCaptions) return recordings;
    const said = { ...running, captions: [...running.captions, { at, text }] };
    return recordings.map((each) => (each === running ? said : each));
  }
  if (!running || running.marks.length >= keptMarks) return recordings;
  const mark = markOf(event, at, root, publicityNow);
  if (!mark) return recordings;
  const marked = { ...running, marks: [...running.marks, mark] };
  return recordings.map((each) => (each === running ? marked : each));
}

function begunMarks(root: ChamberRoot, at: WallMs, publicityNow: Publicity): readonly ChapterMark[] {
  const item: ChapterMark = { kind: 'item', at, item: root.sitting.current?.item ?? null };
  const holder = holderOf(root.floor);
  return [
    item,
    ...(publicityNow === 'public' ? [] : [{ kind: 'slate', at, publicity: publicityNow } as const]),
    ...(holder ? [{ kind: 'speaker', at, who: holder.who } as const] : []),
  ];
}

function markOf(
  event: ChamberEvent,
  at: WallMs,
  root: ChamberRoot,
  publicityNow: Publicity,
): ChapterMark | undefined {
  switch (event.type) {
    case 'agenda/begun':
      return { kind: 'item', at, item: event.data.item };
    case 'agenda/ended':
      return { kind: 'item', at, item: null };
    case 'floor/opened':
      return { kind: 'speaker', at, who: whoAt(root, event.data.seat) };
    case 'floor/started': {
      const holder = holderOf(root.floor);
      return holder && { kind: 'speaker', at, who: holder.who };
    }
    case 'broadcast/publicity':
    case 'sitting/phase':
      return publicityNow === root.broadcast.publicity
        ? undefined
        : { kind: 'slate', at, publicity: publicityNow };
    default:
      return undefined;
  }
}

export interface Chapter {
  /** From the recording's beginning, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly title: string;
  readonly kind: 'item' | 'speaker' | 'slate';
}

export interface ChapterWords {
  item(number: string): string;
  /** A speaker without consent to the name. */
  readonly unnamed: string;
  readonly interlude: string;
  readonly slates: Readonly<Record<Publicity, string>>;
}

/** Platforms refuse chapters that are shorter. */
const shortestChapterMs = 10_000;

export function chaptersOf(
  root: ChamberRoot,
  recording: Recording,
  now: WallMs,
  words: ChapterWords,
): readonly Chapter[] {
  const titled: { readonly at: WallMs; readonly title: string; readonly kind: Chapter['kind'] }[] = [];
  let publicity: Publicity = 'public';
  let item = words.interlude;
  for (const mark of recording.marks) {
    if (mark.kind === 'slate') publicity = mark.publicity;
    if (mark.kind === 'item') item = itemTitle(root, recording, mark.item, words);
    // What is called and who speaks behind a slate is nobody's business who watches the recording.
    const title =
      publicity !== 'public'
        ? words.slates[publicity]
        : mark.kind === 'speaker'
          ? (speakerInPublic(root, mark.who).name ?? words.unnamed)
          : item;
    const kind = publicity === 'public' ? (mark.kind === 'slate' ? 'item' : mark.kind) : 'slate';
    // Several marks of one moment are one chapter, and the same again is none.
    if (titled.at(-1)?.at === mark.at) titled.pop();
    if (titled.at(-1)?.title !== title) titled.push({ at: mark.at, title, kind });
  }
  const end = recording.endedAt ?? now;
  return titled.map(({ at, title, kind }, index) => ({
    fromMs: at - recording.startedAt,
    toMs: (titled[index + 1]?.at ?? end) - recording.startedAt,
    title,
    kind,
  }));
}

function itemTitle(
  root: ChamberRoot,
  { sitting: id }: Recording,
  item: string | null,
  words: ChapterWords,
): string {
  if (item === null) return words.interlude;
  const { current, past } = root.sitting;
  const sitting = current?.id === id ? current : past.find((each) => each.id === id);
  const { isPublic, number = '', title = '' } = sitting?.items[item] ?? {};
  if (!isPublic) return words.slates['non-public'];
  return [number === '' ? '' : words.item(number), title].filter((word) => word !== '').join(' ');
}

/** A caption stays until the next one, and not for longer than this. */
const captionMs = 8000;

export function captionsVtt({ startedAt, captions }: Recording): string {
  const cues = captions.map(({ at, text }, index) => {
    const next = captions[index + 1]?.at ?? Infinity;
    const to = Math.max(at + 1, Math.min(next, at + captionMs));
    return `${index + 1}\n${stamp(at - startedAt)} --> ${stamp(to - startedAt)}\n${escaped(oneLine(text))}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

export function webVtt(chapters: readonly Chapter[]): string {
  const cues = chapters.map(
    ({ fromMs, toMs, title }, index) =>
      `${index + 1}\n${stamp(fromMs)} --> ${stamp(toMs)}\n${escaped(oneLine(title))}\n`,
  );
  return ['WEBVTT\n', ...cues].join('\n');
}

/** The first at 0:00, none shorter than ten seconds. */
export function platformText(chapters: readonly Chapter[]): string {
  const kept: Chapter[] = [];
  for (const chapter of chapters) {
    const last = kept.at(-1);
    if (last && chapter.fromMs - last.fromMs < shortestChapterMs) {
      // An item is what people look for; else of two that follow too closely the later one is what is seen.
      if (last.kind === 'item' && chapter.kind === 'speaker') continue;
      kept.pop();
    }
    const fromMs = kept.length === 0 ? 0 : chapter.fromMs;
    kept.push({ ...chapter, fromMs });
  }
  const isHour = (kept.at(-1)?.fromMs ?? 0) >= 3_600_000;
  return kept.map(({ fromMs, title }) => `${short(fromMs, isHour)} ${oneLine(title)}\n`).join('');
}

const oneLine = (title: string): string => title.replaceAll(/\s+/gu, ' ').trim();

/** A title must not become a cue of its own, nor a tag of the format. */
const escaped = (title: string): string =>
  title.replaceAll('-->', '→').replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const parts = (ms: number): readonly [number, number, number] => [
  Math.floor(ms / 3_600_000),
  Math.floor(ms / 60_000) % 60,
  Math.floor(ms / 1000) % 60,
];
const two = (value: number): string => String(value).padStart(2, '0');

function stamp(ms: number): string {
  const [hours, minutes, seconds] = parts(ms);
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}`;
}

function short(ms: number, withHours: boolean): string {
  const [hours, minutes, seconds] = parts(ms);
  return withHours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
