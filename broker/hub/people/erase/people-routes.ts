/** What the console does about people: say how much is held of one, and erase them on request. Who it is never stands in an address. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ErasedPerson, HeldOfPerson } from '../../../contract/erased-person.ts';
import { BrokerError } from '../../../errors.ts';
import type { Access } from '../../http/access.ts';
import { IMPORTED } from '../imported-people.ts';
import type { PersonKey } from '../person-key.ts';
import type { Erase } from './erase.ts';

const Request = Compile(
  Type.Object(
    {
      ref: Type.String({ minLength: 1, maxLength: 128 }),
      source: Type.Optional(Type.String({ pattern: '^[a-z0-9_-]{1,32}$' })),
    },
    { additionalProperties: false },
  ),
);

export function addPeopleRoutes(
  app: FastifyInstance,
  { erase, access }: { erase: Erase; access: Access },
): void {
  const options = { preHandler: access.assertAllowed };
  app.post('/api/people/held', options, async ({ body }, reply): Promise<HeldOfPerson> => {
    reply.header('cache-control', 'no-store');
    return erase.held(keyOf(body));
  });
  app.post('/api/people/erase', options, async ({ body }, reply): Promise<ErasedPerson> => {
    reply.header('cache-control', 'no-store');
    return erase.person(keyOf(body));
  });
}

/** @throws BrokerError TW_REQUEST_INVALID */
function keyOf(body: unknown): PersonKey {
  if (!Request.Check(body)) throw new BrokerError('TW_REQUEST_INVALID', 'Send { "ref": "…" }.');
  return { source: body.source ?? IMPORTED, ref: body.ref };
}
