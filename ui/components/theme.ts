/** Light, dark or as the device. The resolved theme is an attribute of the root, so the tokens stand once in CSS. */
import { readStored, writeStored } from './stored.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const darkDevice = window.matchMedia('(prefers-color-scheme: dark)');
const isTheme = (value: unknown): value is Theme => themes.includes(value as Theme);

/** The person's choice; `auto` until there is one. */
export function chosenTheme(): Theme {
  const stored = readStored('theme');
  return isTheme(stored) ? stored : 'auto';
}

function apply(): void {
  const theme = chosenTheme();
  document.documentElement.dataset['theme'] =
    theme === 'auto' ? (darkDevice.matches ? 'dark' : 'light') : theme;
}

/** Chooses and shows a theme. */
export function chooseTheme(theme: Theme): void {
  writeStored('theme', theme);
  apply();
}

/** Shows the chosen theme and follows the device; called once, before the first paint. */
export function startTheme(): void {
  apply();
  darkDevice.addEventListener('change', apply);
}
