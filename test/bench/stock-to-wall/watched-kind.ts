/** The Vendure kind of sources as it is, but for two things: its questions are counted, and what it tells is marked. */
import type { OfferRow } from '../../../broker/hub/sources/rows.ts';
import { sourceKind, type SourceKind } from '../../../broker/hub/sources/source-kind.ts';
import { createVendureSource } from '../../../broker/hub/sources/vendure/create-source.ts';
import { vendureKind } from '../../../broker/hub/sources/vendure/kind.ts';
import { VendureOptions } from '../../../broker/hub/sources/vendure/options.ts';

export interface KindWatch {
  asked: () => void;
  told: (offers: readonly OfferRow[]) => void;
}

export function watchedKind({ asked, told }: KindWatch): SourceKind {
  return sourceKind({
    kind: vendureKind.kind,
    description: vendureKind.description,
    options: VendureOptions,
    parts: (options) => vendureKind.parts(options),
    create: (options, context) => {
      const counted: typeof fetch = (...request) => {
        asked();
        return fetch(...request);
      };
      const bundle = createVendureSource(options, { ...context, fetch: counted });
      const { stock } = bundle;
      if (stock === undefined) return bundle;
      return {
        ...bundle,
        stock: {
          card: stock.card,
          watch: (listener) =>
            stock.watch({
              ...listener,
              changed: (offers) => {
                told(offers);
                listener.changed(offers);
              },
            }),
        },
      };
    },
  });
}
