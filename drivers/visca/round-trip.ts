/**
 * How long to wait before a request is sent again: the smoothed round trip plus four times its variation,
 * as RFC 6298 does for TCP, so that a lost datagram costs one round trip and not a fixed quarter of a
 * second. Only unambiguous round trips count (Karn). Leaves out RFC 6298's floor of one second: a resend
 * to a camera on the same network is cheap, and a complaint about it (`0F 01`) is understood.
 */

export interface RoundTrip {
  readonly smoothedMs: number;
  readonly variationMs: number;
}

/** Room for a scheduler or a video cycle that came late (20 ms at 50 Hz). */
const leastMarginMs = 25;
/** A camera may take four video cycles to acknowledge a command: asking earlier gains nothing. */
const leastCommandMs = 100;
/** After so many resends it is not chance any more: the waits double, up to the longest. */
const quickResends = 3;

/** RFC 6298 (2.2, 2.3): the estimate after one more measured round trip, ms. */
export function measured(before: RoundTrip | null, sampleMs: number): RoundTrip {
  if (!before) return { smoothedMs: sampleMs, variationMs: sampleMs / 2 };
  const offMs = Math.abs(before.smoothedMs - sampleMs);
  return {
    smoothedMs: before.smoothedMs * 0.875 + sampleMs * 0.125,
    variationMs: before.variationMs * 0.75 + offMs * 0.25,
  };
}

/** Wait after a transmission until the next one of the same request, ms; at most `longestMs`. */
export function resendAfterMs(
  roundTrip: RoundTrip | null,
  what: 'inquiry' | 'command',
  resends: number,
  longestMs: number,
): number {
  if (!roundTrip) return longestMs;
  const answerMs = roundTrip.smoothedMs + Math.max(leastMarginMs, 4 * roundTrip.variationMs);
  const first = what === 'command' ? Math.max(leastCommandMs, answerMs) : answerMs;
  return Math.min(longestMs, first * 2 ** Math.max(0, resends - quickResends));
}
