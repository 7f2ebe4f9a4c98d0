/**
 * Tills: take over what a shopper chose at a display. Guarded by a token of their own or that of the hub; codes are short,
 * so wrong ones are counted, by who asks and in all. What is logged names the intent, never the code.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ClaimedHandover } from '../../contract/http.ts';
import type { Intent } from '../../contract/intents.ts';
import { BrokerError, isBrokerError } from '../../errors.ts';
import { bearerOf, isSecret } from '../../metrics/same-secret.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { Intents } from '../intents/intents.ts';
import { RateLimit } from '../requests/rate-limit.ts';
import type { VariantSearch } from '../tags/variant-search.ts';
import type { Access } from './access.ts';

export interface HandoverRoutesOptions {
  intents: Pick<Intents, 'claim' | 'purchased'>;
  variants: Pick<VariantSearch, 'of'>;
  access: Pick<Access, 'assertAllowed'>;
  /** Good for tills alone; undefined: there is none. */
  tillToken: string | undefined;
  clock: Clock;
  logger: Logger;
}

const Text = Type.String({ minLength: 1, maxLength: 64 });
const Claim = Compile(Type.Object({ code: Text, storeCode: Text }, { additionalProperties: false }));
const Purchase = Compile(Type.Object({ id: Text, storeCode: Text }, { additionalProperties: false }));

/** Guesses of everybody together: of 29^6 codes a handful is good at a time. */
const ALL = 'all';

export function addHandoverRoutes(app: FastifyInstance, options: HandoverRoutesOptions): void {
  const { intents, clock, logger } = options;
  const byOne = new RateLimit({ clock, burst: 10, perSecond: 0.1 });
  const inAll = new RateLimit({ clock, burst: 60, perSecond: 0.5 });
  const preHandler = (request: FastifyRequest): Promise<void> => assertTill(request, options);
  app.post('/api/handover/claim', { preHandler }, async ({ body, ip }) => {
    if (!Claim.Check(body)) throw new BrokerError('TW_REQUEST_INVALID', 'Send { "code", "storeCode" }.');
    if (byOne.exhausted(ip) || inAll.exhausted(ALL)) throw new BrokerError('TW_RATE_LIMITED');
    const { storeCode } = body;
    try {
      const intent = await intents.claim(body.code, storeCode);
      logger.info({ intent: intent.id, store: storeCode }, 'a till took over a hand-over');
      return claimedOf(intent, options);
    } catch (error) {
      if (isBrokerError(error, 'TW_HANDOVER_UNKNOWN')) {
        byOne.take(ip);
        inAll.take(ALL);
      }
      if (isBrokerError(error))
        logger.info({ store: storeCode, code: error.code }, 'a till was refused a hand-over');
      throw error;
    }
  });
  app.post('/api/handover/purchased', { preHandler }, async ({ body }) => {
    if (!Purchase.Check(body)) throw new BrokerError('TW_REQUEST_INVALID', 'Send { "id", "storeCode" }.');
    const intent = await intents.purchased(body.id, body.storeCode);
    logger.info({ intent: intent.id, store: body.storeCode }, 'a hand-over was paid');
    return claimedOf(intent, options);
  });
}

async function assertTill(
  request: FastifyRequest,
  { tillToken, access }: HandoverRoutesOptions,
): Promise<void> {
  const given = bearerOf(request.headers.authorization);
  if (tillToken !== undefined && given !== undefined && isSecret(given, tillToken)) return;
  await access.assertAllowed(request);
}

function claimedOf(intent: Intent, { variants }: HandoverRoutesOptions): ClaimedHandover {
  const { id, storeCode, lines, history } = intent;
  return {
    id,
    storeCode,
    claimedAt: history.find(({ state }) => state === 'claimed')?.at ?? '',
    lines: lines.map(({ sku, quantity }) => {
      const variant = variants.of(sku);
      return { sku, gtin: variant?.gtin ?? null, quantity, title: variant?.title ?? sku };
    }),
  };
}
