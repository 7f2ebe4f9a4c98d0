/** Tells goods from what shops keep in the same list: gift cards, vouchers, shipping. */
import { RowFault } from '../rejections.ts';

const AMOUNT = String.raw`(?:[\s,:-]*(?:[€$£]?\s?\d[\d.,]*\s?(?:€|\$|£|zł|lei|[a-z]{3})?))?`;
const CARDS =
  '(?:e-?|digital |virtual )?gift ?(?:card|voucher|certificate)s?|geschenk(?:gutschein|karte)|carte[- ]cadeau|ch[eè]que[- ]cadeau|' +
  'carta regalo|buono regalo|karta podarunkowa|bon podarunkowy|card cadou|بطاقة هدية';
const FEES =
  '(?:(?:express|standard|free|home|international) )?(?:shipping|delivery|postage)(?: (?:costs?|fees?|charges?|insurance|protection))?|' +
  'versand(?:kosten)?|frais de (?:port|livraison)|spese di spedizione|koszty? wysyłki|(?:taxă|cost) de livrare|gift ?wrap(?:ping)?(?: service)?';
/** Whole titles only: a holder for gift cards and a delivery van of wood are goods. */
const NOT_GOODS = new RegExp(`^(?:${CARDS}|${FEES})${AMOUNT}$`, 'iu');
/** Google's taxonomy: Gift Cards & Certificates. */
const CARD_CATEGORY = /^53$|gift cards? ?(?:&|and) ?(?:gift )?certificates/i;

/** @throws RowFault TW_ROW_NOT_GOODS */
export function assertGoods(title: string, ...categories: readonly string[]): void {
  const isCard = categories.some((category) => CARD_CATEGORY.test(category.slice(0, 800)));
  const isKind = categories.some((category) => NOT_GOODS.test(lastLevel(category)));
  if (isCard || isKind || NOT_GOODS.test(title.slice(0, 200).trim()))
    throw new RowFault('TW_ROW_NOT_GOODS', `${title} is no goods`);
}

function lastLevel(category: string): string {
  return (category.slice(0, 800).split('>').at(-1) ?? '').slice(0, 200).trim();
}
