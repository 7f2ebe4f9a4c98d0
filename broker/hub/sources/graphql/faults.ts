/** What a shop's server says when it does not answer, as a code of ours. */
import { BrokerError } from '../../../errors.ts';

export interface GraphqlError {
  message: string;
  /** `extensions.code`, or ''. */
  code: string;
  extensions: object;
}

/** Of a server that has not carried anything out. */
export const BUSY_CODES: ReadonlySet<string> = new Set(['THROTTLED', 'TOO_MANY_REQUESTS']);
const REFUSED = new Set(['FORBIDDEN', 'UNAUTHORIZED', 'UNAUTHENTICATED', 'ACCESS_DENIED']);
/** Of a question that would cost more than one question may; less of it at once may be asked. */
const TOO_MUCH = new Set(['MAX_COST_EXCEEDED', 'MAX_COMPLEXITY_EXCEEDED']);
/** Their messages speak of our own text, which holds nothing of a person. */
const ABOUT_THE_TEXT = new Set(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'undefinedField']);
const MOST_SAID = 200;

/** Messages are left out unless they can only be about the question: others may repeat what was asked about somebody. */
export function faultOfErrors(name: string, errors: readonly GraphqlError[]): BrokerError {
  const code = errors.find((error) => error.code !== '')?.code ?? '';
  if (errors.some((error) => BUSY_CODES.has(error.code)))
    return new BrokerError('TW_SOURCE_BUSY', `${name} was put off.`);
  if (errors.some((error) => REFUSED.has(error.code)))
    return new BrokerError('TW_SOURCE_REFUSED', `The key may not ask ${name}.`);
  if (errors.some((error) => TOO_MUCH.has(error.code)))
    return new BrokerError('TW_SOURCE_TOO_MUCH', `${name} asks for too much at once.`);
  const about = errors.find((error) => ABOUT_THE_TEXT.has(error.code));
  const said = about ? `: ${about.message.slice(0, MOST_SAID)}` : code === '' ? '' : ` (${shown(code)})`;
  return new BrokerError('TW_SOURCE_ANSWER', `${name} was answered with an error${said}.`);
}

export function faultOfStatus(name: string, status: number): BrokerError {
  const said = `${name} was answered with HTTP ${status}.`;
  // 430 is Shopify's for a client that it takes for a robot.
  if (status === 429 || status === 430) return new BrokerError('TW_SOURCE_BUSY', said);
  if (status === 401 || status === 403) return new BrokerError('TW_SOURCE_REFUSED', said);
  if (status >= 500) return new BrokerError('TW_SOURCE_UNREACHABLE', said);
  return new BrokerError('TW_SOURCE_ANSWER', said);
}

function shown(code: string): string {
  return code.replaceAll(/[^A-Za-z0-9_]/g, '').slice(0, 60);
}
