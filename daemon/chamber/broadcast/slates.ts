/** Which slate is up, and its words with the time filled in. Pure. */
import type { SlateKind } from '../../../protocols/api/commands/broadcast.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { Hall } from '../hall.ts';
import type { ChamberRoot } from '../root.ts';

const minuteMs = 60_000;

/** null: the public part, no slate by the state of the broadcast. */
export function slateKindOf({ broadcast }: ChamberRoot): SlateKind | null {
  switch (broadcast.publicity) {
    case 'public':
      return null;
    case 'unknown':
      return 'off';
    case 'off':
      return 'end';
    case 'pre':
      // Without a time there is nothing to count down to.
      return broadcast.untilAt === null ? 'off' : 'begin';
    case 'paused':
      return broadcast.cause;
    case 'consent-hold':
      return 'objection';
    case 'non-public':
      return 'non-public';
  }
}

export const slateTextOf = ({ hall, broadcast }: ChamberRoot, kind: SlateKind): string =>
  broadcast.slateTexts[kind] ?? hall.transmission.slateTexts[kind];

/** `{minutes}` and `{time}` are filled in; a line that would be left empty is not there. */
export function filledSlate(root: ChamberRoot, kind: SlateKind, wall: WallMs): string {
  const { hall, broadcast } = root;
  const { untilAt } = broadcast;
  const minutes = untilAt === null ? '' : minutesIn(hall, Math.max(0, untilAt - wall));
  const time = untilAt === null ? '' : timeIn(hall, untilAt);
  return slateTextOf(root, kind)
    .toWellFormed()
    .split('\n')
    .map((line) => line.replaceAll('{minutes}', minutes).replaceAll('{time}', time).trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** When the words of the slate change by themselves: at the next full minute before the announced time. */
export function slateChangesAt({ broadcast }: ChamberRoot, wall: WallMs): WallMs | null {
  const { untilAt } = broadcast;
  if (untilAt === null || untilAt <= wall) return null;
  const leftMs = untilAt - wall;
  return wall + (leftMs % minuteMs || minuteMs);
}

function minutesIn({ transmission: { language } }: Hall, leftMs: number): string {
  const minutes = Math.ceil(leftMs / minuteMs);
  if (minutes < 1) return language === 'de' ? 'Kürze' : 'a moment';
  if (minutes === 1) return language === 'de' ? '1 Minute' : '1 minute';
  return language === 'de' ? `${minutes} Minuten` : `${minutes} minutes`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function timeIn({ timeZone, transmission: { language } }: Hall, at: WallMs): string {
  const key = `${language} ${timeZone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hour12: false });
  formats.set(key, format);
  const time = format.format(at);
  return language === 'de' ? `Fortsetzung gegen ${time} Uhr` : `continues at about ${time}`;
}
