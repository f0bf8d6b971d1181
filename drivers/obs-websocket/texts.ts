/**
 * What is written into OBS: text sources, one line of captions, a chapter mark. Texts go out at once, set and
 * read back in one batch; while a batch is unanswered later ones wait and are merged, because OBS runs the
 * batches of one connection side by side. OBS 5.1.0 tells nobody that a text changed, so they are read again.
 */
import { outcome } from '../../protocols/models/outcome.ts';
import { requestStatus, type ObsResult } from '../../protocols/obs-websocket/messages.ts';
import { parseInputText } from '../../protocols/obs-websocket/responses.ts';
import {
  ask,
  askAll,
  drop,
  isPending,
  report,
  settle,
  type Draft,
  type Purpose,
  type TextsWish,
} from './state.ts';
import { becomeNotReady, saysNotReady } from './survey.ts';
import { fittingText, isTextKind, textRequests } from './text-inputs.ts';

export function wishTexts(draft: Draft, command: number, texts: Readonly<Record<string, string>>): void {
  const { state } = draft;
  const fitting = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fittingText(text)]));
  const names = Object.keys(fitting);
  if (names.length === 0) return settle(draft, command, outcome.done('read-back'));
  if (!isPending(draft, 'texts')) return sendTexts(draft, { parts: [{ command, names }], texts: fitting });
  const waiting = state.waitingTexts ?? { parts: [], texts: {} };
  state.waitingTexts = {
    parts: [...waiting.parts, { command, names }],
    texts: { ...waiting.texts, ...fitting },
  };
}

function sendTexts(draft: Draft, wish: TextsWish): void {
  draft.state.textRevision++;
  askAll(draft, { kind: 'texts', wish }, [
    ...Object.entries(wish.texts).map(([inputName, text]) => ({
      requestType: 'SetInputSettings',
      requestData: { inputName, inputSettings: { text }, overlay: true },
    })),
    ...textRequests(Object.keys(wish.texts)),
  ]);
}

export function sendWaitingTexts(draft: Draft): void {
  const wish = draft.state.waitingTexts;
  draft.state.waitingTexts = null;
  if (wish) sendTexts(draft, wish);
}

export function onTexts(
  draft: Draft,
  { parts, texts }: TextsWish,
  results: readonly ObsResult[] | undefined,
): void {
  if (!results) {
    for (const { command } of parts) settle(draft, command, outcome.failed('device-deadline', 'unknown'));
    return sendWaitingTexts(draft);
  }
  if (saysNotReady(results)) {
    for (const { command } of parts) settle(draft, command, outcome.failed('device-refused', 'unknown'));
    return becomeNotReady(draft);
  }
  const { state } = draft;
  state.textRevision++;
  const names = Object.keys(texts);
  const refused = new Set<string>();
  const wrong = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (!results[index]?.ok) refused.add(name);
    const actual = parseInputText(results[names.length + index]?.data);
    if (actual !== texts[name]) wrong.add(name);
    if (actual !== undefined && isTextKind(state.switcher.inputs[name]?.kind ?? ''))
      report(draft, { type: 'text', name, text: actual });
  }
  for (const part of parts) {
    const isSome = (set: ReadonlySet<string>): boolean => part.names.some((name) => set.has(name));
    const isAll = part.names.every((name) => refused.has(name));
    const failure = isSome(refused)
      ? outcome.failed('device-refused', isAll ? 'none' : 'unknown')
      : outcome.failed('device-mismatch', 'unknown');
    settle(draft, part.command, isSome(refused) || isSome(wrong) ? failure : outcome.done('read-back'));
  }
  sendWaitingTexts(draft);
}

/** Forgets a command that the shell has settled; its texts are written all the same. */
export function abandonTexts(draft: Draft, command: number): void {
  const { state } = draft;
  const without = (wish: TextsWish): TextsWish => ({
    ...wish,
    parts: wish.parts.filter((part) => part.command !== command),
  });
  if (state.waitingTexts) state.waitingTexts = without(state.waitingTexts);
  state.pending = new Map(
    [...state.pending].map(([id, pending]) => {
      const { purpose } = pending;
      return purpose.kind === 'texts'
        ? [id, { ...pending, purpose: { ...purpose, wish: without(purpose.wish) } }]
        : [id, pending];
    }),
  );
}

/** A text source that is new, was renamed, or was written to by somebody. */
export function askText(draft: Draft, name: string): void {
  drop(draft, (purpose) => purpose.kind === 'ask-text' && purpose.name === name);
  const { textRevision } = draft.state;
  ask(
    draft,
    { kind: 'ask-text', name, textRevision },
    { requestType: 'GetInputSettings', requestData: { inputName: name } },
  );
}

/** A reading that is older than what we wrote since says nothing. */
export function onTextRead(
  draft: Draft,
  sent: Pick<Extract<Purpose, { kind: 'ask-text' }>, 'name' | 'textRevision'>,
  result: ObsResult | undefined,
): void {
  if (!result || sent.textRevision !== draft.state.textRevision || isPending(draft, 'texts')) return;
  if (!draft.state.switcher.inputs[sent.name]) return;
  const text = parseInputText(result.data);
  report(draft, { type: 'text', name: sent.name, text: text ?? null });
}

export function wishCaption(draft: Draft, command: number, text: string): void {
  if (draft.state.switcher.lacks.includes('captions'))
    return settle(draft, command, outcome.failed('device-unsupported'));
  const captionText = fittingText(text);
  ask(draft, { kind: 'mark', command }, { requestType: 'SendStreamCaption', requestData: { captionText } });
}

export function wishChapter(draft: Draft, command: number, name: string): void {
  if (draft.state.switcher.lacks.includes('chapters'))
    return settle(draft, command, outcome.failed('device-unsupported'));
  const chapterName = fittingText(name);
  ask(draft, { kind: 'mark', command }, { requestType: 'CreateRecordChapter', requestData: { chapterName } });
}

/** OBS knows no way to read a caption or a chapter back. */
export function onMarked(draft: Draft, command: number, result: ObsResult | undefined): void {
  if (!result) return settle(draft, command, outcome.failed('device-deadline', 'unknown'));
  if (result.ok) return settle(draft, command, outcome.done('acknowledged'));
  const isUnknown = result.code === requestStatus.unknownRequestType;
  settle(draft, command, outcome.failed(isUnknown ? 'device-unsupported' : 'device-refused'));
}
