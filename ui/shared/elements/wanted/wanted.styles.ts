import { css } from 'lit';

export const wantedStyles = css`
  :host {
    display: block;
    animation: rise var(--calm) var(--ease);
  }
  @keyframes rise {
    from {
      transform: translateY(6%);
    }
  }
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(28 * var(--u)) calc(44 * var(--u));
    align-items: center;
    padding: calc(40 * var(--u));
    border-radius: var(--radius);
    background: var(--ink);
    color: var(--on-ink);
  }
  article.coded {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .words {
    display: grid;
    gap: calc(14 * var(--u));
    justify-items: start;
    min-width: 0;
  }
  .facts {
    color: var(--on-ink-quiet);
    overflow-wrap: break-word;
  }
  h2 {
    text-wrap: balance;
    overflow-wrap: break-word;
  }
  h2 + p {
    margin-block-start: calc(12 * var(--u));
    color: var(--on-ink-quiet);
    text-wrap: pretty;
  }
  /* What is not to be had is said quietly: no alarm in a shop. */
  article.warn {
    background: var(--deep);
    color: var(--ink);
  }
  .warn .facts,
  .warn h2 + p {
    color: var(--quiet);
  }
  tw-button::part(button) {
    color: inherit;
    border-color: currentColor;
  }
  .code {
    display: grid;
    justify-items: center;
    gap: calc(4 * var(--u));
    min-width: calc(220 * var(--u));
  }
  .code .small {
    color: var(--on-ink-quiet);
  }
  tw-qr {
    width: calc(300 * var(--u));
    margin-block-end: calc(14 * var(--u));
  }
  .letters {
    display: flex;
    gap: 0.28em;
    font-family: var(--display);
    font-size: calc(1.2 * var(--type-title));
    font-weight: 700;
    letter-spacing: 0.08em;
    line-height: 1;
    font-variant-numeric: tabular-nums;
  }
  @media (orientation: landscape) {
    article {
      padding: calc(32 * var(--u));
    }
    tw-qr {
      width: calc(230 * var(--u));
    }
  }
  @container style(--large-text: 1) {
    article.coded {
      grid-template-columns: minmax(0, 1fr);
    }
    /* The code is what the shopper came for: it stands first where words fill the sheet. */
    .code {
      order: -1;
      justify-items: start;
    }
    .code:has(tw-qr) {
      grid-template-columns: auto minmax(0, 1fr);
      column-gap: calc(28 * var(--u));
    }
    .code tw-qr {
      grid-row: 1 / span 2;
      margin-block-end: 0;
    }
    .code .small {
      align-self: end;
    }
    .letters {
      flex-wrap: wrap;
    }
    .code .small,
    .letters {
      grid-column: -2 / -1;
    }
  }
`;
