/** Holds the house against its plan: who may import whom, with which packages, and what no folder may do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const folders = ['protocols', 'drivers', 'simulators', 'daemon', 'ui'] as const;

interface Source {
  readonly path: string;
  readonly text: string;
  /** Project files as paths from the root, packages and node:* by their specifier. */
  readonly imports: readonly { readonly target: string; readonly typeOnly: boolean }[];
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = [...text.matchAll(importPattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const target = specifier.startsWith('.')
      ? relative(root, join(root, dirname(path), specifier))
      : specifier;
    return { target, typeOnly: match[1] !== undefined };
  });
  return { path, text, imports };
}

const sources: readonly Source[] = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readSource(relative(root, join(entry.parentPath, entry.name)))),
);

const isPackage = (target: string): boolean =>
  ![...folders, 'test'].some((folder) => target.startsWith(`${folder}/`));

interface Rule {
  readonly name: string;
  readonly of: RegExp;
  /** Project files and packages that these may import; anything else is a violation. */
  readonly may: RegExp;
  readonly not?: RegExp;
}

const rules: readonly Rule[] = [
  { name: 'protocols import protocols only', of: /^protocols\/(?!api\/)/, may: /^protocols\// },
  { name: 'protocols/api import protocols and zod', of: /^protocols\/api\//, may: /^(protocols\/|zod$)/ },
  {
    name: 'drivers import drivers, protocols, zod and node',
    of: /^drivers\/(?!transports\/)/,
    may: /^(drivers\/|protocols\/|zod$|node:)/,
  },
  {
    name: 'transports own the device libraries',
    of: /^drivers\/transports\//,
    may: /^(drivers\/|protocols\/|zod$|node:|obs-websocket-js|ws$|mqtt$|aedes$|serialport$|node-hid$|@xmldom\/xmldom$)/,
  },
  {
    name: 'simulators know the wire and nothing of the drivers',
    of: /^simulators\/(?!world\/)/,
    may: /^(simulators\/|protocols\/|node:|ws$|aedes$|selfsigned$|@xmldom\/xmldom$|@napi-rs\/canvas$)/,
  },
  {
    name: 'the world imports no device',
    of: /^simulators\/world\//,
    may: /^(simulators\/world\/|protocols\/(models\/|clock|bytes)|@napi-rs\/canvas$)/,
  },
  {
    name: 'the domain is pure',
    of: /^daemon\/(chamber|director)\//,
    may: /^(daemon\/(chamber|director)\/|protocols\/(models|api)\/|protocols\/clock)/,
  },
  { name: 'the record of the journal is pure', of: /^daemon\/journal\/record/, may: /^$/ },
  {
    name: 'the runtime knows features and no word of the domain',
    of: /^daemon\/runtime\//,
    may: /^(daemon\/runtime\/|daemon\/chamber\/feature|daemon\/journal\/store|drivers\/(driver|registry|session)|protocols\/|node:)/,
  },
  {
    name: 'the daemon knows drivers by contract and registry only',
    of: /^daemon\/(?!cli\/|chamber\/|director\/|runtime\/|imports\/|minutes\/|pictures\/|votes\/csv-|members\/(?:certificate|links)|journal\/leaves)/,
    may: /^(daemon\/(?!cli\/)|drivers\/(driver|registry|session|transports\/reach)|protocols\/|node:|@fastify\/|fastify|zod$|pino$|json5$|ws$)/,
  },
  {
    name: 'pictures are looked at with the canvas, and know no device',
    of: /^daemon\/pictures\//,
    may: /^(daemon\/pictures\/|drivers\/driver|protocols\/|@napi-rs\/canvas$)/,
  },
  {
    name: 'imports and documents bring their own formats, and know no device',
    of: /^daemon\/(imports|minutes)\//,
    may: /^(daemon\/(imports|minutes|chamber|journal)\/|protocols\/|node:|zod$|csv-parse|jsonrepair$|docx$|pdfkit$|dejavu-fonts-ttf)/,
  },
  {
    name: 'totals, leaves, certificates and links bring their own formats, and know no device',
    of: /^daemon\/(votes\/csv-|members\/(certificate|links)|journal\/leaves)/,
    may: /^(daemon\/(chamber|journal)\/|protocols\/|node:|zod$|csv-parse|canonicalize$|selfsigned$|uqr$)/,
  },
  {
    name: 'the verifier of results shares no line with what it verifies',
    of: /^ui\/verifier\//,
    may: /^(ui\/verifier\/|@noble\/(curves|hashes)\/)/,
  },
  {
    name: 'pages import the API and the models',
    of: /^ui\/(?!verifier\/)/,
    may: /^(ui\/(?!verifier\/)|protocols\/(api|models|clock)|react|@react-aria\/|react-aria-components)/,
  },
];

test('the architecture test sees the whole house', () => {
  for (const folder of folders)
    expect(sources.filter(({ path }) => path.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(5);
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
});

describe('who may import whom', () => {
  for (const rule of rules)
    test(rule.name, () => {
      const concerned = sources.filter(({ path }) => rule.of.test(path));
      expect(concerned.length, 'files this rule speaks of').toBeGreaterThan(0);
      const violations = concerned.flatMap(({ path, imports }) =>
        imports
          .filter(({ target }) => !rule.may.test(target))
          .map(({ target }) => `${path} imports ${target}`),
      );
      expect(violations).toEqual([]);
    });

  test('nobody imports the command line', () => {
    const importers = sources.filter(
      ({ path, imports }) =>
        !path.startsWith('daemon/cli/') && imports.some(({ target }) => target.startsWith('daemon/cli/')),
    );
    expect(importers.map(({ path }) => path)).toEqual([]);
  });

  test('nobody but the command line imports the verifier of results', () => {
    const importers = sources.filter(
      ({ path, imports }) =>
        !/^(ui\/verifier|daemon\/cli)\//.test(path) &&
        imports.some(({ target }) => target.startsWith('ui/verifier/')),
    );
    expect(importers.map(({ path }) => path)).toEqual([]);
  });

  test('pages take types alone from files that need zod', () => {
    const withZod = new Set(
      sources.filter(({ imports }) => imports.some(({ target }) => target === 'zod')).map(({ path }) => path),
    );
    const dragged = sources
      .filter(({ path }) => path.startsWith('ui/'))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target, typeOnly }) => !typeOnly && withZod.has(target))
          .map(({ target }) => `${path} → ${target}`),
      );
    expect(dragged).toEqual([]);
  });
});

