/** What only the pages of those who lead say about the broadcast: loaded with them, so that the hall's display does not carry it. */
import { deBroadcast } from './de-broadcast.ts';
import { enBroadcast } from './en-broadcast.ts';
import { addSentences } from './translate.ts';

addSentences('de', deBroadcast);
addSentences('en', enBroadcast);
