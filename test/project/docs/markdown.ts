/** The little Markdown that reference pages need. */

export interface Page {
  /** File name under docs/reference/. */
  file: string;
  text: string;
}

export function page(file: string, parts: readonly string[]): Page {
  const notice = '<!-- Written by `npm run docs` from the source; changes by hand are lost. -->';
  const [title = '', ...rest] = parts;
  return { file, text: `${[title, notice, ...rest].join('\n\n')}\n` };
}

/** Columns whose cells are all empty are left out. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = heads.map((_, column) => rows.some((row) => row[column] !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, column) => kept[column])
      .map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' '))
      .join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}
