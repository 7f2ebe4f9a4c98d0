/** Single values of a feed: GTINs, money, availability, dates. Each reads text or says why it cannot. */
import type { Availability, Money, SaleWindow } from '../../contract/domain.ts';
import { RowFault } from './rejections.ts';

const GTIN_LENGTHS = new Set([8, 9, 10, 11, 12, 13, 14]);

/**
 * GTIN-14, zero padded (GS1 General Specifications section 7.9: the last digit checks the others). Nine to eleven digits are
 * a UPC whose leading zeros a spreadsheet took; zeros in front do not change the check digit.
 */
export function readGtin(text: string): string {
  const digits = bareGtin(text);
  if (/^\d[.,]?\d*e\+?\d+$/i.test(digits))
    throw new RowFault('TW_ROW_GTIN', `GTIN ${text} was rounded by a spreadsheet`);
  if (!/^\d+$/.test(digits) || !GTIN_LENGTHS.has(digits.length)) {
    throw new RowFault('TW_ROW_GTIN', `GTIN ${text} does not have 8, 12, 13 or 14 digits`);
  }
  const gtin = digits.padStart(14, '0');
  if (checkDigit(gtin.slice(0, 13)) !== Number(gtin[13]) || /^0+$/.test(gtin)) {
    throw new RowFault('TW_ROW_GTIN', `GTIN ${text} has a wrong check digit`);
  }
  return gtin;
}

/** Without what spreadsheets put around a number to keep it whole, or behind it because it is one. */
function bareGtin(text: string): string {
  return text
    .slice(0, 64)
    .replaceAll(/[\s\u00A0-]/g, '')
    .replace(/^(?:="?|')/, '')
    .replace(/"$/, '')
    .replace(/^(\d+)\.0+$/, '$1');
}

/** A GLN: 13 digits, checked as those of a GTIN are. */
export function isGln(text: string): boolean {
  return /^\d{13}$/.test(text) && checkDigit(`0${text.slice(0, 12)}`) === Number(text[12]);
}

function checkDigit(thirteen: string): number {
  const sum = Array.from(thirteen).reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1),
    0,
  );
  return (10 - (sum % 10)) % 10;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** What was asked before: making a number format takes longer than reading the rest of a row. */
const DIGITS = new Map<string, number>();

/** Digits after the decimal point of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  if (CURRENCIES.has(currency)) DIGITS.set(currency, digits);
  return digits;
}

/** Signs that stand for one currency. */
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', zł: 'PLN', lei: 'RON' };
const MOST_MONEY = 40;

/** `105.29 USD`, `105,29 EUR`, `1.234,50 €`, `JPY 1200` as minor units; `fallback` is the currency of bare amounts. */
export function readMoney(text: string, column: string, fallback = ''): Money {
  if (text.length > MOST_MONEY) throw new RowFault('TW_ROW_PRICE', `${column} ${text} is not an amount`);
  const spelt = text.trim().replace(/€|£|zł$|lei$/, (sign) => ` ${SIGNS[sign] ?? sign} `);
  const match = /^(?:([A-Za-z]{3})\s*)?([\d.,'’\s]+?)(?:\s*([A-Za-z]{3}))?$/.exec(spelt.trim());
  const currency = (match?.[3] ?? match?.[1] ?? fallback).toUpperCase();
  const amount = match?.[2]?.replaceAll(/['’\s]/g, '') ?? '';
  if (!match || !/\d/.test(amount)) throw new RowFault('TW_ROW_PRICE', `${column} ${text} is not an amount`);
  if (currency === '') throw new RowFault('TW_ROW_PRICE', `${column} ${text} has no currency`);
  if (!CURRENCIES.has(currency))
    throw new RowFault('TW_ROW_PRICE', `${column} ${text} has an unknown currency`);
  return { amountMinor: toMinor(amount, { text, column, digits: minorDigits(currency) }), currency };
}

function toMinor(amount: string, about: { text: string; column: string; digits: number }): number {
  const [whole, fraction] = splitAmount(amount, about.digits);
  const padded = fraction.padEnd(about.digits, '0');
  const minor = Number(whole.replaceAll(/[.,]/g, '') + padded.slice(0, about.digits));
  const exact = /^0*$/.test(padded.slice(about.digits)) && !/[.,]/.test(fraction);
  if (!exact || !Number.isSafeInteger(minor)) {
    throw new RowFault('TW_ROW_PRICE', `${about.column} ${about.text} is not an amount of this currency`);
  }
  return minor;
}

/** The last separator is the decimal one, unless it can only group thousands. */
function splitAmount(amount: string, digits: number): [string, string] {
  const at = Math.max(amount.lastIndexOf('.'), amount.lastIndexOf(','));
  if (at < 0) return [amount, ''];
  const separator = amount[at] ?? '.';
  const repeated = amount.indexOf(separator) !== at;
  const groups = /^\d{1,3}(?:[.,]\d{3})+$/.test(amount);
  // `1,234 USD` groups; `1.234 USD` has more decimals than dollars have and is refused by the caller.
  if (groups && (repeated || (separator === ',' && digits !== 3))) return [amount, ''];
  return [amount.slice(0, at), amount.slice(at + 1)];
}

const ONLINE = new Set(['in_stock', 'limited_availability', 'preorder', 'backorder', 'out_of_stock']);
const LOCAL = new Set(['in_stock', 'limited_availability', 'on_display_to_order', 'out_of_stock']);

const underscored = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/** Google spells `in stock` and `in_stock`. */
export function readAvailability(text: string, where: 'online' | 'local'): Availability {
  const name = underscored(text);
  if ((where === 'online' ? ONLINE : LOCAL).has(name)) return name as Availability;
  throw new RowFault(
    'TW_ROW_AVAILABILITY',
    `availability ${text === '' ? 'is missing' : `${text} is unknown`}`,
  );
}

/** Three or more are in stock, one or two limited (support.google.com/merchants/answer/13475891). */
export function availabilityOf(quantity: number): Availability {
  if (quantity >= 3) return 'in_stock';
  return quantity > 0 ? 'limited_availability' : 'out_of_stock';
}

/** Null when empty. */
export function readQuantity(text: string): number | null {
  if (text === '') return null;
  const quantity = Number(text.slice(0, 32).replace(',', '.'));
  if (/^\d{1,16}(?:[.,]0{1,9})?$/.test(text) && Number.isSafeInteger(quantity)) return quantity;
  throw new RowFault('TW_ROW_QUANTITY', `quantity ${text} is not a whole number of 0 or more`);
}

const PICKUP_METHODS = new Set(['buy', 'reserve', 'ship_to_store', 'not_supported']);

/** '' when absent or not one of Google's. */
export function readPickupMethod(text: string): string {
  const name = underscored(text);
  return PICKUP_METHODS.has(name) ? name : '';
}

/** Times are compared as texts, which must be of one length. */
const MIDDLE = Date.UTC(2050);
const CENTURY_MS = 100 * 366 * 86_400_000;

/**
 * `sale_price_effective_date`: two ISO 8601 times with a slash between, either of which may be missing. Undefined: it says nothing
 * that could be understood, so nobody knows when the sale price is asked.
 */
export function saleWindowOf(interval: string): SaleWindow | undefined {
  if (interval.length > 100) return undefined;
  const [from, until] = interval.split('/').map((part) => Date.parse(part.trim()));
  const isoOf = (time: number | undefined): string | null =>
    time !== undefined && Math.abs(time - MIDDLE) < CENTURY_MS ? new Date(time).toISOString() : null;
  const window = { from: isoOf(from), until: isoOf(until) };
  return window.from === null && window.until === null ? undefined : window;
}
