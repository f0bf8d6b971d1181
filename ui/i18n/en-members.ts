/** English of members' own pages for the house; de-members.ts is the reference for keys and parameters. */
import type { deMembers } from './de-members.ts';

export const enMembers: Readonly<Record<keyof typeof deMembers, string>> = {
  'members.title': 'Remote members',
  'members.summary': '{up} connected · {all} with a link',
  'members.trouble': '{count} in trouble',
  'members.none': 'Nobody has a link or takes part remotely.',
  'members.link.up': 'connected since {time}',
  'members.link.down': 'interrupted since {time}',
  'members.link.never': 'never connected yet',
  'members.signedOut': 'not signed in',
  'members.confirmed': 'sees and hears',
  'members.notConfirmed': 'not confirmed yet',
  'members.locked': 'link locked',
  'members.noLink': 'no link',
  'members.notOpened': 'link given out, not used yet',
  'members.second': 'second device at {time}',
  'members.disturbed': 'Fault since {time}: {kind}',
  'members.disturbedLine': '{name}: {kind}',
  'members.kind.picture': 'no picture',
  'members.kind.sound': 'no sound',
  'members.kind.both': 'no picture and no sound',
  'members.kind.vote': 'cannot vote',
  'members.kind.other': 'something else',
  'members.disturbances': 'Fault reported',
};
