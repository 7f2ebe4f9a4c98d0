/**
 * `GET /metrics`. This machine may always look; another one needs the token of `metricsTokenFile`. What a proxy on this
 * machine passes on comes from elsewhere.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { isLoopback } from '../../broker/loopback.ts';
import { bearerOf, isSecret } from '../../broker/metrics/same-secret.ts';
import { KioskError } from '../errors.ts';

export interface MetricsRouteDeps {
  registry: Registry;
  /** Null: nobody but this machine. */
  token: string | null;
}

export function metricsRoute(server: FastifyInstance, { registry, token }: MetricsRouteDeps): void {
  server.get('/metrics', async (request, reply) => {
    assertAllowed(request, token);
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
}

function assertAllowed({ ip, headers }: FastifyRequest, token: string | null): void {
  const passedOn = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
  if (!passedOn && isLoopback(ip.replace(/^::ffff:/, ''))) return;
  const given = bearerOf(headers.authorization);
  if (token !== null && given !== undefined && isSecret(given, token)) return;
  throw new KioskError(
    'TW_REQUEST_REFUSED',
    'Figures are for the machine of the kiosk, or for the token of metricsTokenFile.',
  );
}
