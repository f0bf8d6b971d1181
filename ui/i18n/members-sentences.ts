/** What the pages of the house say of members' own pages: loaded with them. */
import { deMembers } from './de-members.ts';
import { enMembers } from './en-members.ts';
import { addSentences } from './translate.ts';

addSentences('de', deMembers);
addSentences('en', enMembers);
