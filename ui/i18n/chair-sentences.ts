/** What only the chair's page says. */
import { deChair } from './de-chair.ts';
import { enChair } from './en-chair.ts';
import { addSentences } from './translate.ts';

addSentences('de', deChair);
addSentences('en', enChair);
