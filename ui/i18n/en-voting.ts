import type { deVoting } from './de-voting.ts';

/** English of serving the keypads. */
export const enVoting: Readonly<Record<keyof typeof deVoting, string>> = {
  'voting.keypadsKey': 'Keypads',
  'voting.keypadsTitle': 'Keypads: test and assignment',
  'voting.noKeypads': 'No keypad is known yet. In a test each one that is pressed shows up.',
  'voting.start': 'Begin a test',
  'voting.end': 'End the test',
  'voting.running': 'Test: please press any key, everybody. {tested} of {count} have reported.',
  'voting.last': 'Last test: {tested} of {count} have reported.',
  'voting.ballotRuns': 'No test while there is a ballot.',
  'voting.ready': 'ready',
  'voting.notReady': 'not ready',
  'voting.tested': 'reported',
  'voting.notTested': 'not yet',
  'voting.nobody': 'nobody',
  'voting.keypad': 'Keypad {keypad}',
  'voting.assignTo': 'Keypad {keypad}: whose is it?',
  'voting.search': 'Search a name',
  'voting.toNobody': 'Nobody’s',
  'voting.more': 'There are more: please search more closely.',
  'voting.forgeable': 'Keypads of this kind can be forged. Only for open ballots with visible names.',
  'voting.totals': 'This device reports totals only. Nobody learns who voted how.',
  'voting.accepted.after-store': 'The keypad says “accepted” only once the vote is stored here.',
  'voting.accepted.by-device':
    'The light on the keypad does not mean that the vote is stored. Stored is what stands here.',
  'voting.accepted.never': 'The keypad does not show whether the vote arrived. Stored is what stands here.',
  'voting.delivery.at-least-once': 'A press is repeated until it is stored here.',
  'voting.delivery.reported-once': 'What a disturbance loses is asked for after the close.',
  'voting.delivery.at-most-once': 'A press can be lost. Whoever is missing stands here and presses again.',
  'voting.delivery.totals-only': 'It reports after the close.',
};
