/** What the voting devices should be doing, as differences to what they report: open a ballot, or end it. */
import type { BallotOption } from '../../../protocols/models/voting.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import type { Wish } from '../feature.ts';
import type { ChamberRoot } from '../root.ts';
import { devicesOf } from './keypads.ts';
import type { Option } from './state.ts';

interface Wanted {
  readonly ballot: string;
  readonly isOpen: boolean;
  readonly title: string;
  readonly options: readonly BallotOption[];
  readonly resumed: boolean;
}

const testOptions: readonly BallotOption[] = [
  { label: 'Ja', meaning: 'yes' },
  { label: 'Nein', meaning: 'no' },
  { label: 'Enthaltung', meaning: 'abstain' },
];
const maxTitle = 120;

export function ballotWishes(root: ChamberRoot, observed: Observed): readonly Wish[] {
  return root.hall.voting.flatMap(({ device }) => {
    const state = observed.voting[device];
    if (!state) return [];
    const wanted = wantedOf(root, device);
    const reported = `${state.ballot ?? 'none'} ${state.phase === 'open' ? 'open' : 'shut'}`;
    const wish = (words: string, command: Wish['command']): Wish => ({
      key: `${device}/ballot`,
      wanted: words,
      reported,
      command,
      insist: true,
    });
    if (wanted?.isOpen)
      return [
        wish(`${wanted.ballot} open`, {
          device,
          model: 'voting',
          command: {
            type: 'open-ballot',
            ballot: wanted.ballot,
            title: wanted.title,
            options: wanted.options,
            ...(wanted.resumed ? { resumed: true } : {}),
          },
        }),
      ];
    // Ours is over, and so is anything that still runs from before.
    const ballot = wanted?.ballot ?? (state.phase === 'open' ? state.ballot : null);
    if (ballot === null) return [];
    const options = wanted?.options;
    return [
      wish(`${ballot} shut`, {
        device,
        model: 'voting',
        command: { type: 'close-ballot', ballot, ...(options ? { options } : {}) },
      }),
    ];
  });
}

/** What this device has to do with the ballot that runs, or was closed and is not drained yet. */
function wantedOf(root: ChamberRoot, device: string): Wanted | null {
  const { current, test } = root.ballots;
  if (test?.isOpen) {
    const voting = root.hall.voting.find((each) => each.device === device);
    if (!voting?.capabilities.individualVotes) return null;
    const options = testOptions.slice(0, voting.capabilities.maxOptions);
    return { ballot: test.id, isOpen: true, title: 'Probe', options, resumed: false };
  }
  if (!current || (current.state !== 'open' && current.state !== 'closed')) return null;
  if (!devicesOf(root, current).some((each) => each.device === device)) return null;
  if (current.state === 'closed' && current.drained[device] !== undefined) return null;
  return {
    ballot: current.id,
    isOpen: current.state === 'open',
    title: current.text.slice(0, maxTitle),
    options: current.options.map(({ label, meaning }: Option) => ({ label, meaning })),
    resumed: current.wasInterrupted,
  };
}
