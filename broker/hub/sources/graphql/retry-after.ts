/** How long a busy server wants to be left alone. */
/**
 * Milliseconds; 0 when it does not say. Either the header in seconds (RFC 9110, section 10.2.3; a date is not read), or the
 * cost that Shopify reports: what is missing, at the rate at which it comes back.
 * @param said Extensions of the answer and of its errors (GraphQL specification, section 7.1).
 */
export function retryAfterMs(response: Response, said: readonly object[]): number {
  const seconds = Number(response.headers.get('retry-after') ?? '');
  if (seconds > 0) return seconds * 1_000;
  for (const extensions of said) {
    const { cost } = extensions as { cost?: { requestedQueryCost?: unknown; throttleStatus?: unknown } };
    const { currentlyAvailable, restoreRate } = (cost?.throttleStatus ?? {}) as Record<string, unknown>;
    const missing = Number(cost?.requestedQueryCost) - Number(currentlyAvailable);
    const rate = Number(restoreRate);
    if (missing > 0 && rate > 0) return Math.ceil((missing / rate) * 1_000);
  }
  return 0;
}
