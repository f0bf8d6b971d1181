/** What pages say that show ballots: loaded with them. */
import { deDecisions } from './de-decisions.ts';
import { enDecisions } from './en-decisions.ts';
import { addSentences } from './translate.ts';

addSentences('de', deDecisions);
addSentences('en', enDecisions);
