/**
 * Which scenes show a whole desktop: what stands in every scene, nested scenes and groups followed. Looked at
 * with the survey and again after scenes or their items changed, a moment later, because a click in OBS is
 * several events. A captured window does not count, an item that is hidden neither.
 */
import type { ObsRequest, ObsResult } from '../../protocols/obs-websocket/messages.ts';
import { parseGroups, parseSceneItems, type SceneItem } from '../../protocols/obs-websocket/responses.ts';
import { askAll, drop, garbage, report, requestDeadlineMs, type Draft, type Purpose } from './state.ts';

/** More scenes than this are not looked into. */
const maxScenes = 256;
const maxGroups = 64;
const settleMs = 100;
const contentsDeadlineMs = 4 * requestDeadlineMs;

/** Inputs that capture a desktop, without the suffix of their version. PipeWire's own lets the user choose one. */
const desktopKinds: ReadonlySet<string> = new Set([
  'monitor_capture',
  'screen_capture',
  'display_capture',
  'xshm_input',
  'pipewire-desktop-capture-source',
  'pipewire-screen-capture-source',
]);

const isDesktop = (kind: string): boolean => desktopKinds.has(kind.replace(/_v\d+$/, ''));

/** What stands in each scene and group, by its name. */
export type Contents = ReadonlyMap<string, readonly SceneItem[]>;

export const contentsRequests = (
  scenes: readonly string[],
  groups: readonly string[],
): readonly ObsRequest[] => [
  { requestType: 'GetGroupList' },
  ...scenes.slice(0, maxScenes).map((sceneName) => ({
    requestType: 'GetSceneItemList',
    requestData: { sceneName },
  })),
  ...groups.slice(0, maxGroups).map((sceneName) => ({
    requestType: 'GetGroupSceneItemList',
    requestData: { sceneName },
  })),
];

/** The answers to `contentsRequests`; null where OBS does not tell. */
export function readContents(
  scenes: readonly string[],
  groups: readonly string[],
  results: readonly ObsResult[],
): Contents | null {
  const contents = new Map<string, readonly SceneItem[]>();
  const names = [...scenes.slice(0, maxScenes), ...groups.slice(0, maxGroups)];
  for (const [index, name] of names.entries()) {
    const items = parseSceneItems(results[index + 1]?.data);
    if (items) contents.set(name, items);
  }
  return contents.size === 0 && names.length > 0 ? null : contents;
}

/** In the order of `scenes`. A scene may stand in several others; a circle, which OBS refuses, ends. */
export function desktopScenesOf(scenes: readonly string[], contents: Contents): readonly string[] {
  return scenes.filter((scene) => {
    const seen = new Set<string>([scene]);
    const open = [scene];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const { source, kind, isEnabled } of contents.get(next) ?? []) {
        if (!isEnabled) continue;
        if (kind !== null && isDesktop(kind)) return true;
        if (seen.has(source) || !contents.has(source)) continue;
        seen.add(source);
        open.push(source);
      }
    return false;
  });
}

/** Something about scenes or their items changed. */
export function contentsChanged(draft: Draft): void {
  draft.outputs.push({ type: 'arm', timer: 'contents', afterMs: settleMs });
}

export function askContents(draft: Draft): void {
  const { switcher, groups } = draft.state;
  if (draft.state.phase !== 'ready' || switcher.lacks.includes('desktop-scenes')) return;
  drop(draft, (purpose) => purpose.kind === 'contents');
  const { scenes } = switcher;
  askAll(draft, { kind: 'contents', scenes, groups }, contentsRequests(scenes, groups), contentsDeadlineMs);
}

export function onContents(
  draft: Draft,
  { scenes, groups }: Extract<Purpose, { kind: 'contents' }>,
  results: readonly ObsResult[] | undefined,
): void {
  if (!results) return contentsChanged(draft);
  const contents = readContents(scenes, groups, results);
  if (!contents) return garbage(draft);
  report(draft, { type: 'desktop-scenes', scenes: desktopScenesOf(scenes, contents) });
  const found = parseGroups(results[0]?.data) ?? [];
  if (found.join('\n') === groups.join('\n')) return;
  // A group was made or dissolved: what is in it is read now.
  draft.state.groups = found;
  contentsChanged(draft);
}
