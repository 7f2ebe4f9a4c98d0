import { css, html, LitElement, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { encode } from 'uqr';

/** ISO/IEC 18004 section 5.3.8: four light modules around the symbol. */
const QUIET_ZONE = 4;

/** A QR code, drawn. Dark on light in either scheme, because not every scanner reads the other way round. */
@customElement('tw-qr')
export class TwQr extends LitElement {
  static override styles = css`
    :host {
      display: block;
      aspect-ratio: 1;
      border-radius: var(--radius);
      overflow: hidden;
      background: #ffffff;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
  `;

  @property() value = '';
  /** Name for assistive technology. */
  @property() label = '';

  override render(): TemplateResult {
    const { data, size } = encode(this.value, { ecc: 'M', border: 0 });
    const whole = size + 2 * QUIET_ZONE;
    return html`<svg
      viewBox="${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}"
      role="img"
      aria-label=${this.label}
      shape-rendering="crispEdges"
    >
      ${svg`<path fill="#000000" d=${pathOf(data)} />`}
    </svg>`;
  }
}

/** One stroke for each run of dark modules in a row. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => {
      const runs: string[] = [];
      for (let x = 0; x < row.length; x += 1) {
        if (row[x] !== true) continue;
        let end = x;
        while (row[end] === true) end += 1;
        runs.push(`M${x} ${y}h${end - x}v1h-${end - x}z`);
        x = end;
      }
      return runs;
    })
    .join('');
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-qr': TwQr;
  }
}
