/**
 * The guard with one condition dropped or weakened, as exact replacements in its sources that must match exactly
 * once: when the guard changes, this table has to. Each becomes a module of its own.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { guard as Guard } from '../../../../daemon/director/guard.ts';

export interface Mutant {
  readonly what: string;
  readonly file: 'guard' | 'consent' | 'field-of-view';
  readonly from: string;
  readonly to: string;
}

const inGuard = (what: string, from: string, to: string): Mutant => ({ what, file: 'guard', from, to });
const inConsent = (what: string, from: string, to: string): Mutant => ({ what, file: 'consent', from, to });
const inView = (what: string, from: string, to: string): Mutant => ({
  what,
  file: 'field-of-view',
  from,
  to,
});

export const mutants: readonly Mutant[] = [
  inGuard(
    'moves a camera that is on air',
    "if (onAir.has(camera)) return { code: 'camera-on-air', params: { camera } };",
    '',
  ),
  inGuard('moves a camera that somebody holds', 'return reserved.has(camera) ?', 'return false ?'),
  inGuard('forgets the camera it is about to show', 'if (device !== undefined) onAir.add(device);', ''),
  inGuard('takes a mixer that is not heard for one that shows no camera', 'program === null ||\n      ', ''),
  inGuard('forgets the camera that the mixer reports', 'scene === program || ', ''),
  inGuard('forgets what was asked and not reported', ' || facts.unconfirmed.includes(scene)', ''),
  inGuard('knows no safe mode', 'if (facts.safeMode) return { shot: slateOf(hall), refused: [] };', ''),
  inGuard(
    'knows no pause',
    "if (facts.publicity === 'paused') return { shot: pauseOf(hall), refused: [] };",
    '',
  ),
  inGuard(
    'shows pictures of what is not public',
    "if (facts.publicity !== 'public') {\n    const",
    "if (facts.publicity === 'non-public') {\n    const",
  ),
  inGuard('shows what is off the stream', 'if (facts.offStream) {', 'if (false) {'),
  inGuard('follows no wish', 'if (first.length === 0) return { shot: wish, refused: [] };', ''),
  inGuard('follows every wish', 'if (first.length === 0) return', 'if (first.length >= 0) return'),
  inGuard(
    'takes any wide as a substitute',
    'widesOf(hall).find((candidate) => refusals(candidate, facts).length === 0)',
    'widesOf(hall)[0]',
  ),
  inGuard('goes to the slate at once', 'if (wide) return', 'if (false) return'),
  inGuard(
    'shows a preset of a camera that somebody holds',
    'const held = shot.camera && facts.reserved.has(shot.camera.device);',
    'const held = false;',
  ),
  inGuard(
    'does not ask whether the camera stands',
    'const motion = standing(shot, facts)',
    'const motion = true',
  ),
  inGuard('does not ask for consent', '...consentRefusals(shot, facts)', ''),
  inGuard(
    'takes a fixed picture for one of a camera',
    'if (device === undefined) return true;',
    'if (device === undefined) return false;',
  ),
  inGuard('knows no live', 'if (isLive(shot, facts)) return', 'if (false) return'),
  inGuard(
    'shows live what swings to a preset',
    "return camera.motion.kind !== 'moving' || camera.motion.preset === null;",
    'return true;',
  ),
  inGuard('takes every motion for standing', "if (camera.motion.kind !== 'still') return false;", ''),
  inGuard(
    'takes one preset for another',
    'if (shot.camera && camera.motion.preset !== shot.camera.preset) return false;',
    '',
  ),
  inGuard(
    'does not wait for the picture',
    'isOnAir || facts.now - camera.motion.since >= camera.videoLatencyMs',
    'true',
  ),
  inGuard('waits for the picture also on air', 'return isOnAir || ', 'return '),
  inGuard(
    'sound in safe mode',
    "facts.safeMode || facts.publicity !== 'public') return [{ code: 'sound",
    "facts.publicity !== 'public') return [{ code: 'sound",
  ),
  inGuard(
    'sound of what is not public',
    "facts.safeMode || facts.publicity !== 'public') return [{ code: 'sound",
    "facts.safeMode) return [{ code: 'sound",
  ),
  inGuard(
    'sound of what is off the stream',
    "if (facts.offStream) return [{ code: 'sound-off-stream' }];",
    '',
  ),
  inGuard(
    'sound though the operator closed it',
    "if (facts.soundOff) return [{ code: 'sound-off-by-operator' }];",
    '',
  ),
  inGuard(
    'sound though the microphones are not heard',
    "if (facts.open === null) return [{ code: 'sound-microphones-unknown' }];",
    'if (facts.open === null) return [];',
  ),
  inGuard(
    'sound of somebody unknown',
    "if (!consent) return [{ code: 'sound-unknown-person', params: { seat } }];",
    'if (!consent) return [];',
  ),
  inGuard('sound without consent', 'if (consent.sound) return [];', 'return [];'),
  inGuard('no sound at all', 'if (consent.sound) return [];', ''),
  inGuard('sound of somebody remote without consent', '!facts.remoteSpeaker.sound', 'false'),
  inGuard(
    'no sound of anybody remote',
    'facts.remoteSpeaker && !facts.remoteSpeaker.sound',
    'facts.remoteSpeaker',
  ),
  inGuard('slides that nobody released', '...(isSlides && !slidesReleased ?', '...(false ?'),
  inGuard('no slides at all', 'isSlides && !slidesReleased', 'isSlides'),
  inGuard('slides beside a speaker are none', " || kind === 'slides-speaker'", ''),
  inGuard('a whole desktop', 'switcher.desktopScenes.includes(scene) ?', 'false ?'),
  inGuard(
    'a desktop anywhere bars everything',
    'switcher.desktopScenes.includes(scene)',
    'switcher.desktopScenes.length > 0',
  ),
  inGuard('knows one scene of a camera', 'scenesOf(camera).some(', '[camera.scene].some('),
  inConsent('anybody in the conference', "consent?.image === 'yes')", 'consent !== undefined)'),
  inConsent('nobody in the conference', 'return isKnown ? []', 'return false ? []'),
  inConsent('an empty gallery', 'seen.length > 0 && ', ''),

  inConsent('live of another camera than the one that was asked for', ' && manual.camera === driven;', ';'),
  inConsent('live where only standing was asked for', ' && manual.live && ', ' && '),
  inConsent(
    'bars the slate',
    "if (shot.kind === 'slate' || shot.kind === 'pause' ||",
    "if (shot.kind === 'slate' || shot.kind === 'pause') return [{ code: 'x' }];\n  if (",
  ),
  inConsent('a wide shows everybody', '.filter((seat) => !shot.hides.includes(seat))', ''),
  inConsent(
    'a wide knows no unknown speaker',
    "if (facts.open?.includes(seat)) return [{ code: 'unknown-person', params: { seat } }];",
    '',
  ),
  inConsent(
    'an empty seat bars the wide',
    'if (facts.open?.includes(seat)) return',
    'if (facts.open) return',
  ),
  inConsent(
    'a wide knows nobody who is expected',
    "return facts.plannedImage(seat) === 'no' ?",
    'return false ?',
  ),
  inConsent('a wide knows no objection', "return image === 'no' ?", 'return false ?'),
  inConsent('who may not be recognised bars the wide', "return image === 'no' ?", "return image !== 'yes' ?"),
  inConsent('knows no zones', '...zoneRefusals(shot, facts),', ''),
  inConsent(
    'looks at the subject alone',
    '[...shot.subjects, ...shot.visible].flatMap',
    '[...shot.subjects].flatMap',
  ),
  inConsent(
    'looks at the background alone',
    '[...shot.subjects, ...shot.visible].flatMap',
    '[...shot.visible].flatMap',
  ),
  inConsent(
    'recognises who must not be',
    "case 'not-recognisable':\n      return [{ code: 'not-recognisable', params: { seat } }];",
    "case 'not-recognisable':\n      return [];",
  ),
  inConsent(
    'shows who objects',
    "case 'no':\n      return [{ code: 'no-image-consent', params: { seat } }];",
    "case 'no':\n      return [];",
  ),
  inConsent(
    'shows who is unknown',
    "default:\n      return [{ code: 'unknown-person', params: { seat } }];",
    'default:\n      return [];',
  ),
  inConsent('knows no zone that somebody listed', 'new Set([...shot.zones, ...seen])', 'new Set([...seen])'),
  inConsent('knows no zone by where the camera stands', 'const place = stands ?? ', 'const place = '),
  inConsent(
    'knows no zone by where the preset is',
    'stands ?? facts.targets(camera.device)[preset]',
    'stands',
  ),
  inConsent(
    'shows a free picture that nobody asked for',
    '!camera || !isAsked || !facts',
    '!camera || !facts',
  ),
  inConsent(
    'shows a free picture of another camera',
    "manual?.kind === 'free' && manual.camera === shot.driven;\n  if",
    "manual?.kind === 'free';\n  if",
  ),
  inConsent(
    'shows a free picture of a camera that nobody holds',
    ' || !facts.reserved.has(camera.device)) return [{',
    ') return [{',
  ),
  inConsent(
    'shows a free picture wherever it points',
    "if (!position) return [{ code: 'free-unknown-position', params }];",
    'if (!position) return [];',
  ),
  inConsent(
    'keeps no further away while live',
    'isLive(shot, facts) ? liveMarginDegrees : marginDegrees',
    'marginDegrees',
  ),
  inConsent(
    'keeps as far away as live at all times',
    'isLive(shot, facts) ? liveMarginDegrees : marginDegrees',
    'liveMarginDegrees',
  ),
  inConsent(
    'a free picture knows no zones by angle',
    '...zonesSeen(camera, position, margin).map(({ id }) => id),',
    '',
  ),
  inConsent(
    'a free picture knows no zones that somebody listed nearby',
    '...near.flatMap((preset) => preset.zones),',
    '',
  ),
  inConsent('takes who was never taught for absent', '!isDirectionKnown(seat, camera, facts) ||', ''),
  inConsent(
    'a free picture has nobody in it',
    'near.some(({ subjects, visible }) => subjects.includes(seat) || visible.includes(seat))',
    'false',
  ),
  inConsent(
    'a free picture has no background',
    'subjects.includes(seat) || visible.includes(seat)',
    'subjects.includes(seat)',
  ),
  inConsent(
    'everybody is in a free picture',
    'target !== undefined && mayShow(camera, position, target, margin)',
    'target !== undefined',
  ),

  inView('sees no zone to its left', 'a.from <= b.to && b.from <= a.to', 'b.from <= a.to'),
  inView('sees no zone to its right', 'a.from <= b.to && b.from <= a.to', 'a.from <= b.to'),
  inView('has no angle of view', 'centre + angle / 2 + margin', 'centre + margin'),
];

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'daemon', 'director');

/** The guard as this mutant has it; throws where the replacement does not match exactly once. */
export async function load(mutant: Mutant, into: string): Promise<typeof Guard> {
  mkdirSync(into, { recursive: true });
  for (const file of ['guard', 'consent', 'field-of-view'] as const) {
    let source = readFileSync(join(folder, `${file}.ts`), 'utf8');
    if (file === mutant.file) {
      const matches = source.split(mutant.from).length - 1;
      if (matches !== 1) throw new Error(`"${mutant.what}" matches ${matches} times in ${file}.ts`);
      source = source.replace(mutant.from, () => mutant.to);
    }
    const code = stripTypeScriptTypes(source).replace(/from '(\.[^']+)\.ts'/g, (_all, path: string) => {
      const isOurs = ['./guard', './consent', './field-of-view'].includes(path);
      return `from '${isOurs ? `${path}.mjs` : pathToFileURL(join(folder, `${path}.ts`)).href}'`;
    });
    writeFileSync(join(into, `${file}.mjs`), code);
  }
  const module = (await import(pathToFileURL(join(into, 'guard.mjs')).href)) as { guard: typeof Guard };
  return module.guard;
}
