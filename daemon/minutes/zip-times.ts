/**
 * Takes the times of its files out of a zip: they tell when it was packed and in which time zone, and make
 * the same content different bytes. Offsets from APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16.
 */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
/** 1 January 1980 00:00, the first a zip can say. */
const firstDosDate = 0x0021;

/** A copy with all times at the start of 1980. RangeError for what is not a zip as docx packs it (no zip64, no comment). */
export function withoutZipTimes(zip: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(zip);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  if (end < 0 || view.getUint32(end, true) !== endSignature) throw new RangeError('not a plain zip');
  const count = view.getUint16(end + 10, true);
  let entry = view.getUint32(end + 16, true);
  const clear = (at: number): void => {
    view.setUint16(at, 0, true);
    view.setUint16(at + 2, firstDosDate, true);
  };
  for (let index = 0; index < count; index++) {
    if (view.getUint32(entry, true) !== entrySignature) throw new RangeError('not a plain zip');
    clear(entry + 12);
    clear(view.getUint32(entry + 42, true) + 10);
    entry +=
      46 +
      view.getUint16(entry + 28, true) +
      view.getUint16(entry + 30, true) +
      view.getUint16(entry + 32, true);
  }
  return bytes;
}
