/** What the verifier says, in English. */
import type { Catalogue } from './sentences-de.ts';

export const en: Catalogue = {
  'title.file': 'Is the file complete?',
  'title.signature': 'Is the seal genuine?',
  'title.tree': 'Do the entries belong to the seal?',
  'title.records': 'Are the entries in form and order?',
  'title.openings': 'Is exactly that disclosed which should be?',
  'title.electorate': 'Who was allowed to vote?',
  'title.votes': 'Does every vote count rightly?',
  'title.totals': 'Do the entered totals agree?',
  'title.count': 'Is the count right?',
  'title.rule': 'Is the rule of majority applied rightly?',
  'title.fingerprint': 'Is it the seal from the hall?',

  'state.passed': 'in order',
  'state.failed': 'not in order',
  'state.not-made': 'not checked',
  'state.not-needed': 'not needed',
  'state.to-compare': 'please compare',

  'file.good': 'The file is complete and has the form of a result file.',
  'file.unreadable': 'This is no result file of Saalregie, version 1, or it is damaged or incomplete.',

  'signature.ownKey':
    'The seal has the signature of the key “{origin}”. The file itself names this key: only the fingerprint, compared, shows whose file it is.',
  'signature.trustedKey':
    'The seal has the signature of the key “{origin}”, and that is the public key you have given.',
  'signature.badKey': 'The key in the file cannot be read.',
  'signature.otherName': "The key in the file belongs to another name than the installation's.",
  'signature.wrongKeyId': "The key's identifier does not fit the key.",
  'signature.badTrustedKey': 'The public key you have given cannot be read.',
  'signature.foreignKey': 'The file is sealed with another key than the one you have given.',
  'signature.badNote': 'The seal cannot be read.',
  'signature.otherOrigin': 'The seal belongs to another installation than the file says.',
  'signature.signers': 'The seal has {count} signatures instead of one.',
  'signature.otherSigner': 'The signature under the seal is of another key.',
  'signature.forged': 'The signature under the seal is wrong.',

  'tree.good':
    'The {lines} entries of this ballot belong, unchanged, complete and in this order, to the {size} entries that the seal covers.',
  'tree.otherSize': 'The seal covers {sealed} entries, the file speaks of {claimed}.',
  'tree.tooSmall': 'The file has more entries than the seal covers.',
  'tree.before': 'What the file says about the entries before this ballot is incomplete.',
  'tree.otherRoot': 'The entries do not fit the seal: at least one was changed, removed, added or moved.',

  'records.good':
    'All {lines} entries have the prescribed form, none brings a vote from another ballot, and all stand in the order in which they were written.',
  'records.notCanonical': 'Entry {line} is not written in the prescribed form.',
  'records.order': 'Entry {line} (no. {number}) is not in the order of the numbers.',
  'records.otherBallot': 'Entry {line} (no. {number}) belongs to another ballot.',
  'records.unknown': 'Entry {line} (no. {number}, “{type}”) is unknown or says what it must not.',
  'records.commitment': 'Entry {line} (no. {number}) has a sealed part too many or one too few.',
  'records.start': 'The entries do not begin with the opening of the ballot.',
  'records.end': 'The entries do not end with the tally.',
  'records.twice': 'The ballot was opened, closed or tallied more than once (entry {line}).',
  'records.notClosed': 'The ballot was tallied without having been closed.',

  'openings.named':
    'All names and all counted votes are disclosed, as in a ballot by name they should be. Each fits what was deposited, sealed, during the ballot.',
  'openings.unnamed':
    'All counted votes are disclosed, and no name. Each fits what was deposited, sealed, during the ballot.',
  'openings.twice': 'Entry {line} is disclosed twice.',
  'openings.wrong': 'What is disclosed of entry {line} does not fit what was deposited during the ballot.',
  'openings.unreadable': 'What is disclosed of entry {line} cannot be read.',
  'openings.labels': 'The names of the answers are not distinct.',
  'openings.missingQuestion': 'The words of the ballot are not disclosed.',
  'openings.missingName': 'The name of voting right {tag} is not disclosed (entry {line}).',
  'openings.missingVote': 'The counted vote no. {number} is not disclosed (entry {line}).',
  'openings.name':
    'The name of voting right {tag} is disclosed, although the ballot was not by name (entry {line}).',
  'openings.replaced': 'The replaced vote no. {number} is disclosed; it would have to stay sealed.',
  'openings.other': 'Entry {line} is disclosed; it would have to stay sealed.',

  'electorate.good':
    'Voting rights: {entitled}, each exactly once, established at the opening. Members by law: {members}.',
  'electorate.late': 'The voting right in entry {line} was not established directly after the opening.',
  'electorate.tags': 'The voting rights are not numbered from 1 to {entitled} without a gap.',
  'electorate.person': 'A person has more than one voting right (entry {line}).',
  'electorate.count': 'The tally speaks of {claimed} voting rights, established are {entitled}.',
  'electorate.members':
    'There are {entitled} voting rights, but only {members} members by law, to whom the majority refers.',

  'votes.good':
    'Votes recorded one by one that count: {cast}, at most one for each right, all in time and for an answer there is. Replaced and not counted: {replaced}.',
  'votes.none': 'In this kind of ballot no vote was recorded by itself.',
  'votes.unknownRight': 'Entry {line} (no. {number}) is about a voting right that does not exist.',
  'votes.out': 'Vote no. {number} came after the member had left or was excluded (entry {line}).',
  'votes.late': 'Entry {line} (no. {number}) came after the ballot was closed.',
  'votes.channel': 'Vote no. {number} came by a way that this ballot does not have (entry {line}).',
  'votes.inRoom':
    'Vote no. {number} came by a page, although the member was in the hall and was counted there (entry {line}).',
  'votes.choice': 'Vote no. {number} is for an answer that does not exist (entry {line}).',
  'votes.repeated': 'Vote no. {number} repeats an earlier one (entry {line}).',
  'votes.notEntered':
    'Vote no. {number} is said to be entered by hand, but the entering is not recorded (entry {line}).',
  'votes.entered': 'After the entering by hand in entry {line} its vote is missing.',
  'votes.called': 'Entry {line} (no. {number}) belongs to a roll-call, which this was not.',
  'votes.notReadBack': 'The answers of the roll-call were not read out before the ballot was closed.',

  'totals.paper':
    'Chair and clerk have entered the same totals: {sum} papers together, not more than voting rights.',
  'totals.once': 'Totals entered: {sum} votes together, not more than voting rights.',
  'totals.not-needed': 'Every vote was recorded by itself here; no totals were entered.',
  'totals.missing': 'No totals were entered.',
  'totals.oneOnly': 'The totals were not entered by chair and clerk, but by one of them alone.',
  'totals.disagree': 'Chair and clerk have entered different totals.',
  'totals.option': 'The totals name an answer that does not exist (entry {line}).',
  'totals.tooMany': 'There are {sum} votes for {entitled} voting rights.',
  'totals.tooManyInRoom':
    'In the hall {sum} votes were counted; but at most {room} of the voting rights have voted there.',
  'totals.unasked': 'Entry {line} has totals, although every vote of this ballot was recorded by itself.',

  'count.good': 'Counted anew: {counts}. The file says the same.',
  'count.option': 'The tally names an answer that does not exist.',
  'count.votes': 'Counted anew there are {recounted} for “{label}”, the file says {claimed}.',
  'count.invalid': 'Counted anew {recounted} are invalid, the file says {claimed}.',
  'count.cast': 'Counted anew {recounted} were cast, the file says {claimed}.',
  'count.notCast': 'Counted anew {recounted} were not cast, the file says {claimed}.',

  'rule.needing': '{majority} Needed: {needed} votes in favour, reached: {votes}. The outcome is: {outcome}.',
  'rule.most': '{majority} The outcome is: {outcome}.',
  'rule.options': 'The rule of majority does not fit the answers there were.',
  'rule.needed': 'Needed are {recomputed} votes in favour, the file says {claimed}.',
  'rule.outcome': 'By the rule the outcome is “{recomputed}”, the file says “{claimed}”.',
  'rule.elected': 'The file names others as elected than the rule gives.',

  'fingerprint.compare': 'Compare: the display in the hall and the minutes must show {fingerprint}.',
  'fingerprint.equal': 'The fingerprint {fingerprint} is the one you have typed.',
  'fingerprint.other': 'The file has the fingerprint {fingerprint}. You have typed another.',
  'fingerprint.unreadable': 'What you have typed is no whole fingerprint. It has twelve characters.',

  'not-made': 'Not checked, because an earlier check was not in order.',

  'majority.simple': 'Simple majority: more yes than no.',
  'majority.of-voting': 'More than half of those voting.',
  'majority.of-present': 'More than half of the voting rights at the opening.',
  'majority.of-all': 'More than half of the {members} members by law.',
  'majority.two-thirds-of-voting': 'At least two thirds of those voting.',
  'majority.three-quarters-of-voting': 'At least three quarters of those voting.',
  'majority.two-thirds-of-all': 'At least two thirds of the {members} members by law.',
  'majority.three-quarters-of-all': 'At least three quarters of the {members} members by law.',
  'majority.most-votes': 'Elected is who has the most votes.',
  'majority.more-than-half-of-valid': 'Elected is who has more than half of the valid votes.',

  'outcome.carried': 'carried',
  'outcome.rejected': 'rejected',
  'outcome.elected': 'elected: {options}',
  'outcome.tie': 'a tie: {options}',
  'outcome.none': 'nobody elected',

  'kind.hands': 'by show of hands',
  'kind.device': 'electronically',
  'kind.roll-call': 'by roll-call',
  'kind.paper': 'secretly on paper',
  'kind.external': 'with another system',

  'verdict.waiting': 'No file chosen yet.',
  'verdict.reading': 'Being checked …',
  'verdict.good': 'All in order: the file is right, and the fingerprint is the one from the hall.',
  'verdict.to-compare':
    'The file is right in itself. Now compare the fingerprint with the one from the hall.',
  'verdict.bad': 'Not in order. Do not rely on this file.',
  'verdict.tooLarge': 'The file is too large for a result file.',

  'page.title': 'Verify the result of a ballot',
  'page.intro':
    'This page works a result file out again, all of it. It needs no network, and the file stays on this device.',
  'page.language': 'Language',
  'page.choose': 'Choose a result file',
  'page.drop': 'or drop it here',
  'page.chosen': 'Checked: {name}',
  'page.key': "Compare the installation's public key (optional)",
  'page.keyHint': 'One line, as the municipality has published it. Without it the file names its own key.',
  'page.keyField': 'Public key',
  'page.keyFile': 'Key from a file',
  'page.fingerprint': 'Fingerprint',
  'page.fingerprintHint':
    'The display in the hall, the transmission and the minutes must show exactly this. Only then it is the ballot that took place in the hall.',
  'page.typed': 'Fingerprint from the hall or the minutes',
  'page.checks': 'Checks',
  'page.result': 'Result',
  'page.option': 'Answer',
  'page.votes': 'Votes',
  'page.invalid': 'invalid',
  'page.cast': 'cast',
  'page.notCast': 'not cast',
  'page.entitled': 'voting rights',
  'page.made': 'Voted {kind}, opened {time}.',
  'page.notPublic': 'A ballot that was not public.',
  'page.repeats': 'This ballot repeats an earlier one.',
  'page.names': 'Names and votes',
  'page.name': 'Name',
  'page.group': 'Group',
  'page.vote': 'Vote',
  'page.noVote': 'no vote',
  'page.notSingle': 'not recorded by itself',
  'page.receipt': 'Find my vote',
  'page.receiptHint': 'The number was on your page when your vote was stored.',
  'page.number': 'Number',
  'page.limits': 'What this does not show',
  'page.limitsText':
    'Whether the right person stood behind each voting right, whether a keypad reported the key that was pressed, and whether what was counted by hand was counted rightly: no file can prove that. Whoever is in the hall sees it; and for votes with a number each member for themselves.',

  'receipt.counts': 'No. {number}: {label}',
  'receipt.named': 'No. {number}: {label}, {name}',
  'receipt.replaced': 'No. {number} was replaced by no. {by} and does not count.',
  'receipt.unknown': 'No. {number} is no vote of this ballot.',
  'receipt.bad': 'Please type a number, for example 417.',

  'command.missing': '{path}: no such file.',
  'command.result': 'Result: {outcome}',
};
