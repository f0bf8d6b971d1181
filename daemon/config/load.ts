/** Reads the config, checks everything at once, and turns it into what the rest of the daemon works with. */
import { readFile } from 'node:fs/promises';
import JSON5 from 'json5';
import { z } from 'zod';
import { deviceKinds, isKindName, type AnyKind } from '../../drivers/registry.ts';
import { seatPlan } from '../../protocols/models/seating.ts';
import type { Hall } from '../chamber/hall.ts';
import { messagesIn, type Language } from '../messages.ts';
import { configSchema, type ConfigFile } from './schema.ts';
import { hallOf } from './hall-of.ts';

export interface Mistake {
  /** As in the file: `broadcast.cameras[0].device`. */
  readonly path: string;
  readonly value: unknown;
  readonly expected: string;
}

export interface ConfiguredDevice {
  readonly id: string;
  readonly label: string;
  readonly kind: AnyKind;
  /** Already parsed by the kind's own schema. */
  readonly config: unknown;
}

export interface Config {
  readonly file: ConfigFile;
  readonly hall: Hall;
  readonly devices: readonly ConfiguredDevice[];
}

export type Loaded =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly unreadable: string }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

export async function loadConfig(path: string, language: Language): Promise<Loaded> {
  let raw: unknown;
  try {
    raw = JSON5.parse(await readFile(path, 'utf8'));
  } catch (error) {
    return { ok: false, unreadable: error instanceof Error ? error.message : String(error) };
  }
  return checkConfig(raw, language);
}

/** Every mistake at once, so that the technician corrects the file one time. */
export async function checkConfig(raw: unknown, language: Language): Promise<Loaded> {
  z.config(language === 'de' ? z.locales.de() : z.locales.en());
  const parsed = configSchema.safeParse(raw);
  const mistakes: Mistake[] = parsed.success ? [] : mistakesOf(parsed.error, raw, []);
  const devices = await checkDevices(raw, language, mistakes);
  if (parsed.success) checkReferences(parsed.data, devices, language, mistakes);
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes };
  return { ok: true, config: { file: parsed.data, hall: hallOf(parsed.data), devices } };
}

type Path = readonly PropertyKey[];

function mistakesOf(error: z.ZodError, root: unknown, prefix: Path): Mistake[] {
  return error.issues.map((issue) => {
    const path = [...prefix, ...issue.path];
    return { path: pathText(path), value: valueAt(root, path), expected: issue.message };
  });
}

const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    '',
  ) || '.';

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    root,
  );
}

async function checkDevices(
  raw: unknown,
  language: Language,
  mistakes: Mistake[],
): Promise<ConfiguredDevice[]> {
  const text = messagesIn(language);
  const list = valueAt(raw, ['devices']);
  const devices: ConfiguredDevice[] = [];
  if (!Array.isArray(list)) return devices;
  for (const [index, device] of list.entries()) {
    const name: unknown = valueAt(device, ['kind']);
    // Missing ids and kinds are reported by the file's own schema.
    if (typeof name !== 'string') continue;
    if (!isKindName(name)) {
      const expected = text['expected-kind'](Object.keys(deviceKinds).join(', '));
      mistakes.push({ path: `devices[${index}].kind`, value: name, expected });
      continue;
    }
    const kind = await deviceKinds[name].load();
    const parsed = kind.config.safeParse(device);
    if (!parsed.success) {
      mistakes.push(...mistakesOf(parsed.error, raw, ['devices', index]));
      continue;
    }
    const id = String(valueAt(device, ['id']));
    const label = valueAt(device, ['label']);
    devices.push({ id, label: typeof label === 'string' ? label : id, kind, config: parsed.data });
  }
  return devices;
}

