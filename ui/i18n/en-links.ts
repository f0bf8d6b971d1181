/** English of giving out personal links; de-links.ts is the reference for keys and parameters. */
import type { deLinks } from './de-links.ts';

export const enLinks: Readonly<Record<keyof typeof deLinks, string>> = {
  'clerk.task.members': 'Remote members',
  'members.linksTitle': 'Personal links',
  'members.linksText':
    'Who takes part remotely or votes on a tablet signs in with a personal link and a PIN. Both are shown only once. The PIN goes another way than the link.',
  'members.authority': 'Download the certificate',
  'members.authorityText':
    'Install it once on the members’ devices and trust it, else the browser warns of the page.',
  'members.search': 'Search',
  'members.nobodyFound': 'Nobody found.',
  'members.give': 'Give out a link',
  'members.giveOf': '{name}: give out a link',
  'members.giveAgain': 'New link …',
  'members.giveAgainOf': '{name}: give out a new link',
  'members.giveAgainTitle': 'A new link for {name}?',
  'members.giveAgainText': 'The link so far is then dead, and whoever is signed in with it is signed out.',
  'members.giveAgainYes': 'Yes, a new link',
  'members.withdraw': 'Withdraw …',
  'members.withdrawOf': '{name}: withdraw the link',
  'members.withdrawTitle': 'Withdraw the link of {name}?',
  'members.withdrawText': 'The link is then dead, and whoever is signed in with it is signed out.',
  'members.withdrawYes': 'Yes, withdraw',
  'members.giveAll': 'Links for all without one ({count})',
  'members.giveAllTitle': 'Give out links?',
  'members.giveAllText': '{count} members get a link and a PIN each. Both are shown only now.',
  'members.giveAllYes': 'Yes, give out',
  'members.giving': 'Making links: {done} of {all}',
  'members.failed': '{name}: {reason}',

  'members.slipsTitle': 'New links · {count}',
  'members.slipsText':
    'To be seen only now. Print links and PINs apart and hand them over on different ways: the link on paper or as a message, say, and the PIN by word of mouth or telephone.',
  'members.printLinks': 'Print the links',
  'members.printPins': 'Print the PINs',
  'members.hideSlips': 'Done, hide',
  'members.hideSlipsTitle': 'Hide the links?',
  'members.hideSlipsText': 'They cannot be seen again. For lost ones there are new ones.',
  'members.hideSlipsYes': 'Yes, hide',
  'members.slipLink': 'Personal link',
  'members.slipLinkText':
    'Take a picture of this code or open the link. A PIN belongs to it that reaches you otherwise.',
  'members.slipPin': 'PIN',
  'members.slipPinText': 'Belongs to your personal link. Please do not keep them together.',
  'members.qrOf': 'QR code of the link of {name}',
  'members.showPin': 'Show PIN',
  'members.hidePin': 'Hide PIN',
  'members.copyLink': 'Copy link',
  'members.copied': 'Copied',
};
