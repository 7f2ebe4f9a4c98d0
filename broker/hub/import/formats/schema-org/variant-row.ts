/** A variant of JSON-LD as a row (schema.org/Product, developers.google.com/search/docs/appearance/structured-data/product-variants). */
import type { Availability, Localised, Money } from '../../../../contract/domain.ts';
import type { RowPlace, VariantRow } from '../../../sources/rows.ts';
import { oneLine, textOfHtml } from '../../plain-text.ts';
import { RowFault } from '../../rejections.ts';
import { readGtin, readMoney } from '../../values.ts';
import type { FeedContext } from '../context.ts';
import { assertGoods } from '../goods.ts';
import { categoryOf } from '../google/variant.ts';
import { fieldsOf, manyOf, textOf } from '../json/values.ts';
import { idOf, languageOf, picturesOf, ratingOf, reductionOf, titleOf } from '../values.ts';
import { nameOf, wordOf, type Node } from './nodes.ts';
import { gtinTexts, sizeOf, type LinkedVariant } from './products.ts';

const ATTRIBUTES = ['material', 'pattern'];
const MOST_ATTRIBUTES = 40;

/** Throws RowFault. */
export function rowOf(variant: LinkedVariant, place: RowPlace, context: FeedContext): VariantRow {
  const { node, group, offers } = variant;
  const value = (name: string): unknown => node[name] ?? group?.[name];
  const title = titleOf(wordOf(value('name')));
  assertGoods(title, wordOf(value('category')));
  const { size, system } = sizeOf(value('size'));
  return {
    place,
    sku: idOf(variant.sku, 'sku'),
    productId: idOf(variant.productId, 'productGroupID'),
    title: localised(value('name'), title, context),
    description: localised(value('description'), textOfHtml(wordOf(value('description')), 5_000), context),
    brand: oneLine(wordOf(value('brand')), 100),
    gtins: [...new Set(gtinTexts(node).map(readGtin))],
    mpn: oneLine(wordOf(node['mpn']), 100),
    colour: oneLine(wordOf(value('color')), 60),
    size: oneLine(size, 40),
    sizeSystem: oneLine(system, 8).toUpperCase(),
    ...pricesOf(offers[0], context),
    lowestPrice30d: null,
    availability: availabilityOf(offers[0]?.['availability']),
    categoryPath: categoryOf(wordOf(value('category')), ''),
    highlights: [],
    attributes: attributesOf(value),
    pictures: picturesOf([...picturesIn(node['image']), ...picturesIn(group?.['image'])]),
    ...ratedBy(variant),
  };
}

function ratedBy({ rating: said }: LinkedVariant): Pick<VariantRow, 'rating'> {
  const rating = ratingOf({
    value: wordOf(said?.['ratingValue']),
    // Some were given without a word.
    count: wordOf(said?.['reviewCount'] ?? said?.['ratingCount']),
    least: wordOf(said?.['worstRating']),
    most: wordOf(said?.['bestRating']),
  });
  return rating ? { rating } : {};
}

/** In its own language when it says it, else in that of the feed. */
function localised(value: unknown, text: string, context: FeedContext): Localised {
  const node = fieldsOf(manyOf(value)[0]);
  const language = languageOf(textOf(node['@language']));
  return { [language === 'und' ? context.language : language]: text };
}

function pricesOf(
  offer: Node | undefined,
  { currency }: FeedContext,
): Pick<VariantRow, 'price' | 'salePrice'> {
  const specifications = manyOf(offer?.['priceSpecification']).map(fieldsOf);
  const struck = specifications.find((each) =>
    /^(?:Strikethrough|List|SRP|MSRP)/.test(nameOf(each['priceType'])),
  );
  const asked = specifications.find((each) => each !== struck);
  const moneyOf = (from: Node | undefined): Money | undefined => {
    const amount = wordOf(from?.['price'] ?? from?.['lowPrice']);
    if (amount === '') return undefined;
    const unit = wordOf(from?.['priceCurrency'] ?? offer?.['priceCurrency']);
    return readMoney(/[a-z€£$]/i.test(amount) ? amount : `${amount} ${unit}`.trim(), 'price', currency);
  };
  const price = moneyOf(offer) ?? moneyOf(asked);
  if (!price) throw new RowFault('TW_ROW_PRICE', 'it has no offer with a price');
  const before = moneyOf(struck);
  const reduced = before && reductionOf(price, before);
  return before && reduced ? { price: before, salePrice: reduced } : { price, salePrice: null };
}

const AVAILABILITIES: Readonly<Record<string, Availability>> = {
  instock: 'in_stock',
  instoreonly: 'in_stock',
  onlineonly: 'in_stock',
  limitedavailability: 'limited_availability',
  preorder: 'preorder',
  presale: 'preorder',
  backorder: 'backorder',
  madetoorder: 'backorder',
  outofstock: 'out_of_stock',
  soldout: 'out_of_stock',
  discontinued: 'out_of_stock',
  reserved: 'out_of_stock',
};

/** ItemAvailability; absent: out of stock, as in other feeds. Throws RowFault. */
export function availabilityOf(value: unknown): Availability {
  const name = nameOf(value);
  if (name === '') return 'out_of_stock';
  const known = AVAILABILITIES[name.toLowerCase().replaceAll(/[\s_-]/g, '')];
  if (known) return known;
  throw new RowFault('TW_ROW_AVAILABILITY', `availability ${name} is unknown`);
}

function attributesOf(value: (name: string) => unknown): VariantRow['attributes'] {
  const audience = fieldsOf(manyOf(value('audience'))[0]);
  const own = [
    ...ATTRIBUTES.map((name) => ({ name, value: value(name) })),
    { name: 'gender', value: audience['suggestedGender'] },
    ...manyOf(value('additionalProperty')).map((each) => ({
      name: wordOf(fieldsOf(each)['name']),
      value: fieldsOf(each)['value'],
    })),
  ];
  return own
    .slice(0, MOST_ATTRIBUTES)
    .map((each) => ({ name: oneLine(each.name, 60), value: oneLine(wordOf(each.value), 100) }))
    .filter((each) => each.name !== '' && each.value !== '');
}

function picturesIn(value: unknown): string[] {
  return manyOf(value)
    .slice(0, 100)
    .map((each) => textOf(each) || wordOf(fieldsOf(each)['contentUrl'] ?? fieldsOf(each)['url']));
}
