/** `npm run devices`: every kind of device in this version, and what the protocols of microphone systems do not offer. */
import { microphoneBehaviours } from '../../drivers/behaviours.ts';
import { deviceKinds, type AnyKind } from '../../drivers/registry.ts';

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

const entries = Object.entries<{ readonly model: string; load(): Promise<AnyKind> }>(deviceKinds);
const kinds = await Promise.all(entries.map(([, entry]) => entry.load()));
for (const model of ['microphones', 'voting', 'camera', 'switcher'] as const) {
  say(`\n${model}`);
  for (const kind of kinds.filter((each) => each.model === model)) {
    say(`  ${kind.kind.padEnd(24)} ${kind.label}`);
    if (kind.model !== 'microphones') continue;
    for (const behaviour of microphoneBehaviours) {
      const reason = kind.notOffered[behaviour];
      const [section, ...words] = reason?.split(': ') ?? [];
      if (section !== undefined)
        say(
          `      ${behaviour.padEnd(10)} not offered by the protocol: ${words.join(': ')} (section ${section})`,
        );
    }
  }
}
say('\nSections are those of the facts on conference systems; docs/devices/ has a page for each kind.');
