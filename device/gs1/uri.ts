/** The parts of a web address, and the escapes in it (RFC 3986). */
import { DeviceError } from '../errors.ts';

export interface UriParts {
  /** Without the slash that begins it. */
  path: string;
  /** Without the question mark; empty when there is none. */
  query: string;
}

/** The scheme is lower or upper case, never mixed. */
const SHAPE = /^(?:https?|HTTPS?):\/\/([^/?#]+)\/([^?#]*)(?:\?([^#]*))?(?:#.*)?$/;
/** RFC 3986, appendix A: every character that a URI may hold. */
const CHARACTERS = /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+$/;
const LABEL = /^[0-9A-Za-z](?:[-0-9A-Za-z]{0,61}[0-9A-Za-z])?$/;
const IPV6 = /^\[[0-9A-Fa-f:.]{2,45}\]$/;
/** What a QR Code holds, and a bound for everything that follows. */
export const MAX_TEXT = 8_191;

/**
 * Takes a URI of scheme http or https apart; the domain must be one, whichever it is.
 * @throws DeviceError TW_GS1_NOT_A_DIGITAL_LINK
 */
export function splitUri(uri: string): UriParts {
  const shape = uri.length <= MAX_TEXT && CHARACTERS.test(uri) ? SHAPE.exec(uri) : null;
  const [, authority = '', path = '', query = ''] = shape ?? [];
  if (shape === null || !isAuthority(authority)) throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK');
  return { path, query };
}

/** A host, perhaps a port; no user, who has no business on a tag. */
function isAuthority(authority: string): boolean {
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority) ?? [];
  if (Number(port) > 65_535) return false;
  if (IPV6.test(host)) return true;
  const labels = host.replace(/\.$/, '').split('.');
  return host.length <= 253 && labels.every((label) => LABEL.test(label));
}

/** Everything but unreserved characters as an escape. */
export function escapeUri(value: string): string {
  return encodeURIComponent(value).replaceAll(/[!'()*]/g, percentEncoded);
}

function percentEncoded(character: string): string {
  return `%${character.codePointAt(0)?.toString(16).toUpperCase()}`;
}

/** @throws DeviceError TW_GS1_VALUE_INVALID */
export function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new DeviceError('TW_GS1_VALUE_INVALID', {
      detail: 'A percent sign does not begin an escape.',
      cause,
    });
  }
}
