/** The rows of faults as a Markdown table. */
import type { Row } from './scenario.ts';

export function table(rows: readonly Row[]): string {
  const head = [
    '| fault | held for | events | lost | duplicates removed | memory MB | live p99 ms | alarms opened/closed |',
    '| ----- | -------: | -----: | ---: | -----------------: | --------: | ----------: | -------------------- |',
  ];
  return [...head, ...rows.map(line)].join('\n');
}

function line(row: Row): string {
  const alarms = row.alarms.map(({ code, opened, closed }) => `${code} ${opened}/${closed}`).join(', ');
  const cells = [
    row.fault,
    `${Math.round(row.heldMs / 1_000).toLocaleString('en')} s`,
    row.events.toLocaleString('en'),
    String(row.lost),
    row.duplicates.toLocaleString('en'),
    row.growthMb.toFixed(1),
    Number.isNaN(row.p99Ms) ? '' : Math.round(row.p99Ms).toLocaleString('en'),
    alarms || 'none',
  ];
  return `| ${cells.join(' | ')} |`;
}
