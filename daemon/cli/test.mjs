/** `npm test`: installs what is missing, then goes on in test.ts. */
import { continueWith, installPackages } from './bootstrap.mjs';

installPackages();
continueWith('daemon/cli/test.ts', process.argv.slice(2));
