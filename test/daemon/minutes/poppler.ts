/** What other programs read in a PDF: poppler's tools, and for the raw drawing a look into the page's streams. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inflateSync } from 'node:zlib';

export const missingPoppler = ['pdftotext', 'pdfinfo', 'pdffonts'].filter((program) => !isInstalled(program));
if (missingPoppler.length > 0 && process.env['CI'] === 'true')
  throw new Error(`missing for the tests of the PDF: ${missingPoppler.join(', ')} (poppler-utils)`);

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Runs one of the tools on the bytes and returns what it prints. */
export function poppler(program: string, args: readonly string[], pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'saalregie-pdf-'));
  try {
    const file = join(folder, 'minutes.pdf');
    writeFileSync(file, pdf);
    const after = program === 'pdftotext' ? ['-'] : [];
    const result = spawnSync(program, [...args, file, ...after], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (result.status !== 0 || result.stderr.includes('Error'))
      throw new Error(`${program}: ${result.stderr || String(result.status)}`);
    return result.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The drawing instructions of every page, as text. */
export function pageStreams(pdf: Uint8Array): readonly string[] {
  const bytes = Buffer.from(pdf);
  const streams: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('endstream', at);
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end' || end < 0) continue;
    try {
      const text = inflateSync(bytes.subarray(at + 7, end)).toString('latin1');
      if (/^BT$/m.test(text)) streams.push(text);
    } catch {
      // Not compressed: metadata.
    }
  }
  return streams;
}
