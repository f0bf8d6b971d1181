/** What became different between two reads of a vMix, as the model's events. Pure. */
import { outputNames, type SwitcherEvent, type SwitcherState } from '../../protocols/models/switcher.ts';

const isSame = (a: readonly string[] | null, b: readonly string[] | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((one, at) => one === b[at]));

/** Titles are anybody's words, `constructor` among them. */
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Nothing: nothing changed. A whole snapshot where no single event can say it. */
export function diff(before: SwitcherState, after: SwitcherState): readonly SwitcherEvent[] {
  const isLost = after.program === null && before.program !== null;
  if (isLost || !isSame(before.lacks, after.lacks)) return [{ type: 'snapshot', state: after }];
  const events: SwitcherEvent[] = [];
  if (!isSame(before.scenes, after.scenes)) events.push({ type: 'scenes', scenes: after.scenes });
  if (after.program !== null && before.program !== after.program)
    events.push({ type: 'program', scene: after.program });
  if (before.preview !== after.preview) events.push({ type: 'preview', scene: after.preview });
  for (const name of Object.keys({ ...before.inputs, ...after.inputs })) {
    const [old, now] = [own(before.inputs, name), own(after.inputs, name)];
    if (old?.muted !== now?.muted || old?.audio !== now?.audio || old?.kind !== now?.kind)
      events.push({ type: 'input', name, input: now ?? null });
  }
  for (const output of outputNames)
    if (before[output] !== after[output]) events.push({ type: 'output', output, state: after[output] });
  if (!isSame(before.otherOutputs, after.otherOutputs))
    events.push({ type: 'other-outputs', names: after.otherOutputs });
  for (const name of Object.keys({ ...before.texts, ...after.texts })) {
    const [old, now] = [own(before.texts, name), own(after.texts, name)];
    if (old !== now) events.push({ type: 'text', name, text: now ?? null });
  }
  if (!isSame(before.desktopScenes, after.desktopScenes))
    events.push({ type: 'desktop-scenes', scenes: after.desktopScenes });
  return events;
}
