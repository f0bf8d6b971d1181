/** What only the operator's page says. */
import { deOperator } from './de-operator.ts';
import { enOperator } from './en-operator.ts';
import { addSentences } from './translate.ts';

addSentences('de', deOperator);
addSentences('en', enOperator);
