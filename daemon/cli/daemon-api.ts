/** A running daemon as the command line's own programs speak to it. */

/** Whether one answers there. */
export async function isListening(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

/** The cookie of a session; null: the PIN is not the one. Rejects where nobody answers. */
export async function signIn(
  url: string,
  role: 'operator' | 'chair',
  pin: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, pin }),
    ...(signal ? { signal } : {}),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  return response.ok && cookie !== undefined ? cookie : null;
}
