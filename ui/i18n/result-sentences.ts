/** What public pages say of a ballot: loaded with what shows it. */
import './decision-sentences.ts';
import { deResult } from './de-result.ts';
import { enResult } from './en-result.ts';
import { addSentences } from './translate.ts';

addSentences('de', deResult);
addSentences('en', enResult);
