/** A struck bar, made of two partials: the one sound of the pages. Browsers let it sound after somebody has touched the page. */

/** Partials of a struck bar: frequency in Hz, loudness, and how long it sounds, s. */
const partials = [
  [523.3, 0.22, 1.4],
  [1318.5, 0.08, 0.7],
] as const;

/** Strikes once, now. */
export function strike(context: AudioContext): void {
  const now = context.currentTime;
  for (const [frequency, loudness, seconds] of partials) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(loudness, now);
    volume.gain.exponentialRampToValueAtTime(0.0001, now + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(now);
    tone.stop(now + seconds);
  }
}
