/** Alarms that stay a little beyond their end: a device that comes and goes would else push the whole page up and down. */
import { useEffect, useState } from 'react';
import type { Reason } from '../../../protocols/api/views.ts';

/** Longer than a device takes from one attempt to connect to the next. */
const lingerMs = 5000;

/** The alarms, and those that ended less than five seconds ago; new ones show at once. */
export function useLingering(alarms: readonly Reason[]): readonly Reason[] {
  const [kept, setKept] = useState({ alarms, ended: [] as readonly Reason[] });
  if (kept.alarms !== alarms) {
    const texts = alarms.map((alarm) => JSON.stringify(alarm));
    const ended = [...kept.alarms, ...kept.ended].filter((alarm) => !texts.includes(JSON.stringify(alarm)));
    setKept({ alarms, ended });
  }
  const { ended } = kept;
  useEffect(() => {
    if (ended.length === 0) return undefined;
    const timer = setTimeout(() => setKept((now) => ({ ...now, ended: [] })), lingerMs);
    return () => clearTimeout(timer);
  }, [ended]);
  return [...kept.alarms, ...ended];
}
