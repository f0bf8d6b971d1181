/** Names for what a reason about the broadcast carries as a code: a state of publicity, a check, a slate, an output. */
import { codeSentence, type CodeFamily, type Language } from '../../i18n/translate.ts';

const families: Readonly<Record<string, CodeFamily>> = {
  to: 'publicity',
  check: 'check',
  slate: 'slate',
  output: 'output',
};

/** The name, or undefined where the parameter is the page's own business. */
export function broadcastName(language: Language, param: string, id: string): string | undefined {
  const family = Object.hasOwn(families, param) ? families[param] : undefined;
  return family === undefined ? undefined : codeSentence(language, family, id);
}
