/** Whatever answers JSON over HTTP, read through a mapping. */
import { GuardedHttp } from '../../fetch/guarded-http.ts';
import type { HostRules } from '../../fetch/host-rules.ts';
import { readSecretHeaders } from '../../fetch/secret-headers.ts';
import type { FeedContext } from '../../import/formats/context.ts';
import { StoreNames } from '../../import/formats/store-names.ts';
import type { Rejections } from '../../import/rejections.ts';
import type { CatalogueInput } from '../catalogue-input.ts';
import type { CatalogueSource, PictureAccess, SourceCard } from '../ports.ts';
import type { SourceContext } from '../source-kind.ts';
import type { ListPart, MappedList, Mapping } from './mapping.ts';
import { entriesOf, MOST_PAGE_BYTES, type PagesOptions } from './pages.ts';
import { rowOf, type RowOf } from './rows.ts';

export interface MapperSourceOptions {
  card: SourceCard;
  context: SourceContext;
  mapping: Mapping;
}

const LIMITS = { bytes: MOST_PAGE_BYTES, ms: 120_000, idleMs: 30_000 };

export class MapperSource implements CatalogueSource {
  readonly card: SourceCard;
  readonly pictures: PictureAccess;
  readonly #options: MapperSourceOptions;
  readonly #http: GuardedHttp;

  constructor(options: MapperSourceOptions) {
    const { card, context, mapping } = options;
    this.card = card;
    this.#options = options;
    const rules = rulesOf(mapping);
    this.pictures = { rules, secrets: () => readSecretHeaders(mapping.headers ?? [], context.base) };
    this.#http = new GuardedHttp({ rules, limits: LIMITS, clock: context.clock });
  }

  stop(): void {
    this.#http.stop();
  }

  async open(signal: AbortSignal): Promise<CatalogueInput> {
    const { clock, random } = this.#options.context;
    const pages = { http: this.#http, secrets: await this.pictures.secrets(), clock, random, signal };
    const [stores, products, stock, reviews, related] = [
      this.#reading('stores', pages),
      this.#reading('products', pages),
      this.#reading('stock', pages),
      this.#reading('reviews', pages),
      this.#reading('related', pages),
    ];
    return {
      ...(stores && { stores }),
      ...(products && { variants: products }),
      ...(stock && { offers: stock }),
      ...(reviews && { reviews }),
      ...(related && { related }),
      pictureBase: this.#list('products')?.url ?? 'https://nowhere.invalid/',
    };
  }

  #list(part: ListPart): MappedList | undefined {
    return this.#options.mapping.lists?.find(({ gives }) => gives === part);
  }

  #reading<Part extends ListPart>(
    part: Part,
    pages: PagesOptions,
  ): ((rejections: Rejections) => AsyncIterable<RowOf[Part]>) | undefined {
    const list = this.#list(part);
    if (list === undefined || !this.#options.context.parts.includes(part)) return undefined;
    const { name } = this.#options.context;
    const context = contextOf(this.#options.mapping);
    return async function* read(rejections) {
      for await (const entry of entriesOf(list, pages)) {
        const row = rowOf(entry, { part, fields: list.fields, source: name, context, rejections });
        if (row !== undefined) yield row;
      }
    };
  }
}

export function contextOf({ language = 'en', currency = '' }: Mapping): FeedContext {
  return { language, currency, stores: new StoreNames() };
}

/** Whoever named an address meant its host. */
function rulesOf({ lists = [], hosts = [], internalHosts = [] }: Mapping): HostRules {
  return { hosts: [...hosts, ...lists.map(({ url }) => new URL(url).hostname)], internalHosts };
}
