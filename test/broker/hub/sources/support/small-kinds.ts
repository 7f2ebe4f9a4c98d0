/** Kinds that need no shop: one gives whatever it is told to give, and says what became of it. */
import { Type } from 'typebox';
import type { SourceBundle } from '../../../../../broker/hub/sources/bundle.ts';
import { PARTS, type Part } from '../../../../../broker/hub/sources/parts-given.ts';
import type { Capability, PeopleSource } from '../../../../../broker/hub/sources/ports.ts';
import {
  sourceKind,
  type SourceContext,
  type SourceKind,
} from '../../../../../broker/hub/sources/source-kind.ts';

export interface Seen {
  made: SourceContext[];
  stopped: string[];
}

/** A shop that gives people and what its option `gives` names. */
export function smallKind(seen: Seen = { made: [], stopped: [] }): SourceKind {
  return sourceKind({
    kind: 'small',
    description: 'A shop of the tests.',
    options: Type.Object(
      {
        gives: Type.Array(Type.Union(PARTS.map((part) => Type.Literal(part)))),
        pages: Type.Optional(Type.Integer({ minimum: 1, maximum: 9, default: 2 })),
      },
      { additionalProperties: false },
    ),
    parts: ({ gives }): readonly Part[] => gives,
    create: (_, context): SourceBundle => {
      seen.made.push(context);
      const card = { name: context.name, capabilities: ['people'] satisfies Capability[], freshness: {} };
      return {
        card,
        people: peopleOf(card),
        stop: async () => void seen.stopped.push(context.name),
      };
    },
  });
}

function peopleOf(card: PeopleSource['card']): PeopleSource {
  const nobody = async (): Promise<undefined> => undefined;
  return { card, byCard: nobody, byLoyaltyId: nobody, bySubject: nobody };
}
