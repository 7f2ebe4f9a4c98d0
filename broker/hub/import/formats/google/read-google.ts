/** Google's three feeds as rows, from tables and from XML. */
import type { OfferRow, ReviewRow, VariantRow } from '../../../sources/rows.ts';
import { attempt } from '../../rejections.ts';
import type { FeedReading } from '../context.ts';
import type { Markup } from '../detect.ts';
import type { Fields } from '../fields.ts';
import { readTable } from '../tables/read-table.ts';
import { readElements } from '../xml/read-elements.ts';
import { XmlFields } from './xml-fields.ts';
import { offerOf, offerPlace, REQUIRED_OF_LOCAL } from './offer.ts';
import { isTrue, reviewOf } from './review.ts';
import { REQUIRED_OF_PRODUCTS, variantOf } from './variant.ts';

type TableOrXml = Extract<Markup, 'table' | 'xml'>;

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE | TW_FEED_COLUMNS | TW_FEED_MARKUP, as all of these. */
export async function* readVariants(reading: FeedReading, markup: TableOrXml): AsyncGenerator<VariantRow> {
  const { path, rejections } = reading;
  for await (const fields of entriesOf(reading, { markup, required: REQUIRED_OF_PRODUCTS })) {
    const place = { file: path, line: fields.line, id: fields.get('id') };
    const row = attempt(rejections, place, () => variantOf(fields, place, reading));
    if (row) yield row;
  }
}

export async function* readOffers(reading: FeedReading, markup: TableOrXml): AsyncGenerator<OfferRow> {
  const { path, rejections } = reading;
  for await (const fields of entriesOf(reading, { markup, required: REQUIRED_OF_LOCAL })) {
    const place = offerPlace(fields, path);
    const row = attempt(rejections, place, () => offerOf(fields, place));
    if (row) yield row;
  }
}

/** What its publisher marks as spam is left out without a word. */
export async function* readReviews({ path, rejections }: FeedReading): AsyncGenerator<ReviewRow> {
  for await (const element of readElements({ path, names: ['review'] })) {
    if (isTrue(element.text('is_spam'))) continue;
    const place = { file: path, line: element.line, id: element.text('review_id') };
    const row = attempt(rejections, place, () => reviewOf(element, place));
    if (row) yield row;
  }
}

async function* entriesOf(
  { path, rejections }: FeedReading,
  { markup, required }: { markup: TableOrXml; required: readonly (readonly string[])[] },
): AsyncGenerator<Fields> {
  if (markup === 'table') yield* readTable({ path, rejections, required });
  else
    for await (const element of readElements({ path, names: ['item', 'entry'] }))
      yield new XmlFields(element);
}
