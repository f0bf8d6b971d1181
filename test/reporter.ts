/** Lists skipped tests by name with their reason and those that needed a further try, and closes with one line that any reader understands. */
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const by = (state: string): TestCase[] => tests.filter((test) => test.result().state === state);
    const skipped = by('skipped');
    for (const test of skipped) {
      const result = test.result();
      const note = result.state === 'skipped' ? result.note : undefined;
      process.stdout.write(`skipped: ${test.fullName}${note ? ` (${note})` : ''}\n`);
    }
    for (const test of tests)
      if (test.diagnostic()?.flaky) process.stdout.write(`passed at a further try only: ${test.fullName}\n`);
    // A module that could not even be loaded has no tests to fail: it counts as one.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = by('failed').length + broken + errors.length;
    process.stdout.write(`\n${by('passed').length} passed, ${failed} failed, ${skipped.length} skipped\n`);
  }
}
