/** Makes elements of the page. Text is only ever text: nothing from a file becomes markup. */
type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Child = Node | string | null;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A name or label from a file: its writing direction stays its own. */
export const foreign = (text: string): HTMLElement => element('bdi', {}, text);
