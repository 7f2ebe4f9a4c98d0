/** Lists come from the kiosk that served the page, never from elsewhere. */
export class HttpProblem extends Error {
  readonly status: number;

  constructor(path: string, status: number) {
    super(`${path} answered ${String(status)}`);
    this.name = 'HttpProblem';
    this.status = status;
  }
}

/** The other end is our own kiosk, so its JSON is of the contract. */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new HttpProblem(path, response.status);
  return (await response.json()) as T;
}
