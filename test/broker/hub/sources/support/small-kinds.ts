/** A kind that needs no shop: it gives what it is told to give, and says what became of it. */
import { resolve } from 'node:path';
import { Type } from 'typebox';
import type { SourceBundle } from '../../../../../broker/hub/sources/bundle.ts';
import { IMPORTED, PARTS, type Part } from '../../../../../broker/hub/sources/parts-given.ts';
import type { Capability, PeopleSource, StockSource } from '../../../../../broker/hub/sources/ports.ts';
import {
  sourceKind,
  type SourceContext,
  type SourceKind,
} from '../../../../../broker/hub/sources/source-kind.ts';

export interface Seen {
  made: SourceContext[];
  stopped: string[];
  /** Of the source that was made last. */
  stock?: Parameters<StockSource['watch']>[0];
}

export function smallKind(seen: Seen = { made: [], stopped: [] }): SourceKind {
  return sourceKind({
    kind: 'small',
    description: 'A shop of the tests.',
    options: Type.Object(
      {
        gives: Type.Array(Type.Union(PARTS.map((part) => Type.Literal(part)))),
        pages: Type.Optional(Type.Integer({ minimum: 1, maximum: 9, default: 2 })),
        file: Type.Optional(Type.String()),
        fresh: Type.Optional(Type.Integer({ minimum: 1 })),
      },
      { additionalProperties: false },
    ),
    parts: ({ gives }): readonly Part[] => gives,
    create: ({ gives: given, file, fresh }, context): SourceBundle => {
      const gives: readonly Part[] = given;
      seen.made.push(context);
      const freshness = fresh === undefined ? {} : { catalogue: fresh };
      const card = { name: context.name, capabilities: ['people'] satisfies Capability[], freshness };
      const files = file === undefined ? [] : [resolve(context.base, file)];
      const read = gives.some((part: Part) => IMPORTED[part] !== undefined);
      return {
        card,
        people: peopleOf(card),
        ...(read && { catalogue: { card, files, open: async () => ({ pictureBase: '/' }) } }),
        ...(gives.includes('stock') && { stock: stockOf(card, seen) }),
        stop: async () => void seen.stopped.push(context.name),
      };
    },
  });
}

function peopleOf(card: PeopleSource['card']): PeopleSource {
  const nobody = async (): Promise<undefined> => undefined;
  return { card, byCard: nobody, byLoyaltyId: nobody, bySubject: nobody };
}

function stockOf(card: StockSource['card'], seen: Seen): StockSource {
  return {
    card,
    watch(listener) {
      seen.stock = listener;
      return () => delete seen.stock;
    },
  };
}
