/**
 * What OBS must have for a config: scenes, where their pictures come from, the lower third. A logo is looked at
 * here, before OBS is asked: OBS shows nothing, and says nothing, where a file is no picture.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { StudioPlan } from '../../drivers/driver.ts';
import type { ConfigFile } from './schema.ts';

const maxLogoBytes = 10 * 1024 * 1024;
const bytesOfKind = 12;

/** The logo of the config is none that OBS could show. */
export class LogoError extends Error {
  constructor(file: string, why: string) {
    super(`broadcast.lowerThird.logo "${file}" ${why}`);
    this.name = 'LogoError';
  }
}

/** Throws a LogoError where the logo is no picture of at most 10 MB. */
export function provisionPlan({ broadcast }: ConfigFile): StudioPlan {
  const pictured = ({ scene, picture }: { scene: string; picture?: string | undefined }) => ({
    scene,
    ...(picture === undefined ? {} : { url: picture }),
  });
  const { logo, ...lowerThird } = broadcast.lowerThird;
  if (logo !== undefined) checkLogo(logo);
  const { conference, slides, cameras } = broadcast;
  return {
    wides: broadcast.wides.map(pictured),
    cameras: cameras.map(pictured),
    slate: broadcast.slate,
    pause: broadcast.pause,
    lowerThird: { ...lowerThird, ...(logo === undefined ? {} : { logo }) },
    empty: [
      slides,
      ...cameras.map(({ slidesScene }) => slidesScene),
      conference.speaker,
      conference.gallery,
    ].filter((scene) => scene !== undefined),
  };
}

/** A file that is not on this PC may be on the mixer's: then its name must do. */
function checkLogo(file: string): void {
  if (!['.png', '.jpg', '.jpeg', '.webp'].includes(extname(file).toLowerCase()))
    throw new LogoError(file, 'is no .png, .jpg or .webp');
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return;
  if (!stats.isFile()) throw new LogoError(file, 'is no file');
  if (stats.size > maxLogoBytes) throw new LogoError(file, 'is larger than 10 MB');
  if (!isPicture(headOf(file))) throw new LogoError(file, 'is no PNG, JPEG or WebP inside');
}

function headOf(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(bytesOfKind);
    return head.subarray(0, readSync(descriptor, head));
  } finally {
    closeSync(descriptor);
  }
}

function isPicture(head: Buffer): boolean {
  const text = head.toString('latin1');
  const isWebp = text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP';
  return text.startsWith('\x89PNG\r\n\x1a\n') || text.startsWith('\xff\xd8\xff') || isWebp;
}
