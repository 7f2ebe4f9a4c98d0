/** What shoppers want done, for the team's list in the console. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { IntentReason, IntentStateName } from '../../contract/intents.ts';
import { literals } from '../../contract/literals.ts';
import { BrokerError } from '../../errors.ts';
import type { IntentList } from '../intents/intent-list.ts';
import type { Intents } from '../intents/intents.ts';
import type { Access } from './access.ts';

export interface IntentRoutesOptions {
  intents: Pick<Intents, 'list' | 'move' | 'clear'>;
  list: IntentList;
  access: Access;
}

const Move = Compile(
  Type.Object({ to: IntentStateName, reason: Type.Optional(IntentReason) }, { additionalProperties: false }),
);

const Clear = Compile(Type.Object({ how: literals(['retry', 'settled']) }, { additionalProperties: false }));

type ListQuery = { Querystring: { store?: string | string[] } };

export function addIntentRoutes(app: FastifyInstance, { intents, list, access }: IntentRoutesOptions): void {
  const guarded = { preHandler: access.assertAllowed };
  app.get<ListQuery>('/api/console/intents', guarded, async ({ query: { store } }) => {
    if (Array.isArray(store)) throw new BrokerError('TW_REQUEST_INVALID', 'store may be given once.');
    return (await intents.list(store || undefined)).map((intent) => list.lineOf(intent));
  });
  app.post<{ Params: { id: string } }>('/api/console/intents/:id', guarded, async ({ params, body }) => {
    if (!Move.Check(body)) throw new BrokerError('TW_REQUEST_INVALID', 'Send { "to", "reason"? }.');
    return list.lineOf(await intents.move(params.id, body.to, body.reason));
  });
  app.post<{ Params: { id: string } }>('/api/console/intents/:id/snag', guarded, async ({ params, body }) => {
    if (!Clear.Check(body))
      throw new BrokerError('TW_REQUEST_INVALID', 'Send { "how": "retry" | "settled" }.');
    return list.lineOf(await intents.clear(params.id, body.how));
  });
}
