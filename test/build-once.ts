/** Builds before the tests that run the compiled house, once per run; a build that is fresh costs nothing. */
import { build } from '../daemon/cli/build.ts';

export default function setup(): void {
  build();
}
