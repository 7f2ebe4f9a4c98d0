/** A plug and its socket; `data-out` on the parent pulls it. */
import { css, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

export function plug(): SVGTemplateResult {
  return svg`<svg class="plug" viewBox="0 0 72 24" aria-hidden="true">
    <path class="socket" d="M58 3h11v18H58" />
    <g class="lead"><path class="cord" d="M-20 12h44" /><path class="head" d="M22 6h16a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H22z" />
      <path class="pins" d="M41 9.500h13v5H41z" /></g>
  </svg>`;
}

export const plugStyles = css`
  .plug {
    flex: none;
    width: 4.5rem;
    height: 1.5rem;
    color: var(--ink);
  }
  .plug path {
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
    fill: none;
  }
  .plug .head {
    fill: currentColor;
  }
  .plug .pins {
    stroke-width: 1.5;
  }
  .lead {
    transform: translateX(3px);
    transition: transform var(--calm) var(--ease);
  }
  [data-out] .lead {
    transform: translateX(-14px);
  }
  [data-out] .plug {
    color: var(--warn);
  }
`;
