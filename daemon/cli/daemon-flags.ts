/**
 * Node's own options for the daemon's process. A small young generation, MB: collected more often in less time each,
 * which is what a cut waits for, and a quarter of the memory is never taken at all.
 */
export const daemonFlags: readonly string[] = ['--max-semi-space-size=4'];
