/** What the daemon's command line says to people, German and English. Pages have ui/i18n. */
export type Language = 'de' | 'en';

/** German where the system is, English elsewhere. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const value = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^de/i.test(value) ? 'de' : 'en';
}

const de = {
  'config-wrong': (file: string, count: number) =>
    `${file}: ${count === 1 ? 'ein Fehler' : `${count} Fehler`}. Nichts wurde gestartet.`,
  'config-unreadable': (file: string, reason: string) => `${file}: nicht lesbar (${reason}).`,
  'config-value': (path: string, value: string, expected: string) =>
    `  ${path}\n    steht dort: ${value}\n    erwartet:   ${expected}`,
  'config-nothing': () => 'nichts',
  'expected-unique': (what: string) => `jede ${what} nur einmal`,
  'expected-device': (model: string, known: string) =>
    `die id eines Geräts der Art ${model} (vorhanden: ${known})`,
  'expected-seat': () => 'ein Platz aus chamber.layout',
  'expected-person': () => 'eine Person aus people',
  'expected-profile': (known: string) => `ein bekanntes Landesprofil: ${known}`,
  'expected-kind': (known: string) => `eine bekannte Geräteart: ${known}`,
  'expected-preset': (known: string) => `eine erlaubte Speicherstelle dieser Kamera (${known})`,
  none: () => 'keines',
  locked: (directory: string) =>
    `Ein Saalregie-Dienst läuft schon mit diesem Datenordner (${directory}). Ein zweiter darf nicht starten.`,
  'journal-damaged': (path: string, detail: string) =>
    `Das Journal ${path} ist beschädigt: ${detail}\n` +
    'Es wurde nichts gestartet und nichts verändert. Was jetzt zu tun ist:\n' +
    '  1. Den ganzen Datenordner an einen sicheren Ort kopieren.\n' +
    '  2. Die letzte Sicherung einspielen, oder mit --data einen leeren Ordner angeben und dort neu beginnen.\n' +
    '  3. Die Kopie für die Klärung aufheben: npm run verify -- --data ORDNER sagt, bis wohin sie stimmt.',
  'journal-failed': (detail: string) =>
    `Das Journal konnte nicht geschrieben werden (${detail}). Der Dienst endet, damit nichts verloren geht.`,
  'port-taken': (address: string) => `Die Adresse ${address} ist schon belegt.`,
  listening: (url: string) => `Saalregie läuft: ${url}`,
  'safe-mode': () =>
    'ABGESICHERTER BETRIEB: Tafel auf Sendung, Seiten nur lesend. Nach der Ursache im Protokoll neu starten.',
  stopped: () => 'Beendet.',
  'already-running': (url: string) => `Saalregie läuft schon: ${url}`,
  'sign-in': (role: string, pin: string) => `  ${role.padEnd(10)} PIN ${pin}`,
  'sign-in-how': () => 'Anmelden mit:',
  'display-how': (url: string) => `  Anzeige    ohne Anmeldung: ${url}`,
  'role-operator': () => 'Technik',
  'role-clerk': () => 'Schriftführung',
  'role-chair': () => 'Vorsitz',
  'control-address': (url: string) => `Steuerung des virtuellen Saals: ${url}`,
  'rehearsal-starts': () => 'Probe im virtuellen Saal: ohne Geräte, ohne echtes OBS. Strg-C beendet alles.',
  'real-obs-found': () => 'Ein laufendes OBS wurde gefunden und wird benutzt.',
  crashed: (seconds: number) => `Der Dienst ist abgestürzt und startet in ${seconds} s neu.`,
  'usage-option': (option: string) => `Unbekannte oder unvollständige Option: ${option}`,
};

const en: typeof de = {
  'config-wrong': (file, count) =>
    `${file}: ${count === 1 ? 'one mistake' : `${count} mistakes`}. Nothing was started.`,
  'config-unreadable': (file, reason) => `${file}: cannot be read (${reason}).`,
  'config-value': (path, value, expected) => `  ${path}\n    found:    ${value}\n    expected: ${expected}`,
  'config-nothing': () => 'nothing',
  'expected-unique': (what) => `each ${what} only once`,
  'expected-device': (model, known) => `the id of a device of model ${model} (there are: ${known})`,
  'expected-seat': () => 'a seat of chamber.layout',
  'expected-person': () => 'a person of people',
  'expected-profile': (known) => `a known state profile: ${known}`,
  'expected-kind': (known) => `a known kind of device: ${known}`,
  'expected-preset': (known) => `a permitted preset of this camera (${known})`,
  none: () => 'none',
  locked: (directory) =>
    `A Saalregie daemon already runs on this data folder (${directory}). A second one must not start.`,
  'journal-damaged': (path, detail) =>
    `The journal ${path} is damaged: ${detail}\n` +
    'Nothing was started and nothing was changed. What to do now:\n' +
    '  1. Copy the whole data folder to a safe place.\n' +
    '  2. Restore the last backup, or name an empty folder with --data and begin anew there.\n' +
    '  3. Keep the copy for the inquiry: npm run verify -- --data FOLDER says how far it is sound.',
  'journal-failed': (detail) =>
    `The journal could not be written (${detail}). The daemon ends so that nothing is lost.`,
  'port-taken': (address) => `The address ${address} is taken already.`,
  listening: (url) => `Saalregie is running: ${url}`,
  'safe-mode': () => 'SAFE MODE: slate on air, pages read only. Find the cause in the log, then start again.',
  stopped: () => 'Stopped.',
  'already-running': (url) => `Saalregie is already running: ${url}`,
  'sign-in': (role, pin) => `  ${role.padEnd(10)} PIN ${pin}`,
  'sign-in-how': () => 'Sign in with:',
  'display-how': (url) => `  Display    without signing in: ${url}`,
  'role-operator': () => 'Operator',
  'role-clerk': () => 'Clerk',
  'role-chair': () => 'Chair',
  'control-address': (url) => `Control of the virtual chamber: ${url}`,
  'rehearsal-starts': () =>
    'Rehearsal in the virtual chamber: no devices, no real OBS. Ctrl-C ends everything.',
  'real-obs-found': () => 'A running OBS was found and is used.',
  crashed: (seconds) => `The daemon crashed and starts again in ${seconds} s.`,
  'usage-option': (option) => `Unknown or incomplete option: ${option}`,
};

const catalogues = { de, en };
export type Messages = typeof de;
export const messagesIn = (language: Language): Messages => catalogues[language];
