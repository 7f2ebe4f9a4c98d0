import { BRAND, productOf } from '../products/index.ts';
import { REVIEWS } from '../reviews/index.ts';
import type { Review } from '../reviews/types.ts';
import { chance } from './hash.ts';
import { productLink } from './products-feed.ts';
import { variantsOf } from './variants.ts';

const COUNTRY = { en: 'GB', it: 'IT', fr: 'FR', pl: 'PL', ro: 'RO' } as const;
const FIRST_DAY = Date.UTC(2025, 1, 3);
const LAST_DAY = Date.UTC(2026, 10, 19);

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const tag = (name: string, text: string): string => `<${name}>${escape(text)}</${name}>`;

/** Any day, at an hour when people write. */
const timestamp = (id: string): string => {
  const day =
    FIRST_DAY + Math.floor(chance(`day ${id}`) * ((LAST_DAY - FIRST_DAY) / 86_400_000)) * 86_400_000;
  return new Date(day + (7 * 3600 + Math.floor(chance(`hour ${id}`) * 15 * 3600)) * 1000).toISOString();
};

const productIds = (productId: string): string => {
  const variants = variantsOf(productId);
  const gtins = variants.map((v) => tag('gtin', v.gtin)).join('');
  const skus = variants.map((v) => tag('sku', v.sku)).join('');
  return `<product_ids><gtins>${gtins}</gtins><skus>${skus}</skus><brands>${tag('brand', BRAND)}</brands></product_ids>`;
};

const review = (productId: string, [lang, stars, name, title, text, how]: Review, n: number): string => {
  const product = productOf(productId);
  const id = `${productId.toLowerCase()}-${n + 1}`;
  const link = productLink(product.name);
  const verified = how === undefined && chance(`verified ${id}`) < 0.84;
  return [
    '<review>',
    tag('review_id', id),
    `<reviewer><name is_anonymous="false">${escape(name)}</name></reviewer>`,
    tag('is_verified_purchase', String(verified)),
    tag('is_incentivized_review', String(how === 'gift')),
    tag('review_timestamp', timestamp(id)),
    tag('title', title),
    tag('content', text),
    tag('review_language', lang),
    tag('review_country', COUNTRY[lang]),
    `<review_url type="group">${link}</review_url>`,
    `<ratings><overall min="1" max="5">${stars}</overall></ratings>`,
    `<products><product>${productIds(productId)}${tag('product_name', product.name)}${tag('product_url', link)}</product></products>`,
    '</review>',
  ].join('');
};

export const reviewsFeed = (): string => {
  const all = Object.entries(REVIEWS).flatMap(([id, list]) => list.map((r, n) => review(id, r, n)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.google.com/shopping/reviews/schema/product/2.4/product_reviews.xsd">',
    '<version>2.4</version>',
    `<publisher>${tag('name', BRAND)}</publisher>`,
    '<reviews>',
    ...all,
    '</reviews>',
    '</feed>',
    '',
  ].join('\n');
};
