/**
 * Signing in to a member's page. The personal link brings its token behind the #; it is taken from the address bar
 * at once and kept for this tab only, since whoever sees it has half of what opens the page.
 */
import { request, type Answer } from './http.ts';
import { keptInBrowser, keptInTab } from './seat-kept.ts';

const tokenKept = keptInTab('token');
const linkKept = keptInBrowser('link');
const tokenPattern = /^[A-Za-z0-9_-]{20,64}$/;

export interface PersonalLink {
  /** null: this tab was opened without a link. */
  readonly token: string | null;
  /** The address had something behind the # that is no token: a link that was cut off on its way. */
  readonly isDamaged: boolean;
  /** This browser was signed in with another link the last time: the page must not go on for somebody else. */
  readonly isOther: boolean;
}

/** 32 bits of FNV-1a: tells links apart and gives none away. */
function markOf(token: string): string {
  let hash = 0x811c9dc5;
  for (const char of token) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
}

/** Takes the token out of the address bar. */
export function takeLink(): PersonalLink {
  const given = window.location.hash.slice(1);
  if (given !== '') window.history.replaceState(null, '', window.location.pathname);
  const isToken = tokenPattern.test(given);
  if (isToken) tokenKept.write(given);
  const kept = tokenKept.read();
  const token = kept !== null && tokenPattern.test(kept) ? kept : null;
  return {
    token,
    isDamaged: given !== '' && !isToken,
    isOther: isToken && linkKept.read() !== markOf(given),
  };
}

/** Another link pasted into the open page changes nothing but the #: the page begins anew with it. */
export function onOtherLink(begin: () => void): () => void {
  const changed = (): void => {
    if (window.location.hash.length > 1) begin();
  };
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** Signs in with link and PIN. Whoever was signed in with the link elsewhere is signed out by it. */
export async function signInToSeat(
  token: string,
  pin: string,
): Promise<Answer<{ readonly isOtherLink: boolean }>> {
  const answer = await request('POST', '/api/seat/session', { token, pin });
  if (!answer.ok) return answer;
  const mark = markOf(token);
  const isOtherLink = linkKept.read() !== mark;
  linkKept.write(mark);
  return { ok: true, value: { isOtherLink } };
}

/** Signs out; the daemon ends the line. */
export const signOutOfSeat = (): Promise<Answer<unknown>> => request('DELETE', '/api/seat/session');
