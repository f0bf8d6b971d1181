/** Personal links of members: given out and withdrawn on the clerk's page. What comes back is shown once and kept nowhere. */
import { request, type Answer } from './http.ts';

export interface MemberLink {
  readonly url: string;
  readonly pin: string;
  /** The link as a picture: SVG. */
  readonly qr: string;
}

/** No QR code of a link comes near this. */
const maxPictureChars = 200_000;

const linkPath = (person: string): string => `/api/members/${encodeURIComponent(person)}/link`;

/** Where the certificate is downloaded that members' devices have to trust. */
export const authorityPath = '/api/members/authority.pem';

function isLink(value: unknown): value is MemberLink {
  if (typeof value !== 'object' || value === null) return false;
  const { url, pin, qr } = value as Readonly<Record<string, unknown>>;
  return (
    typeof url === 'string' &&
    url.startsWith('https://') &&
    typeof pin === 'string' &&
    typeof qr === 'string' &&
    qr.startsWith('<svg') &&
    qr.length < maxPictureChars
  );
}

/** A new link for a member; the one before is dead. */
export async function giveLink(person: string): Promise<Answer<MemberLink>> {
  const answer = await request('POST', linkPath(person));
  if (!answer.ok) return answer;
  return isLink(answer.value) ? { ok: true, value: answer.value } : { ok: false, error: 'internal' };
}

/** The member's link is dead, and whoever is signed in with it is signed out. */
export const withdrawLink = (person: string): Promise<Answer<unknown>> => request('DELETE', linkPath(person));

/** Whether there is a certificate to be installed: not where the config names one that browsers trust anyway. */
export const hasAuthority = async (): Promise<boolean> => (await request('GET', authorityPath)).ok;
