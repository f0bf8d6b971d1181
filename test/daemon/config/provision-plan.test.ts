import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provisionPlan } from '../../../daemon/config/provision-plan.ts';
import type { ConfigFile } from '../../../daemon/config/schema.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saalregie-logo-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const lowerThird = {
  scene: 'Bauchbinde',
  bar: 'Balken',
  name: 'Name',
  role: 'Funktion',
  item: 'Thema',
  time: 'Redezeit',
  title: 'Titel',
  captions: 'Untertitel',
  background: '#1e2a38',
  text: '#ffffff',
} as const;

function planWith(broadcast: Partial<ConfigFile['broadcast']>) {
  return provisionPlan({
    broadcast: {
      wides: [{ id: 'w', scene: 'Totale', hides: [] }],
      cameras: [],
      slate: { scene: 'Tafel', text: 'x' },
      pause: { scene: 'Pause', text: 'y' },
      lowerThird,
      conference: {},
      ...broadcast,
    },
  } as unknown as ConfigFile);
}
const withLogo = (logo: string) => planWith({ lowerThird: { ...lowerThird, logo } });

function write(name: string, bytes: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

test('slides and conference are scenes to be filled, and only those that are named', () => {
  expect(planWith({}).empty).toEqual([]);
  const camera = { device: 'k', scene: 'K', slidesScene: 'K mit Folien', shots: [], zones: [] };
  expect(
    planWith({
      slides: 'Folien',
      cameras: [camera as unknown as ConfigFile['broadcast']['cameras'][number]],
      conference: { speaker: 'Gast', gallery: 'Galerie' },
    }).empty,
  ).toEqual(['Folien', 'K mit Folien', 'Gast', 'Galerie']);
});

test.each([
  ['wappen.png', Buffer.from('89504e470d0a1a0a0000', 'hex')],
  ['wappen.JPG', Buffer.from('ffd8ffe000104a46', 'hex')],
  ['wappen.webp', Buffer.from('RIFF\x10\x00\x00\x00WEBP', 'latin1')],
])('%s is a logo', (name, bytes) => {
  const file = write(name, bytes);
  expect(withLogo(file).lowerThird.logo).toBe(file);
});

test('a logo that is not on this PC may be on the one of OBS', () => {
  expect(withLogo('C:\\Bilder\\wappen.png').lowerThird.logo).toBe('C:\\Bilder\\wappen.png');
});

test('what is no picture, or too large, is refused by its name', () => {
  expect(() => withLogo(write('wappen.svg', '<svg/>'))).toThrow(/wappen\.svg.*\.png/);
  expect(() => withLogo(write('text.png', 'no picture'))).toThrow(/no PNG/);
  expect(() => withLogo(write('empty.png', ''))).toThrow(/no PNG/);
  const huge = Buffer.alloc(10 * 1024 * 1024 + 1);
  huge.set([0xff, 0xd8, 0xff]);
  expect(() => withLogo(write('huge.jpg', huge))).toThrow(/10 MB/);
});
