/** What the sources of a hub give together. Screens hide what nobody gives; that something is not there now is another matter. */
import { Type, type Static } from 'typebox';
import { IntentKind } from './intents.ts';

export const Services = Type.Object(
  {
    stock: Type.Boolean({ description: 'What stores have. Without it screens say nothing of stock.' }),
    reviews: Type.Boolean({
      description: 'Without it screens have no place for reviews; a product may still have none.',
    }),
    people: Type.Boolean({ description: 'Somebody knows customers, so a card may be one.' }),
    phones: Type.Boolean({ description: 'Shoppers may be recognised by their phones.' }),
    wishlist: Type.Boolean({ description: 'Lists are kept, and can be added to.' }),
    intents: Type.Array(IntentKind, {
      description: 'What a shopper may ask for.',
      maxItems: 8,
    }),
  },
  { additionalProperties: false },
);
export type Services = Static<typeof Services>;
