/** A table of records in plain text, as Markdown has it. */

/** Columns are those of the first row; numbers stand to the right. */
export function textTable(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const heads = Object.keys(rows[0] ?? {});
  const text = (value: string | number | undefined): string =>
    typeof value === 'number' ? value.toLocaleString('en') : (value ?? '');
  const widths = heads.map((head) => Math.max(head.length, ...rows.map((row) => text(row[head]).length)));
  const isNumber = (head: string): boolean => typeof rows[0]?.[head] === 'number';
  const pad = (value: string, index: number): string => {
    const width = widths[index] ?? 0;
    return isNumber(heads[index] ?? '') ? value.padStart(width) : value.padEnd(width);
  };
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(heads.map(pad)),
    line(
      widths.map((width, index) =>
        isNumber(heads[index] ?? '') ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
      ),
    ),
    ...rows.map((row) => line(heads.map((head, index) => pad(text(row[head]), index)))),
  ].join('\n');
}
