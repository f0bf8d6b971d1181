/** What a reply means for the question it answers, before anybody looks at what was asked for. */
import { parseAnswer, type OnvifAnswer } from '../../protocols/onvif/answers.ts';
import { parseFault, type Fault } from '../../protocols/onvif/envelope.ts';
import type { OnvifOperation } from '../../protocols/onvif/requests.ts';
import type { OnvifReply } from '../transports/onvif.ts';

export type Meaning =
  | { readonly type: 'answer'; readonly answer: OnvifAnswer }
  | { readonly type: 'fault'; readonly fault: Fault }
  /** The camera does not take our credentials, or what it takes for their time. */
  | { readonly type: 'not-authorised' }
  /** SOAP, but not the answer; or no SOAP at all. */
  | { readonly type: 'senseless'; readonly isSoap: boolean }
  | { readonly type: 'none'; readonly reason: 'timeout' | 'broken' };

/** Of the specification, and of the WS-Security that some cameras quote instead. */
const authorisationCodes: ReadonlySet<string> = new Set([
  'NotAuthorized',
  'FailedAuthentication',
  'FailedCheck',
  'InvalidSecurity',
  'InvalidSecurityToken',
]);

export function meaningOf(operation: OnvifOperation, { result }: OnvifReply): Meaning {
  if (!result.ok) return { type: 'none', reason: result.reason };
  const { status, body } = result;
  if (!body && status === 401) return { type: 'not-authorised' };
  // A camera that is starting, or has no time: as good as no answer.
  if (!body && status >= 500) return { type: 'none', reason: 'broken' };
  if (!body) return { type: 'senseless', isSoap: false };
  const fault = parseFault(body);
  if (fault)
    return authorisationCodes.has(fault.code) ? { type: 'not-authorised' } : { type: 'fault', fault };
  const answer = parseAnswer(operation, body);
  return answer ? { type: 'answer', answer } : { type: 'senseless', isSoap: true };
}
