/** What people write into a cell for yes and no, and for public and non-public. */
const yes = ['ja', 'j', 'x', 'yes', 'y', '1', 'wahr', 'true', '✓', '✔'];
const no = ['nein', 'n', 'no', '0', 'falsch', 'false', '-', '–'];
const isPublic = ['ö', 'oe', 'öff', 'öffentlich', 'public'];
const isNonPublic = [
  'nö',
  'noe',
  'n ö',
  'nichtöffentlich',
  'nicht öffentlich',
  'non public',
  'nonpublic',
  'not public',
];

const plain = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/[.\s-]+(?=.)|[.\s]+$/g, ' ')
    .trim();

/** undefined: neither, or empty. */
export function readYes(cell: string | undefined): boolean | undefined {
  const word = plain(cell ?? '');
  return yes.includes(word) ? true : no.includes(word) ? false : undefined;
}

/**
 * What a cell of a column for the public part says (`isOpposite`: of one for the non-public part, where yes
 * means the opposite). undefined: neither, or empty.
 */
export function readPublic(cell: string | undefined, isOpposite = false): boolean | undefined {
  const word = plain(cell ?? '');
  if (isPublic.includes(word)) return true;
  if (isNonPublic.includes(word)) return false;
  const said = readYes(cell);
  if (!isOpposite || said === undefined) return said;
  // A dash there is rather no answer than a no.
  return said ? false : /^[-–]$/.test(word) ? undefined : true;
}
