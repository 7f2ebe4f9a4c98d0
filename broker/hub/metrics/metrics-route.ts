/** `GET /metrics` of the hub: for whoever may ask the console's questions, or for a token that is good for this alone. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { bearerOf, isSecret } from '../../metrics/same-secret.ts';

export interface MetricsRouteDeps {
  registry: Registry;
  /** As of `Access`: throws BrokerError TW_SIGNED_OUT | TW_TOKEN_REFUSED | TW_RATE_LIMITED. */
  assertAllowed: (request: FastifyRequest) => Promise<void>;
  /** Good for the figures alone; undefined: there is none. */
  token: string | undefined;
  /** Called before the figures are read: what is counted in the database. */
  refresh?: () => Promise<void>;
}

export function addMetricsRoute(app: FastifyInstance, deps: MetricsRouteDeps): void {
  const { registry, assertAllowed, token, refresh } = deps;
  app.get('/metrics', async (request, reply) => {
    const given = bearerOf(request.headers.authorization);
    const isReader = token !== undefined && given !== undefined && isSecret(given, token);
    if (!isReader) await assertAllowed(request);
    await refresh?.();
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
}
