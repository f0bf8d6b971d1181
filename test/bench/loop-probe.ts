/** Loaded into a daemon before its own code: measures how long its main loop is held up, and tells on the word. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 1;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
process.on('message', (message: { readonly type?: string }) => {
  if (message.type === 'loop-watch') {
    delay.reset();
    delay.enable();
  } else if (message.type === 'loop-longest') {
    delay.disable();
    // The histogram counts from one tick of its own timer to the next.
    process.send?.({
      type: 'loop-longest',
      ms: delay.count === 0 ? 0 : Math.max(0, delay.max / 1e6 - resolutionMs),
    });
  }
});
