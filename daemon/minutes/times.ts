/**
 * Times of a sitting as they are written: in its time zone, with the day where it is not the sitting's own,
 * and with MESZ or MEZ in the one hour a year that comes twice.
 */
import type { WallMs } from '../../protocols/clock.ts';

export interface Times {
  /** `18:03 Uhr`; `26.11.2026, 00:15 Uhr` on another day; `02:30 Uhr MESZ` in the hour that comes twice. */
  moment(at: WallMs): string;
  /** `18:03–18:20 Uhr`; without an end `ab 18:03 Uhr`, without a start `bis 18:20 Uhr`, without both empty. */
  span(from: WallMs | null, to: WallMs | null): string;
  /** With seconds and without a word, for columns: `18:03:11`, otherwise as `moment`. */
  second(at: WallMs): string;
  /** `25.11.2026 18:03:11`, which spreadsheets read as a time, and MESZ or MEZ where it is needed. */
  stamp(at: WallMs): string;
  /** ISO 8601 with the offset that held then. */
  iso(at: WallMs): string;
}

const hourMs = 3_600_000;

/** `timeZone` is an IANA name (RangeError if not), `date` the sitting's day as `YYYY-MM-DD`. */
export function createTimes(timeZone: string, date: string): Times {
  const fields = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const zoneName = new Intl.DateTimeFormat('de-DE', { timeZone, timeZoneName: 'short' });

  function offsetMs(at: WallMs): number {
    const part: Record<string, number> = {};
    for (const { type, value } of fields.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  }

  /** The reading of the wall clock, as if it were UTC: `2026-11-25T18:03:11.000`. */
  const reading = (at: WallMs): string => new Date(at + offsetMs(at)).toISOString().slice(0, -1);

  /** Whether the clock was put back just before or is about to be, so that this reading comes twice. */
  function isRepeated(at: WallMs): boolean {
    const back = offsetMs(at - 3 * hourMs) - offsetMs(at + 3 * hourMs);
    if (back <= 0) return false;
    return reading(at + back) === reading(at) || reading(at - back) === reading(at);
  }

  function zone(at: WallMs): string {
    if (!isRepeated(at)) return '';
    const name = zoneName.formatToParts(at).find(({ type }) => type === 'timeZoneName');
    return name ? ` ${name.value}` : '';
  }

  const germanDay = (iso: string): string => `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`;

  /** `26.11.2026, ` where it is not the sitting's own day. */
  function otherDay(at: WallMs): string {
    const iso = reading(at);
    return iso.slice(0, 10) === date ? '' : `${germanDay(iso)}, `;
  }

  const minute = (at: WallMs): string => reading(at).slice(11, 16);
  const hour = (at: WallMs): string => `${minute(at)} Uhr${zone(at)}`;
  const moment = (at: WallMs): string => otherDay(at) + hour(at);

  function span(from: WallMs, to: WallMs): string {
    if (otherDay(from) !== otherDay(to)) return `${moment(from)} bis ${moment(to)}`;
    if (zone(from) !== '' || zone(to) !== '') return `${moment(from)} bis ${hour(to)}`;
    return `${otherDay(from)}${minute(from)}–${minute(to)} Uhr`;
  }

  return {
    moment,
    span(from, to) {
      if (from === null) return to === null ? '' : `bis ${moment(to)}`;
      return to === null ? `ab ${moment(from)}` : span(from, to);
    },
    second: (at) => `${otherDay(at)}${reading(at).slice(11, 19)}${zone(at)}`,
    stamp(at) {
      const iso = reading(at);
      return `${germanDay(iso)} ${iso.slice(11, 19)}${zone(at)}`;
    },
    iso(at) {
      const offset = Math.round(offsetMs(at) / 60_000);
      const two = (value: number): string => String(value).padStart(2, '0');
      const size = Math.abs(offset);
      return `${reading(at)}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
    },
  };
}

/** `2026-11-25` as `Mittwoch, 25. November 2026`; what is no date stays as it is. */
export function longDate(date: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T12:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat('de-DE', { dateStyle: 'full', timeZone: 'UTC' }).format(at);
}

/** `3:05` in minutes and seconds, `1:02:05` from an hour on. */
export function formatDuration(durationMs: number): string {
  const total = Math.max(0, Math.round(durationMs / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** `formatDuration` with its unit: `3:05 min`, `1:02:05 h`. */
export const durationWithUnit = (durationMs: number): string =>
  `${formatDuration(durationMs)} ${Math.round(durationMs / 1000) < 3600 ? 'min' : 'h'}`;
