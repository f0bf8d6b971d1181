/**
 * The verifier's page: one file that needs nobody. Somebody chooses or drops a result file; everything is worked out
 * here, and nothing leaves the device. The frame is made once for each language; what follows from the file, the
 * typed fingerprint and the key is made anew whenever one of them changes.
 */
import { element } from './element.ts';
import { maxFileBytes } from './file.ts';
import { parseFingerprint } from './fingerprint.ts';
import type { Report } from './report.ts';
import { isLanguage, languages, say, sentence, type Language, type Sentence } from './say.ts';
import { verifyResult } from './verify.ts';
import { viewCheck, viewNames, viewResult } from './views.ts';
import { receiptSentence, verdictSentence } from './words.ts';

const languageNames: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };
const maxKeyBytes = 4096;

const place = document.getElementById('page');
if (!place) throw new Error('verifier.html has no #page');

let language: Language = navigator.language.startsWith('en') ? 'en' : 'de';
let chosen: { readonly name: string; readonly bytes: Uint8Array | null } | null = null;
/** Of the last file that somebody began to read: an earlier one that comes later must not take its place. */
let reading: File | null = null;
let key = '';
let typed = '';
let number = '';

const t = (each: Sentence): string => say(language, each);

function field(id: string, label: Sentence, input: HTMLElement, hint: Sentence | null): HTMLElement {
  input.id = id;
  if (hint) input.setAttribute('aria-describedby', `${id}-hint`);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: id }, t(label)),
    hint && element('p', { class: 'dim', id: `${id}-hint` }, t(hint)),
    input,
  );
}

function textInput(value: string, onInput: (value: string) => void, attributes = {}): HTMLInputElement {
  const input = element('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes });
  input.value = value;
  input.addEventListener('input', () => onInput(input.value));
  return input;
}

function section(id: string, title: Sentence, ...children: readonly (Node | null)[]): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, t(title)),
    ...children,
  );
}

/** The parts that change without the frame. */
interface Parts {
  readonly verdict: HTMLElement;
  readonly chosen: HTMLElement;
  readonly evidence: HTMLElement;
  readonly fingerprint: HTMLElement;
  readonly checks: HTMLElement;
  readonly result: HTMLElement;
}
let parts: Parts;

function draw(): void {
  document.documentElement.lang = language;
  document.title = t(sentence('page.title'));
  parts = {
    verdict: element('p', { class: 'verdict', role: 'status' }),
    chosen: element('p', { class: 'dim' }),
    evidence: element('div', { hidden: true }),
    fingerprint: element('p', { class: 'fingerprint' }),
    checks: element('ol', { class: 'checks' }),
    result: element('div'),
  };
  const typedField = textInput(
    typed,
    (value) => {
      typed = value;
      show();
    },
    { class: 'code', autocapitalize: 'characters', maxlength: '40' },
  );
  parts.evidence.append(
    section(
      'fingerprint',
      sentence('page.fingerprint'),
      parts.fingerprint,
      field('typed', sentence('page.typed'), typedField, sentence('page.fingerprintHint')),
    ),
    section('checks', sentence('page.checks'), parts.checks),
    parts.result,
  );
  place?.replaceChildren(
    element('header', {}, element('h1', {}, t(sentence('page.title'))), drawLanguages()),
    element('p', {}, t(sentence('page.intro'))),
    drawChooser(),
    drawKey(),
    parts.verdict,
    parts.evidence,
    section('limits', sentence('page.limits'), element('p', {}, t(sentence('page.limitsText')))),
  );
  show();
}

function drawLanguages(): HTMLElement {
  const select = element(
    'select',
    { 'aria-label': t(sentence('page.language')) },
    ...languages.map((each) =>
      element('option', { value: each, lang: each, selected: each === language }, languageNames[each]),
    ),
  );
  select.addEventListener('change', () => {
    if (!isLanguage(select.value)) return;
    language = select.value;
    draw();
    place?.querySelector('select')?.focus();
  });
  return select;
}

