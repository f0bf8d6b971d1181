/** `npm run bench -- <name>`: measures one budget beside its floor or peer; a table for people, then one JSON line. */
interface Benchmark {
  /** The figures as they go into the JSON line. Prints its table itself. */
  run(args: readonly string[]): Promise<object>;
}

const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  cut: () => import('../../test/bench/cut.ts'),
  start: () => import('../../test/bench/start.ts'),
  idle: () => import('../../test/bench/idle.ts'),
  ui: () => import('../../test/bench/ui.ts'),
  microphones: () => import('../../test/bench/microphones.ts'),
  director: () => import('../../test/bench/director.ts'),
  still: () => import('../../test/bench/still.ts'),
  fanout: () => import('../../test/bench/fanout.ts'),
  votes: () => import('../../test/bench/votes.ts'),
};

const name = process.argv[2] ?? '';
const load = benchmarks[name];
if (!load) {
  process.stderr.write(`npm run bench -- <${Object.keys(benchmarks).join('|')}>\n`);
  process.exit(64);
}
const metrics = await (await load()).run(process.argv.slice(3));
process.stdout.write(`${JSON.stringify({ bench: name, metrics })}\n`);
// A benchmark that breaks a budget of its own says so by the code.
process.exit(process.exitCode);
