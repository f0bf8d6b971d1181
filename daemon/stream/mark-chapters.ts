/** Puts the chapters of a recording into its file as they begin, where the mixer can: one mark each, never twice. */
import { chaptersOf } from '../chamber/broadcast/chapters.ts';
import { runningRecording } from '../chamber/broadcast/state.ts';
import type { ChamberRoot } from '../chamber/root.ts';
import { chapterWords } from '../config/slate-texts.ts';
import type { WallMs } from '../../protocols/clock.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import { unknownSwitcher } from '../../protocols/models/switcher.ts';

export interface ChapterMarker {
  /** Told of every change. */
  changed(root: ChamberRoot, observed: Observed, now: WallMs): void;
}

export function markChapters(mark: (title: string) => void): ChapterMarker {
  let recording: string | null = null;
  let marked = 0;
  return {
    changed(root, observed, now) {
      const { record, lacks } = observed.switchers[root.hall.switcher] ?? unknownSwitcher;
      const running = runningRecording(root.broadcast);
      if (!running || record !== 'active' || lacks.includes('chapters')) return;
      // After a restart of the daemon the marks before it are in the file already.
      if (recording !== running.id) marked = recording === null ? running.marks.length : 0;
      recording = running.id;
      if (running.marks.length <= marked) return;
      marked = running.marks.length;
      const chapter = chaptersOf(root, running, now, chapterWords[root.hall.transmission.language]).at(-1);
      if (chapter) mark(chapter.title);
    },
  };
}
