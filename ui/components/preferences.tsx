/** The switches for language and colours, on every page. */
import { useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { languages, type Language } from '../i18n/translate.ts';
import { chooseTheme, chosenTheme, themes, type Theme } from './theme.ts';

const names: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

export function Preferences() {
  const { language, setLanguage, t } = useLanguage();
  const [theme, setTheme] = useState(chosenTheme);
  const themeNames: Readonly<Record<Theme, string>> = {
    auto: t('prefs.themeAuto'),
    light: t('prefs.themeLight'),
    dark: t('prefs.themeDark'),
  };
  return (
    <div className="preferences">
      <select
        aria-label={t('prefs.language')}
        value={language}
        onChange={(event) => {
          const chosen = languages.find((name) => name === event.target.value);
          if (chosen) setLanguage(chosen);
        }}
      >
        {languages.map((name) => (
          <option key={name} value={name} lang={name}>
            {names[name]}
          </option>
        ))}
      </select>
      <select
        aria-label={t('prefs.theme')}
        value={theme}
        onChange={(event) => {
          const chosen = themes.find((name) => name === event.target.value);
          if (!chosen) return;
          chooseTheme(chosen);
          setTheme(chosen);
        }}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {themeNames[name]}
          </option>
        ))}
      </select>
    </div>
  );
}
