/** The title of a product out of the titles of its variants: `Chaz Kangeroo Hoodie Black XS` → `Chaz Kangeroo Hoodie`. */

interface Titled {
  title: string;
  colour: string;
  size: string;
}

/** The title most variants agree on once their own colour and size are taken off its end. */
export function productTitle(variants: readonly Titled[]): string {
  const counts = new Map<string, number>();
  for (const variant of variants) {
    const title = withoutOptions(variant);
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length);
  return best?.[0] ?? '';
}

function withoutOptions({ title, colour, size }: Titled): string {
  let rest = title;
  for (const option of [size, colour, size]) rest = withoutEnd(rest, option);
  return rest;
}

/** Takes `option` off the end when it stands there as a word of its own, with the punctuation that held it. */
function withoutEnd(title: string, option: string): string {
  if (option === '') return title;
  const bare = title.replace(/[\s)\]]+$/, '');
  if (!bare.toLowerCase().endsWith(option.toLowerCase())) return title;
  const before = bare.slice(0, bare.length - option.length);
  if (!/[\s,;:/|([–—-]$/.test(before)) return title;
  const rest = before.replace(/(?:[\s,;:/|([–—-]+(?:size|colou?r))?[\s,;:/|([–—-]+$/i, '');
  return rest === '' ? title : rest;
}
