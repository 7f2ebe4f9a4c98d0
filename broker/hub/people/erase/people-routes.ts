/** What the console does about people: erase one on request. The number of a customer never stands in an address. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ErasedPerson } from '../../../contract/erased-person.ts';
import { BrokerError } from '../../../errors.ts';
import type { Access } from '../../http/access.ts';
import { IMPORTED } from '../imported-people.ts';
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
  app.post(
    '/api/people/erase',
    { preHandler: access.assertAllowed },
    async ({ body }, reply): Promise<ErasedPerson> => {
      reply.header('cache-control', 'no-store');
      if (!Request.Check(body)) throw new BrokerError('TW_REQUEST_INVALID', 'Send { "ref": "…" }.');
      return erase.person({ source: body.source ?? IMPORTED, ref: body.ref });
    },
  );
}
