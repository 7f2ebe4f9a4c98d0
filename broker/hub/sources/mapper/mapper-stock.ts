/** Changes of stock that a shop sends, signed. */
import { resolve } from 'node:path';
import { BrokerError } from '../../../errors.ts';
import { readSecret } from '../../fetch/secret-headers.ts';
import { Rejections } from '../../import/rejections.ts';
import type { SourceHook } from '../bundle.ts';
import type { SourceCard, StockSource } from '../ports.ts';
import type { OfferRow } from '../rows.ts';
import type { SourceContext } from '../source-kind.ts';
import { contextOf } from './mapper-source.ts';
import type { MappedHook, Mapping } from './mapping.ts';
import { listIn, rowsOf } from './pages.ts';
import { rowOf } from './rows.ts';
import { Signatures, SIGNATURE_HEADER } from './signature.ts';

export interface MapperStockOptions {
  card: SourceCard;
  context: SourceContext;
  mapping: Mapping;
  hook: MappedHook;
}

const SHORTEST_SECRET = 16;

export class MapperStock implements StockSource, SourceHook {
  readonly card: SourceCard;
  readonly #options: MapperStockOptions;
  readonly #signatures: Signatures;
  #listener: Parameters<StockSource['watch']>[0] | undefined;

  constructor(options: MapperStockOptions) {
    this.card = options.card;
    this.#options = options;
    this.#signatures = new Signatures(options.context.clock);
  }

  watch(listener: Parameters<StockSource['watch']>[0]): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }

  async receive(
    headers: Readonly<Record<string, unknown>>,
    body: Uint8Array,
  ): Promise<{ taken: number; rejected: number }> {
    const { hook, context, mapping } = this.#options;
    const secret = await readSecret(resolve(context.base, hook.secretFile));
    if (secret.length < SHORTEST_SECRET)
      throw new BrokerError(
        'TW_SECRET_MISSING',
        `The secret of a hook has ${SHORTEST_SECRET} characters or more.`,
      );
    const signature = headers[SIGNATURE_HEADER];
    if (!this.#signatures.accepts(typeof signature === 'string' ? signature : undefined, body, secret))
      throw new BrokerError('TW_HOOK_REFUSED');
    // Only whoever has the secret hears of it; what is sent again is signed again.
    const listener = this.#listener;
    if (listener === undefined) throw new BrokerError('TW_SOURCE_BUSY');
    const entries = listIn(parse(body), hook.entries ?? '', 'changes');
    const rejections = new Rejections();
    const reading = {
      part: 'stock' as const,
      fields: hook.fields,
      source: context.name,
      context: contextOf(mapping),
      rejections,
    };
    const rows: OfferRow[] = [];
    for (const entry of rowsOf(entries, hook.each)) {
      const row = rowOf({ ...entry, number: rows.length + rejections.count + 1 }, reading);
      if (row !== undefined) rows.push(row);
    }
    if (rows.length > 0) listener.changed(rows);
    return { taken: rows.length, rejected: rejections.count };
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch (error) {
    throw new BrokerError('TW_REQUEST_INVALID', 'The body is no JSON.', { cause: error });
  }
}
