/** `npm start`: installs what is missing, then goes on in start.ts. */
import { continueWith, installPackages } from './bootstrap.mjs';

installPackages();
continueWith('daemon/cli/start.ts', process.argv.slice(2));
