/** What only the operator's page says about setting up cameras: loaded with it, so that the hall's display does not carry it. */
import { deCameras } from './de-cameras.ts';
import { enCameras } from './en-cameras.ts';
import { addSentences } from './translate.ts';

addSentences('de', deCameras);
addSentences('en', enCameras);
