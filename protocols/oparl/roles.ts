/**
 * What German words say about an organisation and about a member's role in it. OParl has vocabularies for
 * neither `classification` nor `role`; what stands here is what councils write.
 */
import type { Body, MemberRole } from '../models/council.ts';

/** `group`: a council group (Fraktion); `none`: nothing that meets, as a party or an office. */
export type OrganizationKind = Body['kind'] | 'group' | 'none';

const groupWords =
  /fraktion|(?:^|[^\p{L}])(?:(?:rats|wähler|kreistags|stadtrats)?gruppe|gruppierung)(?![\p{L}])/iu;
const noneWords = /(?:^|[^\p{L}])(?:partei|verwaltungsbereich|dienststelle|amt)(?![\p{L}])/iu;
const councilWords =
  /(?:^|[^\p{L}])(?:rat|stadtrat|gemeinderat|ortsgemeinderat|verbandsgemeinderat|samtgemeinderat|marktgemeinderat|kreistag|regionaltag|bürgerschaft|stadtvertretung|gemeindevertretung|bezirksverordnetenversammlung|bezirksversammlung|stadtverordnetenversammlung|gemeindeversammlung|verbandsversammlung)(?![\p{L}])/iu;
/** Committees that have a council's name in theirs, as “Hauptausschuss des Kreistages”. */
const committeeWords =
  /ausschu(?:ss|ß)|ausschüsse|beirat|kommission|ortsrat|ortsbeirat|ältestenrat|präsidium/iu;

export function organizationKind(classification: string, name: string): OrganizationKind {
  if (groupWords.test(classification)) return 'group';
  if (noneWords.test(classification)) return 'none';
  return bodyKind(`${classification} ${name}`);
}

/** Whether the words name the council itself or one of its committees. */
export function bodyKind(words: string): Body['kind'] {
  return councilWords.test(words) && !committeeWords.test(words) ? 'council' : 'committee';
}

export interface ReadRole {
  readonly role: MemberRole;
  /** Order among deputies, where the words name one. */
  readonly rank?: number;
  /** false: the words say that they only advise; absent: they say nothing of it. */
  readonly votingRight?: false;
  /** false: words this table does not know; counted as a member. */
  readonly isKnown: boolean;
}

const ordinals: Readonly<Record<string, number>> = { erste: 1, zweite: 2, dritte: 3, vierte: 4, fünfte: 5 };

export function parseRole(text: string | undefined): ReadRole {
  const words = text?.toLowerCase() ?? '';
  const rank = rankOf(words);
  const ranked = rank === undefined ? {} : { rank };
  // Who leads a group does not take the chair of the body for that.
  const chairs =
    /vorsitz|vorsteher|(?:tags|stadt|bürgerschafts)präsident/.test(words) && !/fraktion|gruppe/.test(words);
  const deputises =
    /stellv|vize/.test(words) ||
    (/vertret(?!ung)/.test(words) && !/vertret\p{L}*\s+(?:der|des|von|für)\s/u.test(words));
  if (chairs) {
    const isDeputy = deputises || /vertret/.test(words);
    return { role: isDeputy ? 'deputy-chair' : 'chair', ...(isDeputy ? ranked : {}), isKnown: true };
  }
  // A deputy mayor sits in the council like any other member.
  if (/bürgermeister|landr[aä]t|beigeordnet/.test(words)) return { role: 'member', isKnown: true };
  if (deputises) return { role: 'deputy', ...ranked, isKnown: true };
  if (/berat|hinzugezogen|schriftführ|protokoll|gast|verwaltung/.test(words))
    return { role: 'member', votingRight: false, isKnown: true };
  return {
    role: 'member',
    isKnown:
      words === '' ||
      /mitglied|mandat|verordnete|r[aä]t(?:in)?(?![\p{L}])|ratsfrau|ratsherr|fraktion|gruppe|sachkundig|abgeordnet/u.test(
        words,
      ),
  };
}

function rankOf(words: string): number | undefined {
  const digits = /(?:^|[^\d])(\d{1,2})\.\s*(?:stellv|vize|vertret)/.exec(words)?.[1];
  if (digits !== undefined) return Math.max(1, Number(digits));
  const word = /(erste|zweite|dritte|vierte|fünfte)[rnsm]?\s+(?:stellv|vize|vertret)/.exec(words)?.[1];
  return word === undefined ? undefined : ordinals[word];
}
