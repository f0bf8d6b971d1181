/** Names as devices report them are foreign text: of any length, with blanks as padding and control characters. */
const maxLength = 120;

/** The name to show, at most 120 characters; undefined where nothing readable is left. */
export function readSeatName(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const name = text
    .slice(0, 4 * maxLength)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (name === '') return undefined;
  const characters = Array.from(name);
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : name;
}
