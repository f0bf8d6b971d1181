/** Fields of a form on their way to a command, where "nothing entered" is an absent key. */

/** Only the fields that say something, without spaces around them. */
export function given<Name extends string>(
  fields: Readonly<Record<Name, string | undefined>>,
): { [Key in Name]?: string } {
  const entries = Object.entries<string | undefined>(fields).flatMap(([key, value]) => {
    const text = value?.trim() ?? '';
    return text === '' ? [] : [[key, text] as const];
  });
  return Object.fromEntries(entries) as { [Key in Name]?: string };
}
