/**
 * Breaks text into lines: at spaces, after hyphens and slashes, and inside a word only where it is wider
 * than the line. A line that ends at a space keeps it, so that the words stay apart when the text is read out.
 */

export interface Run {
  readonly text: string;
  readonly bold: boolean;
}

export type Line = readonly Run[];
/** The width of a text in pt. */
export type Measure = (text: string, bold: boolean) => number;

const pieces = /\n| +|[^ \n/–-]*[/–-]+|[^ \n/–-]+/g;

export function wrap(runs: readonly Run[], width: number, measure: Measure): readonly Line[] {
  const lines: Line[] = [];
  let line: Run[] = [];
  let used = 0;
  let space = '';

  function append(text: string, bold: boolean, textWidth: number): void {
    const before = line.at(-1);
    if (before?.bold === bold) line[line.length - 1] = { text: before.text + text, bold };
    else line.push({ text, bold });
    used += textWidth;
  }
  function endLine(): void {
    lines.push(line);
    line = [];
    used = 0;
    space = '';
  }
  function breakInside(word: string, bold: boolean): void {
    for (const character of word) {
      const characterWidth = measure(character, bold);
      if (used > 0 && used + characterWidth > width) endLine();
      append(character, bold, characterWidth);
    }
  }

  for (const { text, bold } of runs)
    for (const [piece] of text.matchAll(pieces)) {
      if (piece === '\n') {
        if (used > 0) append(' ', bold, 0);
        endLine();
        continue;
      }
      if (piece.startsWith(' ')) {
        if (used > 0) space = ' ';
        continue;
      }
      const pieceWidth = measure(piece, bold);
      const spaceWidth = space === '' ? 0 : measure(space, bold);
      if (used > 0 && used + spaceWidth + pieceWidth > width) {
        if (space !== '') append(space, bold, 0);
        endLine();
      } else if (space !== '') append(space, bold, spaceWidth);
      space = '';
      if (pieceWidth > width) breakInside(piece, bold);
      else append(piece, bold, pieceWidth);
    }
  if (line.length > 0 || lines.length === 0) endLine();
  return lines;
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The words of a line as they stand from left to right: words that run from right to left change places among
 * themselves. One piece for text without any; the letters inside a word are the font's business.
 */
export function inVisualOrder(text: string): readonly string[] {
  if (!rightToLeft.test(text)) return [text];
  const placed: string[] = [];
  const turned: string[] = [];
  const place = (): void => {
    // The space behind the last of them stays behind all of them.
    const space = turned[0]?.trim() === '' ? turned.shift() : undefined;
    placed.push(...turned.splice(0), ...(space === undefined ? [] : [space]));
  };
  for (const piece of text.split(/( +)/)) {
    if (rightToLeft.test(piece) || (turned.length > 0 && piece.trim() === '')) turned.unshift(piece);
    else {
      place();
      placed.push(piece);
    }
  }
  place();
  return placed.filter((piece) => piece !== '');
}
