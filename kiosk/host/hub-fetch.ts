/** `fetch` to the hub: with the token, and through the cable that the lab can pull. */

export function hubFetch(isPlugged: () => boolean, token: string | null): typeof fetch {
  return async (input, init) => {
    if (!isPlugged()) throw new TypeError('The network cable is pulled.');
    if (token === null) return fetch(input, init);
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
}
