/** Reads the config, checks everything at once, and turns it into what the rest of the daemon works with. */
import { readFile } from 'node:fs/promises';
import JSON5 from 'json5';
import { z } from 'zod';
import { deviceKinds, isKindName, type AnyKind } from '../../drivers/registry.ts';
import type { Hall } from '../chamber/hall.ts';
import { messagesIn, type Language } from '../messages.ts';
import { configSchema, type ConfigFile } from './schema.ts';
import { hallOf, type HallDevices } from './hall-of.ts';
import { checkReferences, type Mistake, type NamedDevice } from './references.ts';

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
  const { right, named } = await checkDevices(raw, language, mistakes);
  const { chamber, people, bodies, broadcast } = configSchema.shape;
  mistakes.push(
    ...checkReferences(
      {
        chamber: part(raw, 'chamber', chamber),
        people: part(raw, 'people', people),
        bodies: part(raw, 'bodies', bodies),
        broadcast: part(raw, 'broadcast', broadcast),
        devices: named,
      },
      language,
    ),
  );
  const unique = withoutRepeats(mistakes);
  if (!parsed.success || unique.length > 0) return { ok: false, mistakes: unique };
  const hall = hallOf(parsed.data, capabilitiesOf(right));
  return { ok: true, config: { file: parsed.data, hall, devices: right } };
}

const noMicrophones = {
  talkOn: false,
  talkOff: false,
  requestList: false,
  addRequest: false,
  endRequest: false,
};

/** Devices that votes can be pressed on: keypads, and microphone systems whose units vote. */
function votingOf(devices: readonly ConfiguredDevice[]): HallDevices['voting'] {
  return devices.flatMap(({ id, kind, config }): HallDevices['voting'] => {
    if (kind.model === 'voting')
      return [{ device: id, isUnits: false, capabilities: kind.capabilities(config) }];
    const units = kind.model === 'microphones' ? kind.voting?.(config) : null;
    return units ? [{ device: id, isUnits: true, capabilities: units }] : [];
  });
}

/** What the drivers say of what they can do, by device. */
function capabilitiesOf(devices: readonly ConfiguredDevice[]): HallDevices {
  const find = (id: string): ConfiguredDevice | undefined => devices.find((device) => device.id === id);
  return {
    voting: votingOf(devices),
    microphones(id) {
      const device = find(id);
      return device?.kind.model === 'microphones' ? device.kind.capabilities(device.config) : noMicrophones;
    },
    camera(id) {
      const device = find(id);
      if (device?.kind.model !== 'camera')
        return { capabilities: { presets: [], position: false, drive: false }, targets: {} };
      return {
        capabilities: device.kind.capabilities(device.config),
        targets: device.kind.targetsOf(device.config),
      };
    },
  };
}

type Path = readonly PropertyKey[];

function mistakesOf(error: z.ZodError, root: unknown, prefix: Path): Mistake[] {
  return error.issues.map((issue) => {
    const path = [...prefix, ...issue.path];
    return { path: pathText(path), value: valueAt(root, path), expected: issue.message };
  });
}

/** The file's own schema and a device's may find the same thing wrong: it is one mistake. */
function withoutRepeats(mistakes: readonly Mistake[]): Mistake[] {
  const byPlace = new Map<string, Mistake>();
  for (const mistake of mistakes) {
    const place = `${mistake.path}\n${mistake.expected}`;
    if (!byPlace.has(place)) byPlace.set(place, mistake);
  }
  return [...byPlace.values()];
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

interface CheckedDevices {
  /** Those whose own part of the file is right. */
  readonly right: readonly ConfiguredDevice[];
  /** All that name a known kind, right or wrong: what others in the file may refer to. */
  readonly named: readonly NamedDevice[];
}

async function checkDevices(raw: unknown, language: Language, mistakes: Mistake[]): Promise<CheckedDevices> {
  const text = messagesIn(language);
  const list = valueAt(raw, ['devices']);
  const right: ConfiguredDevice[] = [];
  const named: NamedDevice[] = [];
  if (!Array.isArray(list)) return { right, named };
  for (const [index, device] of list.entries()) {
    const name: unknown = valueAt(device, ['kind']);
    // Missing ids and kinds are reported by the file's own schema.
    if (typeof name !== 'string') continue;
    if (!isKindName(name)) {
      const expected = text['expected-kind'](Object.keys(deviceKinds).join(', '));
      mistakes.push({ path: `devices[${index}].kind`, value: name, expected });
      continue;
    }
    const kind: AnyKind = await deviceKinds[name].load();
    const parsed = kind.config.safeParse(device);
    const id = valueAt(device, ['id']);
    const path = `devices[${index}].id`;
    if (!parsed.success) {
      mistakes.push(...mistakesOf(parsed.error, raw, ['devices', index]));
      if (typeof id === 'string') named.push({ path, id, model: kind.model });
      continue;
    }
    if (typeof id !== 'string') continue;
    const label = valueAt(device, ['label']);
    right.push({ id, label: typeof label === 'string' ? label : id, kind, config: parsed.data });
    const camera =
      kind.model === 'camera'
        ? { presets: kind.capabilities(parsed.data).presets, place: kind.placeOf(parsed.data) }
        : {};
    named.push({ path, id, model: kind.model, ...camera });
  }
  return { right, named };
}

/** Reads `key` of an object by its own schema: what is right in a file that is wrong elsewhere. */
function part<Value>(raw: unknown, key: string, schema: z.ZodType<Value>): Value | null {
  const parsed = schema.safeParse(valueAt(raw, [key]));
  return parsed.success ? parsed.data : null;
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

/** Secrets stay hidden also inside a larger value, and where a whole part stands in the wrong place. */
const hideSecrets = (key: string, value: unknown): unknown => (isSecret(key) ? '…' : value);

function showValue(value: unknown, nothing: string): string {
  if (value === undefined) return nothing;
  const json = JSON.stringify(value, hideSecrets) ?? nothing;
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
