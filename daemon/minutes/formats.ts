/** The formats minutes are written in, and what their files are called. */
import type { Minutes } from '../chamber/minutes/minutes.ts';

export const minutesFormats = ['docx', 'pdf', 'csv', 'json'] as const;
export type MinutesFormat = (typeof minutesFormats)[number];

export const mediaTypes: Readonly<Record<MinutesFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

const transcriptions: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const maxBodyLength = 60;

/**
 * `Niederschrift-2026-11-25-Stadtvertretung-oeffentlich-Entwurf.docx`: letters, digits, hyphens and one dot,
 * so that it needs no quoting in a header and no care on any disk.
 */
export function minutesFileName(minutes: Minutes, format: MinutesFormat): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(minutes.date) ? minutes.date : '';
  const part = minutes.part === 'public' ? 'oeffentlich' : 'nichtoeffentlich';
  const name = ['Niederschrift', date, asciiWords(minutes.body), part, 'Entwurf'];
  return `${name.filter((word) => word !== '').join('-')}.${format}`;
}

function asciiWords(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[äöüß]/g, (letter) => transcriptions[letter] ?? '')
    .replace(/[ÄÖÜ]/g, (letter) => {
      const written = transcriptions[letter.toLowerCase()] ?? '';
      return written.slice(0, 1).toUpperCase() + written.slice(1);
    })
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, maxBodyLength)
    .replace(/^-+|-+$/g, '');
}