function drawChooser(): HTMLElement {
  const input = element('input', { type: 'file', id: 'file', accept: '.json,application/json' });
  input.addEventListener('change', () => void take(input.files?.[0]));
  return element(
    'div',
    { class: 'chooser' },
    element('label', { for: 'file' }, t(sentence('page.choose'))),
    input,
    element('p', { class: 'dim' }, t(sentence('page.drop'))),
    parts.chosen,
  );
}

function drawKey(): HTMLElement {
  const keyField = textInput(
    key,
    (value) => {
      key = value;
      show();
    },
    { class: 'code', maxlength: '512' },
  );
  const fromFile = element('input', { type: 'file' });
  fromFile.addEventListener('change', () => {
    const file = fromFile.files?.[0];
    if (!file || file.size > maxKeyBytes) return;
    void file.text().then((text) => {
      key = text.trim();
      keyField.value = key;
      show();
    });
  });
  return element(
    'details',
    { open: key !== '' },
    element('summary', {}, t(sentence('page.key'))),
    field('key', sentence('page.keyField'), keyField, sentence('page.keyHint')),
    field('key-file', sentence('page.keyFile'), fromFile, null),
  );
}

/** Reads the file that somebody chose or dropped. */
async function take(file: File | undefined): Promise<void> {
  if (!file) return;
  reading = file;
  parts.verdict.textContent = t(sentence('verdict.reading'));
  let bytes: Uint8Array | null = null;
  if (file.size <= maxFileBytes)
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      // Taken away while it was read: as unreadable as an empty one.
      bytes = new Uint8Array();
    }
  if (reading !== file) return;
  chosen = { name: file.name, bytes };
  number = '';
  show();
}

/** Shows what follows from the file, the key and the fingerprint as they are now. */
function show(): void {
  parts.chosen.textContent = chosen ? t(sentence('page.chosen', { name: chosen.name })) : '';
  parts.evidence.hidden = !chosen?.bytes;
  if (!chosen?.bytes) {
    parts.verdict.className = chosen ? 'verdict bad' : 'verdict';
    parts.verdict.textContent = t(sentence(chosen ? 'verdict.tooLarge' : 'verdict.waiting'));
    return;
  }
  const report = verifyResult(chosen.bytes, {
    key: key.trim() === '' ? undefined : key,
    // While somebody still types, there is nothing to compare yet.
    fingerprint: parseFingerprint(typed) === null ? undefined : typed,
  });
  parts.verdict.className = `verdict ${report.verdict}`;
  parts.verdict.textContent = t(verdictSentence(report));
  parts.fingerprint.textContent = report.fingerprint ?? '–';
  parts.checks.replaceChildren(...report.checks.map((each) => viewCheck(language, each)));
  parts.result.replaceChildren(...showResult(report));
}

function showResult({ result }: Report): readonly HTMLElement[] {
  if (!result) return [];
  const answer = element('p', { class: 'answer', role: 'status' });
  const look = (): void => {
    answer.textContent = number.trim() === '' ? '' : t(receiptSentence(result, number));
  };
  const numberField = textInput(
    number,
    (value) => {
      number = value;
      look();
    },
    { inputmode: 'numeric', maxlength: '20' },
  );
  look();
  return [
    section('result', sentence('page.result'), ...viewResult(language, result)),
    ...(result.receipts.size > 0
      ? [
          section(
            'receipt',
            sentence('page.receipt'),
            field('number', sentence('page.number'), numberField, sentence('page.receiptHint')),
            answer,
          ),
        ]
      : []),
    ...(result.names.length > 0
      ? [section('names', sentence('page.names'), viewNames(language, result))]
      : []),
  ];
}

// Anywhere on the page; the browser would show the file instead.
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('is-over');
});
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.classList.remove('is-over');
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('is-over');
  void take(event.dataTransfer?.files[0]);
});

draw();
