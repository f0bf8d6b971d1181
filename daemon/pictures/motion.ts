/**
 * Whether a picture still changes as a whole, for calibrations: of a camera whose word is worth nothing, its
 * picture tells. People who move change parts of it; a camera that moves changes most of what has any shape.
 */
const width = 48;
const height = 27;
/** Grey levels, 0..255: noise of a sensor and of JPEG stay below. */
const changedBy = 8;
/** Of the picture's parts; a person is less, an empty wall in the picture leaves more. */
const movingShare = 0.12;

/** The picture in 48 × 27 grey values. */
export async function greyOf(jpeg: Uint8Array): Promise<Uint8Array> {
  // Only while calibrating: it is large.
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(Buffer.from(jpeg));
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    const [red = 0, green = 0, blue = 0] = [data[at * 4], data[at * 4 + 1], data[at * 4 + 2]];
    grey[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return grey;
}

/** 0..1 of the parts that changed. */
export function changedShare(before: Uint8Array, after: Uint8Array): number {
  let changed = 0;
  for (let at = 0; at < after.length; at++)
    if (Math.abs((after[at] ?? 0) - (before[at] ?? 0)) > changedBy) changed++;
  return changed / after.length;
}

export const isMoving = (share: number): boolean => share >= movingShare;