describe('what no folder may do', () => {
  test('arguments and environment are read in main.ts and the command line only', () => {
    const readers = sources.filter(
      ({ path, text }) =>
        /process\.(argv|env)/.test(text) && path !== 'daemon/main.ts' && !path.startsWith('daemon/cli/'),
    );
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  test('sockets live in transports, simulators and the HTTP side only', () => {
    const owners = sources.filter(
      ({ path, imports }) =>
        imports.some(
          ({ target, typeOnly }) => !typeOnly && /^node:(net|dgram|http|https|tls)$/.test(target),
        ) && !/^(drivers\/transports|simulators|daemon\/cli)\//.test(path),
    );
    expect(owners.map(({ path }) => path)).toEqual([]);
  });

  test('no file is called after nothing', () => {
    const vague = sources.filter(({ path }) =>
      /(^|\/)(utils?|helpers?|common|manager|service)(\.|\/|s\.|-)/.test(path),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  test('a device has the same folder name on the wire, in its driver and in its simulator', () => {
    const kinds = (folder: string, without: readonly string[]): string[] =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !without.includes(entry.name))
        .map((entry) => entry.name)
        .sort();
    const drivers = kinds('drivers', ['transports']);
    expect(drivers.length).toBeGreaterThan(0);
    // OParl is read from, on request, and driven by nobody.
    expect(kinds('protocols', ['models', 'api', 'oparl'])).toEqual(drivers);
    expect(kinds('simulators', ['world', 'front'])).toEqual(drivers);
  });

  test('every kind of device has its page, and the overview names it', () => {
    const overview = readFileSync(join(root, 'docs/devices/README.md'), 'utf8');
    for (const { name } of readdirSync(join(root, 'drivers'), { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'transports',
    )) {
      expect(existsSync(join(root, `docs/devices/${name}.md`)), name).toBe(true);
      expect(overview, name).toContain(`(${name}.md)`);
    }
  });

  test('packages are used as imports say, and nothing else reaches out', () => {
    const packages = new Set(
      sources.flatMap(({ imports }) =>
        imports.map(({ target }) => target).filter((target) => isPackage(target)),
      ),
    );
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const declared = new Set([
      ...Object.keys(manifest.dependencies),
      ...Object.keys(manifest.devDependencies),
    ]);
    const undeclared = [...packages].filter((name) => {
      const base = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? '');
      return !name.startsWith('node:') && !name.endsWith('.css') && !declared.has(base);
    });
    expect(undeclared).toEqual([]);
  });
});
