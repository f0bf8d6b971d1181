/** Wall times as the clerk types them, in the time zone of this device, which stands in the town hall. */

const two = (value: number): string => String(value).padStart(2, '0');

/** `18:42`. */
export function clockOf(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `2026-11-23`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Wall ms of a day and a time of day; null when either is not one. */
export function atOf(day: string, clock: string): number | null {
  const at = new Date(`${day}T${clock}`).getTime();
  return Number.isFinite(at) && /^\d{4}-\d\d-\d\d$/.test(day) && /^\d\d:\d\d$/.test(clock) ? at : null;
}

/** The last moment before `now` that had this time of day: after midnight `23:50` means yesterday. Null: not a time. */
export function latestAt(clock: string, now: number): number | null {
  const today = atOf(dayOf(now), clock);
  if (today === null || today <= now) return today;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return atOf(dayOf(yesterday.getTime()), clock);
}

/** `23.11.2026`. */
export function formatDay(language: 'de' | 'en', day: string): string {
  const at = atOf(day, '12:00');
  if (at === null) return day;
  return new Date(at).toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
}