function checkReferences(
  file: ConfigFile,
  devices: readonly ConfiguredDevice[],
  language: Language,
  mistakes: Mistake[],
): void {
  const text = messagesIn(language);
  const add = (path: string, value: unknown, expected: string): unknown =>
    mistakes.push({ path, value, expected });

  const device = (path: string, id: string, model: AnyKind['model']): ConfiguredDevice | undefined => {
    const found = devices.find((other) => other.id === id && other.kind.model === model);
    if (!found) {
      const known = devices.filter((other) => other.kind.model === model).map((other) => other.id);
      add(path, id, text['expected-device'](model, known.join(', ') || text['none']()));
    }
    return found;
  };
  const unique = (what: string, entries: readonly (readonly [string, unknown])[]): void => {
    const seen = new Set<unknown>();
    for (const [path, value] of entries) {
      if (seen.has(value)) add(path, value, text['expected-unique'](what));
      seen.add(value);
    }
  };

  const { chairSeat } = file.chamber;
  const layout = chairSeat === undefined ? file.chamber.layout : { ...file.chamber.layout, chair: chairSeat };
  const seats = new Set(seatPlan(layout).map((place) => place.seat));
  const seat = (path: string, value: number): void => {
    if (!seats.has(value)) add(path, value, text['expected-seat']());
  };

  unique(
    'id',
    file.devices.map((each, index) => [`devices[${index}].id`, each.id]),
  );
  unique(
    'id',
    file.people.map((each, index) => [`people[${index}].id`, each.id]),
  );
  unique(
    'id',
    file.broadcast.wides.map((each, index) => [`broadcast.wides[${index}].id`, each.id]),
  );
  unique(
    'seat',
    file.people.flatMap((each, index) =>
      each.seat === undefined ? [] : [[`people[${index}].seat`, each.seat] as const],
    ),
  );
  unique(
    'device',
    file.broadcast.cameras.map((each, index) => [`broadcast.cameras[${index}].device`, each.device]),
  );
  const scenes = [
    ['broadcast.slate.scene', file.broadcast.slate.scene] as const,
    ['broadcast.pause.scene', file.broadcast.pause.scene] as const,
    ...file.broadcast.wides.map((each, index) => [`broadcast.wides[${index}].scene`, each.scene] as const),
    ...file.broadcast.cameras.map(
      (each, index) => [`broadcast.cameras[${index}].scene`, each.scene] as const,
    ),
  ];
  unique('scene', scenes);

  device('chamber.microphones', file.chamber.microphones, 'microphones');
  device('broadcast.switcher', file.broadcast.switcher, 'switcher');
  file.chamber.lecterns.forEach((value, index) => seat(`chamber.lecterns[${index}]`, value));
  file.chamber.guests.forEach((value, index) => seat(`chamber.guests[${index}]`, value));
  file.people.forEach((person, index) => {
    if (person.seat !== undefined) seat(`people[${index}].seat`, person.seat);
  });
  file.broadcast.wides.forEach((wide, index) =>
    wide.hides.forEach((value, at) => seat(`broadcast.wides[${index}].hides[${at}]`, value)),
  );
  file.broadcast.cameras.forEach((camera, index) => {
    const path = `broadcast.cameras[${index}]`;
    const found = device(`${path}.device`, camera.device, 'camera');
    const presets =
      found?.kind.model === 'camera' ? found.kind.capabilities(found.config).presets : undefined;
    camera.shots.forEach((shot, at) => {
      if (presets && !presets.includes(shot.preset))
        add(
          `${path}.shots[${at}].preset`,
          shot.preset,
          text['expected-preset'](`${presets[0]}–${presets.at(-1)}`),
        );
      shot.subjects.forEach((value, place) => seat(`${path}.shots[${at}].subjects[${place}]`, value));
      shot.visible.forEach((value, place) => seat(`${path}.shots[${at}].visible[${place}]`, value));
    });
    unique(
      'preset',
      camera.shots.map((shot, at) => [`${path}.shots[${at}].preset`, shot.preset]),
    );
  });
}

/** The whole complaint, as printed before exit code 78. */
export function describe(file: string, loaded: Loaded & { ok: false }, language: Language): string {
  const text = messagesIn(language);
  if ('unreadable' in loaded) return text['config-unreadable'](file, loaded.unreadable);
  const lines = loaded.mistakes.map(({ path, value, expected }) =>
    text['config-value'](path, isSecret(path) ? '…' : showValue(value, text['config-nothing']()), expected),
  );
  return [text['config-wrong'](file, loaded.mistakes.length), ...lines].join('\n');
}

const isSecret = (path: string): boolean => /(^|\.)(pins|password)\b/.test(path);

function showValue(value: unknown, nothing: string): string {
  if (value === undefined) return nothing;
  const json = JSON.stringify(value) ?? nothing;
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
