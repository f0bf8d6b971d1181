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
  'expected-zone': (known: string) => `eine Zone dieser Kamera: ${known}`,
  'camera-address': () => 'Kameraadresse',
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
  'members-listening': (url: string) => `Seite der Mitglieder: ${url}/seat`,
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
  'calibrate-which': (known: string) => `Welche Kamera? Vorhanden: ${known}. Oder --all.`,
  'calibrate-unknown': (camera: string, known: string) =>
    `Keine Kamera „${camera}“ unter broadcast.cameras. Vorhanden: ${known}`,
  'calibrate-no-daemon': () => 'Kein Saalregie-Dienst ist zu erreichen, und keiner ließ sich starten.',
  'calibrate-refused': (camera: string, code: string) => `${camera}: nicht begonnen (${code}).`,
  'calibrate-interrupted': (camera: string) =>
    `${camera}: unterbrochen. Derselbe Befehl macht dort weiter; --afresh beginnt von vorn.`,
  'calibrate-progress': (camera: string, percent: number, seconds: number) =>
    `${camera}: ${percent} %${seconds > 0 ? `, noch etwa ${seconds} s` : ''}`,
  'calibrate-done': (camera: string, fastest: number, slowest: number) =>
    `${camera}: eingemessen. Eine Fahrt dauert ${fastest.toFixed(1)} bis ${slowest.toFixed(1)} s.`,
  'calibrate-end-signal': () => 'Fertigmeldung',
  'calibrate-status': () => 'Bewegungsstatus',
  'calibrate-witness': (what: string, trust: string) => `  ${what}: ${trust}`,
  'calibrate-position': (isRead: boolean): string =>
    isRead ? '  Position: wird gelesen und geprüft' : '  Position: nicht lesbar',
  'calibrate-timed': (seconds: number) =>
    `  Nichts zeigt das Ende einer Fahrt: nach jedem Abruf werden ${seconds.toFixed(1)} s gewartet`,
  'calibrate-latency': (ms: number) => `  Das Bild kommt ${ms} ms später`,
  'calibrate-failed': (camera: string, presets: string) =>
    `${camera}: nicht erreicht: ${presets}. Auf der Technikseite hinfahren, prüfen und neu speichern.`,
  'trust-after-motion': () => 'kommt nach der Bewegung, wird geglaubt',
  'trust-early': () => 'kommt zu früh, wird nicht geglaubt',
  'trust-late': () => 'kommt viel zu spät, wird nicht abgewartet',
  'trust-never': () => 'kommt nicht',
  'trust-unproven': () => 'nicht prüfbar',
  'usage-option': (option: string) => `Unbekannte oder unvollständige Option: ${option}`,
};

const en: typeof de = {
  'config-wrong': (file, count) =>
    `${file}: ${count === 1 ? 'one mistake' : `${count} mistakes`}. Nothing was started.`,
  'config-unreadable': (file, reason) => `${file}: cannot be read (${reason}).`,
  'config-value': (path, value, expected) => `  ${path}\n    found:    ${value}\n    expected: ${expected}`,
  'config-nothing': () => 'nothing',
  'expected-unique': (what) => `each ${what} only once`,
  'expected-zone': (known) => `a zone of this camera: ${known}`,
  'camera-address': () => 'camera address',
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
  'members-listening': (url) => `Members’ page: ${url}/seat`,
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
  'calibrate-which': (known) => `Which camera? There are: ${known}. Or --all.`,
  'calibrate-unknown': (camera, known) =>
    `No camera "${camera}" under broadcast.cameras. There are: ${known}`,
  'calibrate-no-daemon': () => 'No Saalregie daemon can be reached, and none could be started.',
  'calibrate-refused': (camera, code) => `${camera}: not begun (${code}).`,
  'calibrate-interrupted': (camera) =>
    `${camera}: interrupted. The same command goes on from there; --afresh begins anew.`,
  'calibrate-progress': (camera, percent, seconds) =>
    `${camera}: ${percent} %${seconds > 0 ? `, about ${seconds} s more` : ''}`,
  'calibrate-done': (camera, fastest, slowest) =>
    `${camera}: calibrated. A move takes ${fastest.toFixed(1)} to ${slowest.toFixed(1)} s.`,
  'calibrate-end-signal': () => 'End signal',
  'calibrate-status': () => 'Motion status',
  'calibrate-witness': (what, trust) => `  ${what}: ${trust}`,
  'calibrate-position': (isRead) =>
    isRead ? '  Position: is read and checked' : '  Position: cannot be read',
  'calibrate-timed': (seconds) =>
    `  Nothing shows the end of a move: after each recall it waits ${seconds.toFixed(1)} s`,
  'calibrate-latency': (ms) => `  The picture comes ${ms} ms later`,
  'calibrate-failed': (camera, presets) =>
    `${camera}: not reached: ${presets}. On the operator's page go there, check, and store anew.`,
  'trust-after-motion': () => 'comes after the motion, is believed',
  'trust-early': () => 'comes too early, is not believed',
  'trust-late': () => 'comes much too late, is not waited for',
  'trust-never': () => 'does not come',
  'trust-unproven': () => 'cannot be checked',
  'usage-option': (option) => `Unknown or incomplete option: ${option}`,
};

const catalogues = { de, en };
export type Messages = typeof de;
export const messagesIn = (language: Language): Messages => catalogues[language];
