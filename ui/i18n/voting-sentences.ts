/** What the operator's page says of keypads: loaded with it, beside what all say who lead a ballot. */
import './ballot-sentences.ts';
import { deVoting } from './de-voting.ts';
import { enVoting } from './en-voting.ts';
import { addSentences } from './translate.ts';

addSentences('de', deVoting);
addSentences('en', enVoting);
