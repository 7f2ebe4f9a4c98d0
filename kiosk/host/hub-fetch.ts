/** `fetch` to the hub: with the token, trusting its authority, and through the cable that the lab can pull. */
import { authoritiesOf } from '../pairing/trust.ts';
import { trustedFetch, urlOf } from './trusted-fetch.ts';

export interface HubAccess {
  /** Bearer; null where the hub asks for none. It may change while the kiosk runs. */
  token: () => string | null;
  /** Authority of the fleet, PEM; null: those of the system. */
  ca: string | null;
}

export function hubFetch(isPlugged: () => boolean, { token, ca }: HubAccess): typeof fetch {
  const trusted = ca === null ? fetch : trustedFetch(authoritiesOf(ca));
  return async (input, init) => {
    if (!isPlugged()) throw new TypeError('The network cable is pulled.');
    // Plain HTTP goes to this machine alone, and needs nobody to vouch for it.
    const send = urlOf(input).protocol === 'https:' ? trusted : fetch;
    const bearer = token();
    if (bearer === null) return send(input, init);
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${bearer}`);
    return send(input, { ...init, headers });
  };
}
