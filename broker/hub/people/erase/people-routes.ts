/** What the console does about people: say how much is held of one, and erase them on request. Who it is never stands in an address. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ErasedPerson, HeldOfPerson } from '../../../contract/erased-person.ts';
import { BrokerError } from '../../../errors.ts';
import type { Access } from '../../http/access.ts';
import { IMPORTED } from '../imported-people.ts';
import type { Directory } from '../directory.ts';
import type { PersonKey } from '../person-key.ts';
import type { Erase } from './erase.ts';

const Request = Compile(
  Type.Object(
    {
      ref: Type.String({ minLength: 1, maxLength: 128 }),
      source: Type.Optional(Type.String({ pattern: '^[a-z0-9_-]{1,32}$' })),
      by: Type.Optional(Type.Union([Type.Literal('ref'), Type.Literal('loyalty')])),
    },
    { additionalProperties: false },
  ),
);

export interface PeopleRoutesOptions {
  erase: Erase;
  directory: Pick<Directory, 'byLoyalty'>;
  access: Access;
}

export function addPeopleRoutes(
  app: FastifyInstance,
  { erase, directory, access }: PeopleRoutesOptions,
): void {
  const options = { preHandler: access.assertAllowed };
  app.post('/api/people/held', options, async ({ body }, reply): Promise<HeldOfPerson> => {
    reply.header('cache-control', 'no-store');
    return erase.held(await keyOf(directory, body));
  });
  app.post('/api/people/erase', options, async ({ body }, reply): Promise<ErasedPerson> => {
    reply.header('cache-control', 'no-store');
    return erase.person(await keyOf(directory, body));
  });
}

/** @throws BrokerError TW_REQUEST_INVALID | TW_PERSON_UNKNOWN | TW_PEOPLE_AWAY */
async function keyOf(directory: Pick<Directory, 'byLoyalty'>, body: unknown): Promise<PersonKey> {
  if (!Request.Check(body)) throw new BrokerError('TW_REQUEST_INVALID', 'Send { "ref": "…" }.');
  const { source = IMPORTED, ref, by = 'ref' } = body;
  if (by === 'ref') return { source, ref };
  const found = await directory.byLoyalty(ref, source);
  if (found === undefined) throw new BrokerError('TW_PERSON_UNKNOWN');
  return found.key;
}
