/** Run-time schema of what a browser may send (screen.ts); a browser is untrusted. */
import { Type } from 'typebox';
import { IntentKey, IntentKind } from './intents.ts';
import { literals } from './literals.ts';
import { PANELS } from './screen.ts';
import { LANGUAGES } from './settings.ts';

const Closed = { additionalProperties: false } as const;
const Sku = Type.String({ minLength: 1, maxLength: 64 });

export const TouchSchema = Type.Union([
  Type.Object(
    {
      action: literals([
        'activity',
        'back',
        'finish',
        'forget',
        'stay',
        'show_wishlist',
        'dismiss_offer',
        'show_search',
        'show_join',
        'call_associate',
      ]),
    },
    Closed,
  ),
  Type.Object(
    {
      action: literals(['select_variant', 'request_size', 'add_to_wishlist', 'remove_from_wishlist']),
      sku: Sku,
    },
    Closed,
  ),
  Type.Object(
    {
      action: Type.Literal('open_product'),
      sku: Sku,
      list: literals(['search', 'wishlist', 'related', 'attract', 'room']),
    },
    Closed,
  ),
  Type.Object({ action: Type.Literal('show_panel'), panel: literals(PANELS) }, Closed),
  Type.Object(
    {
      action: Type.Literal('ask_intent'),
      kind: IntentKind,
      sku: Sku,
      storeCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    },
    Closed,
  ),
  Type.Object({ action: Type.Literal('drop_intent'), key: IntentKey }, Closed),
  Type.Object({ action: Type.Literal('set_language'), language: literals(LANGUAGES) }, Closed),
]);

export const BrowserMessageSchema = Type.Union([
  Type.Object({ type: Type.Literal('touch'), touch: TouchSchema }, Closed),
  Type.Object(
    {
      type: Type.Literal('painted'),
      revision: Type.Integer({ minimum: 0 }),
      part: literals(['words', 'photo']),
      at: Type.Number(),
    },
    Closed,
  ),
]);
