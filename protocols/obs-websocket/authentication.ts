/**
 * Creating an authentication string (protocol.md, "Creating an authentication string"). The digest is
 * handed in, because this folder knows no platform.
 */

/** SHA-256 of UTF-8 text, as standard base64. */
export type Sha256Base64 = (text: string) => string;

/** base64(sha256(base64(sha256(password + salt)) + challenge)) */
export function authenticationOf(
  password: string,
  hello: { readonly challenge: string; readonly salt: string },
  sha256Base64: Sha256Base64,
): string {
  return sha256Base64(sha256Base64(password + hello.salt) + hello.challenge);
}
