/** What only the clerk's page says: loaded with it, so that the hall's display does not carry it. */
import { deClerk } from './de-clerk.ts';
import { deImports } from './de-imports.ts';
import { enClerk } from './en-clerk.ts';
import { enImports } from './en-imports.ts';
import { addSentences } from './translate.ts';

addSentences('de', { ...deClerk, ...deImports });
addSentences('en', { ...enClerk, ...enImports });
