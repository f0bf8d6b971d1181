/** Which fields differ between what is proposed and what is here. */

/** Names of the `fields` that do not hold the same; absent and undefined are the same. */
export function differing<Name extends string>(
  a: Readonly<Partial<Record<Name, unknown>>>,
  b: Readonly<Partial<Record<Name, unknown>>>,
  fields: readonly Name[],
): string[] {
  return fields.filter((field) => JSON.stringify(sorted(a[field])) !== JSON.stringify(sorted(b[field])));
}

/** An object's entries in one order; anything else as it is. */
function sorted(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1))
    : value;
}

/** An object without the keys that hold undefined. */
export function definedOnly<Input extends object>(
  input: Input,
): { [Key in keyof Input as undefined extends Input[Key] ? never : Key]: Input[Key] } & {
  [Key in keyof Input as undefined extends Input[Key] ? Key : never]?: Exclude<Input[Key], undefined>;
} {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never;
}
