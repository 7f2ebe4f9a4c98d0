/** Plain text out of what feeds hold. A screen never renders markup; this keeps it from showing markup either. */

/** Entities of HTML that feeds use, each one character. */
export const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  euro: '€',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  times: '×',
  middot: '·',
};

/** Whatever a terminal, a log or bidirectional text could be misled by. */
const CONTROLS = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;

/** Text as it stands, on one line: markup in it stays the characters it is. */
export function oneLine(text: string, most: number): string {
  return cut(text.replaceAll(CONTROLS, ' ').replaceAll(/\s+/g, ' ').trim(), most);
}

/** Markup takes room beside the words; what is longer than this many times the words that are kept is not looked at. */
const MARKUP = 20;

/** Text of HTML: scripts and tags gone, entities decoded once, on one line. */
export function textOfHtml(html: string, most: number): string {
  const bare = withoutBlocks(html.slice(0, most * MARKUP))
    .replaceAll(/<\/?[a-z!?][^<>]*>/gi, ' ')
    .replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (entity: string, name: string) =>
      decode(entity, name),
    );
  return oneLine(bare, most).replaceAll(/\s+([.,;:!?])/g, '$1');
}

/** Scripts, styles and comments out of HTML, in one pass; one that is never closed stays as far as it is no tag. */
function withoutBlocks(html: string): string {
  const open = /<(script|style)\b|<!--/gi;
  let kept = '';
  let from = 0;
  for (let begin = open.exec(html); begin; begin = open.exec(html)) {
    const close = begin[1] === undefined ? /-->/g : new RegExp(`</${begin[1]}\\s*>`, 'gi');
    close.lastIndex = open.lastIndex;
    if (!close.test(html)) break;
    kept += `${html.slice(from, begin.index)} `;
    from = close.lastIndex;
    open.lastIndex = from;
  }
  return kept + html.slice(from);
}

function decode(entity: string, name: string): string {
  if (!name.startsWith('#')) return NAMED_ENTITIES[name.toLowerCase()] ?? entity;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff)
    ? String.fromCodePoint(code)
    : '';
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** `Karina Smith` → `Karina S.`; an address or nothing → ''. */
export function maskName(name: string): string {
  const words = oneLine(name.slice(0, 400), 80).split(' ').filter(Boolean);
  const [given = ''] = words;
  const last = words.length > 1 ? words.at(-1) : undefined;
  if (given === '' || name.includes('@') || /^\+?\d[\d\s-]{5,}$/.test(name)) return '';
  const initial = last === undefined ? '' : /\p{L}/u.exec(last)?.[0];
  return initial ? `${cut(given, 40)} ${initial.toUpperCase()}.` : cut(given, 40);
}
