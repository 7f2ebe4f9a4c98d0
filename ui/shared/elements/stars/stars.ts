import { css, html, LitElement, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';

const STAR = 'M12 1.8l3.05 6.6 7.2.86-5.33 4.92 1.42 7.12L12 17.75 5.66 21.3l1.42-7.12L1.75 9.26l7.2-.86z';

/** Five stars, filled to a value. The words beside it are the label. */
@customElement('tw-stars')
export class TwStars extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-block;
        line-height: 0;
      }
      svg {
        height: var(--stars-size, 1em);
        width: auto;
        overflow: visible;
      }
      .off {
        fill: var(--line);
      }
      .on {
        fill: currentColor;
      }
      :host(:dir(rtl)) svg {
        transform: scaleX(-1);
      }
    `,
  ];

  /** 0 to 5. */
  @property({ type: Number }) value = 0;
  /** What assistive technology says; without it the stars are decoration. */
  @property() label = '';

  override render(): TemplateResult {
    const parts = [0, 1, 2, 3, 4].map((index) => Math.max(0, Math.min(1, this.value - index)));
    return html`<svg
      viewBox="0 0 136 24"
      role=${this.label ? 'img' : 'presentation'}
      aria-label=${this.label || nothing}
      aria-hidden=${this.label ? 'false' : 'true'}
    >
      ${parts.map(
        (share, index) => svg`<g transform="translate(${index * 28} 0)">
          <path class="off" d=${STAR}></path>
          <path class="on" d=${STAR} clip-path=${share === 1 ? 'none' : `inset(0 ${String(100 - share * 100)}% 0 0)`}
            visibility=${share === 0 ? 'hidden' : 'visible'}></path>
        </g>`,
      )}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-stars': TwStars;
  }
}
