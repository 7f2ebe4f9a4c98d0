/**
 * Prices of members: `loyalty_program` of the Google product data specification (support.google.com/merchants/answer/12922446),
 * `program_label:tier_label:price` and more, which are not read but for the interval that it counts in.
 */
import type { MemberPrice, Money } from '../../../../contract/domain.ts';
import { oneLine } from '../../plain-text.ts';
import { RowFault } from '../../rejections.ts';
import { readMoney, saleWindowOf } from '../../values.ts';
import type { Fields } from '../fields.ts';

const MOST = 10;
const INTERVAL = /\d{4}-\d\d-\d\d[^/,;\s]*\/\d{4}-\d\d-\d\d[^/,;\s]*/;

/** Those that are lower than what everybody pays. One that nobody understands is none: the variant is sold all the same. */
export function memberPricesOf(fields: Fields, price: Money, currency: string): MemberPrice[] {
  const entries = [...ownOf(fields), ...fields.all('loyalty_program')].slice(0, MOST);
  return entries.flatMap((entry) => {
    const [program = '', tier = '', amount = ''] = entry.slice(0, 300).split(':');
    const money = moneyOf(amount, currency);
    if (money === null || money.currency !== price.currency || money.amountMinor >= price.amountMinor)
      return [];
    const [interval] = INTERVAL.exec(entry) ?? [];
    const window = interval === undefined ? undefined : saleWindowOf(interval);
    return [
      { program: oneLine(program, 60), tier: oneLine(tier, 40), price: money, ...(window && { window }) },
    ];
  });
}

/** Ours, for sources that have one such price as a field of its own: `member_price`, and `member_tier` beside it. */
function ownOf(fields: Fields): string[] {
  const amount = fields.get('member_price');
  return amount === '' ? [] : [`:${fields.get('member_tier').replaceAll(':', ' ')}:${amount}`];
}

function moneyOf(text: string, currency: string): Money | null {
  if (text.trim() === '') return null;
  try {
    return readMoney(text, 'loyalty_program', currency);
  } catch (error) {
    if (error instanceof RowFault) return null;
    throw error;
  }
}
