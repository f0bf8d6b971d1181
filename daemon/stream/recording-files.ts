/** The files that belong beside a recording: chapters in three formats, and captions. */
import {
  captionsVtt,
  chaptersOf,
  platformText,
  webVtt,
  type ChapterWords,
} from '../chamber/broadcast/chapters.ts';
import type { ChamberRoot } from '../chamber/root.ts';
import { chapterWords } from '../config/slate-texts.ts';
import type { WallMs } from '../../protocols/clock.ts';
import type { RecordingFile } from '../http/recordings.ts';

/** undefined: no such recording. */
export function recordingFile(
  root: ChamberRoot,
  id: string,
  file: RecordingFile,
  now: WallMs,
): string | undefined {
  const recording = root.broadcast.recordings.find((each) => each.id === id);
  if (!recording) return undefined;
  if (file === 'captions.vtt') return captionsVtt(recording);
  const words: ChapterWords = chapterWords[root.hall.transmission.language];
  const chapters = chaptersOf(root, recording, now, words);
  switch (file) {
    case 'chapters.vtt':
      return webVtt(chapters);
    case 'chapters.txt':
      return platformText(chapters);
    case 'chapters.json':
      return `${JSON.stringify({ startedAt: recording.startedAt, endedAt: recording.endedAt, chapters }, null, 2)}\n`;
  }
}
