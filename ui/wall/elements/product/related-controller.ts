/** What else there is beside a product: what the shop chose, and, where that does not help, what the search knows. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RelatedPage } from '../../../../broker/contract/http.ts';
import type { ProductCard, ProductView } from '../../../../broker/contract/screen.ts';
import type { Language } from '../../../../broker/contract/settings.ts';
import { related } from '../../../shared/data/search.ts';

const SHOWN = 3;

export class RelatedController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #abort = new AbortController();
  #page: RelatedPage | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  /** Asks only when what the shop chose is not enough: too few, or the product cannot be had here. */
  look(product: ProductView, language: Language): void {
    if (this.#page?.productId === product.productId) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#page = null;
    if (isHere(product) && product.related.length >= SHOWN) return;
    void this.#ask(product.productId, language, this.#abort.signal);
  }

  /** Where the product is sold out here, others of its kind; else what goes with it. */
  shown(product: ProductView): { cards: readonly ProductCard[]; isSameKind: boolean } {
    const similar = this.#page?.similar ?? [];
    if (!isHere(product) && similar.length > 0) return { cards: similar.slice(0, SHOWN), isSameKind: true };
    const known = new Set(product.related.map(({ productId }) => productId));
    const more = (this.#page?.look ?? []).filter(({ productId }) => !known.has(productId));
    return { cards: [...product.related, ...more].slice(0, SHOWN), isSameKind: false };
  }

  async #ask(productId: string, language: Language, signal: AbortSignal): Promise<void> {
    try {
      this.#page = await related(productId, language, signal);
      this.#host.requestUpdate();
    } catch {
      // What the shop chose is there; more is a kindness, not a promise.
    }
  }
}

/** Any size of the colour can be had in this store, or nobody knows. */
function isHere({ sizes, here }: ProductView): boolean {
  if (here === null) return true;
  const lines = [here, ...sizes.map((size) => size.here)];
  return lines.some(
    (line) => line?.availability === 'in_stock' || line?.availability === 'limited_availability',
  );
}
