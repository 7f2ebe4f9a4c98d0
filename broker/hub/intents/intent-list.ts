/** What shoppers want done, in the words of the team: with names, shelves and what may be done next. */
import type { StoreOffer } from '../../contract/domain.ts';
import type { ConsoleIntent } from '../../contract/console-intents.ts';
import { nextStates } from '../../contract/intent-machine.ts';
import type { Intent, IntentLine } from '../../contract/intents.ts';
import type { CurrentCatalogue } from '../catalogue/current-catalogue.ts';
import { partsOf } from '../kiosk-key.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';
import type { VariantSearch } from '../tags/variant-search.ts';
import { isWorthTelling } from './snags.ts';

export interface IntentListOptions {
  catalogue: Pick<CurrentCatalogue, 'stores'>;
  offers: Pick<CatalogueStore, 'body'>;
  variants: Pick<VariantSearch, 'of'>;
  fleet: { get(kioskId: string): KioskRecord | undefined };
}

export class IntentList {
  readonly #options: IntentListOptions;

  constructor(options: IntentListOptions) {
    this.#options = options;
  }

  lineOf(intent: Intent): ConsoleIntent {
    const { id, kind, state, storeCode, kioskId, code, externalRef, reason, expiresAt, history } = intent;
    const { catalogue, fleet } = this.#options;
    const displays = fleet.get(kioskId)?.displays ?? [];
    return {
      id,
      kind,
      state,
      storeCode,
      storeName: catalogue.stores().find((store) => store.storeCode === storeCode)?.name ?? storeCode,
      kiosk: partsOf(kioskId).kiosk,
      display: displays.find((display) => display.id === intent.display)?.name ?? intent.display,
      // A till takes it from the shopper, and nobody has to see it on a screen in the office.
      code: kind === 'handover' ? null : code,
      externalRef,
      reason,
      askedAt: history[0]?.at ?? '',
      changedAt: history.at(-1)?.at ?? '',
      expiresAt,
      lines: intent.lines.map((line) => this.#line(line, storeCode)),
      next: nextStates(kind, state, 'team'),
      snag: isWorthTelling(intent.snag) ? intent.snag : null,
    };
  }

  #line({ sku, quantity }: IntentLine, storeCode: string): ConsoleIntent['lines'][number] {
    const variant = this.#options.variants.of(sku);
    const offer = this.#options.offers.body('offer', `${sku}\n${storeCode}`);
    return {
      sku,
      quantity,
      title: variant?.title ?? sku,
      colour: variant?.colour ?? '',
      size: variant?.size ?? '',
      shelf: offer === undefined ? '' : (JSON.parse(offer) as StoreOffer).shelfLocation,
    };
  }
}
