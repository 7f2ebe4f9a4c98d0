/** Making tags from the console: find the variant, write or learn its tag at a kiosk, list and forget what was learned. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { CommandAnswer, EncodeRequest } from '../../contract/http.ts';
import { BrokerError } from '../../errors.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';
import type { Bindings } from '../tags/bindings.ts';
import type { VariantSearch } from '../tags/variant-search.ts';
import type { Commander } from '../twin/commander.ts';
import type { Fleet } from '../twin/fleet.ts';
import type { Access } from './access.ts';

export interface TagRoutesOptions {
  fleet: Fleet;
  commander: Commander;
  bindings: Bindings;
  variants: VariantSearch;
  access: Access;
}

const Encode = Compile(
  Type.Object(
    {
      action: Type.Union([Type.Literal('write'), Type.Literal('learn'), Type.Literal('cancel')]),
      reader: Type.String({ minLength: 1, maxLength: 64 }),
      sku: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      serial: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
      domain: Type.Optional(Type.String({ maxLength: 200 })),
      lock: Type.Optional(Type.Boolean()),
      seconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 120 })),
    },
    { additionalProperties: false },
  ),
);

const MOST_QUERY = 100;

type Search = { Querystring: { q?: string | string[] } };

export function addTagRoutes(app: FastifyInstance, options: TagRoutesOptions): void {
  const { bindings, variants, access } = options;
  const guarded = { preHandler: access.assertAllowed };
  app.get<Search>('/api/console/variants', guarded, async ({ query }) => {
    if (Array.isArray(query.q)) throw new BrokerError('TW_REQUEST_INVALID', 'q may be given once.');
    return variants.search((query.q ?? '').slice(0, MOST_QUERY));
  });
  app.get('/api/console/tags', guarded, async () => bindings.list());
  app.delete<{ Params: { uid: string } }>('/api/console/tags/:uid', guarded, async ({ params }) => {
    await bindings.forget(params.uid);
    return bindings.list();
  });
  app.post<{ Params: { id: string } }>('/api/console/kiosks/:id/tags', guarded, async ({ params, body }) => {
    if (!Encode.Check(body))
      throw new BrokerError('TW_REQUEST_INVALID', 'Send { "action", "reader", "sku" }.');
    return encode(options, params.id, body);
  });
}

/** A variant is looked up here: the kiosk may have an older catalogue. */
async function encode(
  { fleet, commander, variants }: TagRoutesOptions,
  kioskId: string,
  request: EncodeRequest,
): Promise<CommandAnswer> {
  const kiosk = fleet.get(kioskId);
  if (!kiosk) throw new BrokerError('TW_KIOSK_UNKNOWN');
  if (!kiosk.online) throw new BrokerError('TW_COMMAND_TIMEOUT', 'The kiosk is offline.');
  if (!hasReader(kiosk, request.reader))
    throw new BrokerError('TW_READER_UNKNOWN', `${kioskId} has no reader ${request.reader.slice(0, 64)}.`);
  if (request.action === 'cancel') return plain(await commander.encode(kiosk, request));
  const variant = request.sku === undefined ? undefined : variants.of(request.sku);
  if (variant === undefined) throw new BrokerError('TW_SKU_UNKNOWN');
  if (request.action === 'learn') return plain(await commander.encode(kiosk, request));
  if (variant.gtin === null)
    throw new BrokerError(
      'TW_SKU_UNKNOWN',
      `${variant.sku} has no GTIN, so no link can name it. Learn its tag instead.`,
    );
  return plain(await commander.encode(kiosk, { ...request, gtin: variant.gtin }));
}

function hasReader({ devices }: KioskRecord, reader: string): boolean {
  return devices.some(({ id }) => id === reader);
}

/** Without the correlation id, which is between hub and kiosk. */
function plain({ ok, code, message, tag }: CommandAnswer): CommandAnswer {
  return {
    ok,
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    ...(tag !== undefined && { tag }),
  };
}
