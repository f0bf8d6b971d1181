/**
 * Dates of OParl as a house in Germany reads them: day and time on its wall clock. Times come with the
 * local offset as a rule and are taken as they stand; one in UTC is converted by the European rule for
 * summer time. Source: OParl 1.1 "Datums- und Zeitangaben"; directive 2000/84/EC for the rule.
 */
export interface Moment {
  /** `YYYY-MM-DD`, local. */
  readonly day: string;
  /** `HH:MM`, local; absent where only a day was given. */
  readonly time?: string;
}

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?\s?([Zz]|[+-]\d\d:?\d\d)?)?$/;

/** A date or a date with time; undefined for anything else. */
export function parseMoment(value: unknown): Moment | undefined {
  const found = typeof value === 'string' && value.length < 60 ? pattern.exec(value.trim()) : null;
  if (!found) return undefined;
  const [year = 0, month = 0, date = 0] = [found[1], found[2], found[3]].map(Number);
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || date < 1 || date > daysIn(year, month))
    return undefined;
  if (found[4] === undefined) return { day: dayText(year, month, date) };
  const hour = Number(found[4]);
  const minute = Number(found[5]);
  if (hour > 23 || minute > 59) return undefined;
  const offset = offsetMinutes(found[6]);
  if (offset === undefined || offset === 60 || offset === 120)
    return { day: dayText(year, month, date), time: `${two(hour)}:${two(minute)}` };
  return germanTime(daysSinceEpoch(year, month, date) * 1440 + hour * 60 + minute - offset);
}

/** Whether `end` lies before `start`; a day without time counts as the whole day. */
export function isBefore(end: Moment, start: Moment): boolean {
  if (end.day !== start.day) return end.day < start.day;
  return end.time !== undefined && start.time !== undefined && end.time < start.time;
}

function offsetMinutes(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^z$/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

function germanTime(utcMinutes: number): Moment {
  const { year } = civil(Math.floor(utcMinutes / 1440));
  const isSummer =
    utcMinutes >= lastSunday(year, 3) * 1440 + 60 && utcMinutes < lastSunday(year, 10) * 1440 + 60;
  const local = utcMinutes + (isSummer ? 120 : 60);
  const days = Math.floor(local / 1440);
  const minutes = local - days * 1440;
  const { year: y, month, date } = civil(days);
  return { day: dayText(y, month, date), time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

/** Day number of the last Sunday of a month with 31 days. */
function lastSunday(year: number, month: number): number {
  const last = daysSinceEpoch(year, month, 31);
  // 1970-01-01 was a Thursday: day 3 a Sunday.
  return last - ((last + 4) % 7);
}

const two = (value: number): string => String(value).padStart(2, '0');
const dayText = (year: number, month: number, date: number): string => `${year}-${two(month)}-${two(date)}`;
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

function daysSinceEpoch(year: number, month: number, date: number): number {
  let days = (year - 1970) * 365 + leapDays(year - 1) - leapDays(1969) + date - 1;
  for (let each = 1; each < month; each++) days += daysIn(year, each);
  return days;
}

const leapDays = (year: number): number =>
  Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);

function civil(days: number): { readonly year: number; readonly month: number; readonly date: number } {
  let year = 1970 + Math.floor(days / 366);
  while (daysSinceEpoch(year + 1, 1, 1) <= days) year++;
  while (daysSinceEpoch(year, 1, 1) > days) year--;
  let month = 1;
  while (month < 12 && daysSinceEpoch(year, month + 1, 1) <= days) month++;
  return { year, month, date: days - daysSinceEpoch(year, month, 1) + 1 };
}
