/** What only the member's own page says: loaded with it. */
import { deSeat } from './de-seat.ts';
import { enSeat } from './en-seat.ts';
import { addSentences } from './translate.ts';

addSentences('de', deSeat);
addSentences('en', enSeat);
