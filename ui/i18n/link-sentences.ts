/** What only the clerk's page says of personal links: loaded with it. */
import { deLinks } from './de-links.ts';
import { enLinks } from './en-links.ts';
import { addSentences } from './translate.ts';

addSentences('de', deLinks);
addSentences('en', enLinks);
