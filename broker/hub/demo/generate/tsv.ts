import { DemoError } from '../demo-error.ts';

export const tsv = (headers: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const lines = [headers, ...rows].map((row) => {
    if (row.length !== headers.length)
      throw new DemoError(`Row of ${row.length} cells under ${headers.length} headers`);
    return row.map((cell) => String(cell).replace(/[\t\r\n]+/g, ' ')).join('\t');
  });
  return `${lines.join('\n')}\n`;
};
