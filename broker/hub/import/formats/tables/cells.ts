/** The cells of one line (RFC 4180), with the liberties that exports take. */

export interface ScannedLine {
  cells: string[];
  /** Text so far of a quoted cell that this line does not close. */
  open: string | undefined;
}

/**
 * `open`: what the lines before left open. A quote opens a cell only at its beginning, and closes it only before a delimiter
 * or the end of the line: `12" Boot` and `"Soft" and warm` are texts that hold quotes.
 */
export function scanLine(text: string, delimiter: string, open?: string): ScannedLine {
  if (open === undefined && !text.includes('"')) return { cells: text.split(delimiter), open: undefined };
  const cells: string[] = [];
  let at = 0;
  let value = open;
  for (;;) {
    const begin = value === undefined ? openingQuote(text, at) : at;
    if (begin >= 0) {
      const end = closingQuote(text, begin, delimiter);
      const inner = (value ?? '') + text.slice(begin, end < 0 ? undefined : end).replaceAll('""', '"');
      if (end < 0) return { cells, open: inner };
      cells.push(inner);
      value = undefined;
      at = end;
    }
    const next = text.indexOf(delimiter, at);
    if (begin < 0) cells.push(text.slice(at, next < 0 ? undefined : next));
    if (next < 0) return { cells, open: undefined };
    at = next + 1;
  }
}

/** Where a quoted cell's text begins; -1 when the cell is not quoted. */
function openingQuote(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return text[at] === '"' ? at + 1 : -1;
}

/** Where the quote stands that closes a cell; -1 when this line has none. */
function closingQuote(text: string, from: number, delimiter: string): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    let after = at + 1;
    while (text[after] === ' ') after += 1;
    if (after >= text.length || text[after] === delimiter) return at;
  }
  return -1;
}
