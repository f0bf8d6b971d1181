/** What only those pages say of ballots that lead and serve a sitting. */
import './result-sentences.ts';
import { deBallot } from './de-ballot.ts';
import { enBallot } from './en-ballot.ts';
import { addSentences } from './translate.ts';

addSentences('de', deBallot);
addSentences('en', enBallot);
