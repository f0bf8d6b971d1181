/** The pages' addresses. Changing between them loads anew: each is its own chunk, connection and role. */
import type { Role } from '../../protocols/api/commands.ts';

export const rolePaths: Readonly<Record<Role, string>> = {
  operator: '/operator',
  chair: '/chair',
  clerk: '/clerk',
  display: '/display',
};

/** A member's own page: behind the members' door, which has no other. */
export const seatPath = '/seat';

/** The sign-in page that comes back to `path`. */
export const signInPath = (path: string): string =>
  Object.values(rolePaths).includes(path) ? `/sign-in?to=${encodeURIComponent(path)}` : '/sign-in';

/** Where the sign-in page was asked to come back to; only ever a page of ours. */
export function requestedRole(search: string): Role | null {
  const to = new URLSearchParams(search).get('to');
  if (to === rolePaths.operator) return 'operator';
  if (to === rolePaths.chair) return 'chair';
  if (to === rolePaths.clerk) return 'clerk';
  return null;
}

export function goTo(path: string): void {
  window.location.assign(path);
}
