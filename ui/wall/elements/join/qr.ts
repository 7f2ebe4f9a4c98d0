/** A QR code (ISO/IEC 18004) as one drawn path, dark on light whatever the scheme: phones read it from across a counter. */
import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { encode } from 'uqr';

/** Light modules around it, which the standard asks for. */
const QUIET = 4;

/** `label` is what assistive technology says instead. */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const whole = size + 2 * QUIET;
  return html`<svg
    class="qr"
    role="img"
    aria-label=${label}
    viewBox="${-QUIET} ${-QUIET} ${whole} ${whole}"
    shape-rendering="crispEdges"
  >
    <rect x=${-QUIET} y=${-QUIET} width=${whole} height=${whole} fill="#fff" />
    ${svg`<path fill="#000" d=${pathOf(data)} />`}
  </svg>`;
}

/** Runs of dark modules, row by row. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  const parts: string[] = [];
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x += 1;
      parts.push(`M${start} ${y}h${x + 1 - start}v1H${start}z`);
    }
  }
  return parts.join('');
}
