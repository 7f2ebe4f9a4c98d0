/** Sizes from small to large: letters, then numbers, then the rest by name. */

const LETTERS = [
  'XXXS',
  'XXS',
  'XS',
  'S',
  'S/M',
  'M',
  'M/L',
  'L',
  'L/XL',
  'XL',
  'XXL',
  '2XL',
  'XXXL',
  '3XL',
  '4XL',
  '5XL',
];

export function compareSizes(a: string, b: string): number {
  const [left, right] = [rank(a), rank(b)];
  return left[0] - right[0] || left[1] - right[1] || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(size: string): readonly [group: number, place: number] {
  const letters = LETTERS.indexOf(size.toUpperCase());
  if (letters >= 0) return [0, letters];
  const number = /\d+(?:[.,]\d+)?/u.exec(size)?.[0];
  return number === undefined ? [2, 0] : [1, Number(number.replace(',', '.'))];
}
