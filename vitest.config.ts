import { defineConfig } from 'vitest/config';

/** Takes its time, and measures none: beside the daemon's own tests it costs half of it. */
const commandLine = 'test/e2e/command-line.test.ts';

/** The compiled daemon in a process of its own, and the whole house in front of a real OBS and a real browser. */
const daemon = [
  'test/daemon/config/**/*.test.ts',
  'test/daemon/http/**/*.test.ts',
  'test/faults/**/*.test.ts',
  commandLine,
];
const pages = ['test/ui/**/*.test.{ts,tsx}'];
const whole = ['test/e2e/**/*.test.ts'];
const globalSetup = './test/build-once.ts';

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores: browser and OBS share them with the tests. Groups run one after the other.
    maxWorkers: 2,
    // A real OBS and a real browser on a busy machine: one more try, and whoever needed it is named at the end.
    retry: 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...pages, ...daemon, ...whole],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: pages,
          globalSetup: './test/ui/build-pages.ts',
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'daemon', include: daemon, globalSetup, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        // Reaction times are measured here: nothing else runs beside them.
        test: {
          name: 'whole',
          include: whole,
          exclude: [commandLine],
          globalSetup,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
