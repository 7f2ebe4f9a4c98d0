import { css } from 'lit';

export const facetTrayStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: calc(16 * var(--u));
    padding: calc(20 * var(--u)) var(--margin) 0;
    /* As high as the keyboard, so that nothing jumps. */
    height: calc(379 * var(--u));
  }
  .options {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    grid-auto-rows: calc(80 * var(--u));
    gap: calc(10 * var(--u));
    overflow-y: auto;
    scrollbar-width: none;
  }
  .options.price {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .options.brand,
  .options.kind {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .options.size {
    grid-template-columns: repeat(5, minmax(0, 1fr));
  }
  button {
    display: flex;
    align-items: center;
    gap: calc(12 * var(--u));
    min-width: 0;
    padding-inline: calc(20 * var(--u));
    border-radius: calc(16 * var(--u));
    background: var(--surface);
    border: var(--hair) solid var(--line);
    font-size: var(--type-small);
    font-weight: 560;
  }
  .label {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count {
    color: var(--quiet);
    font-weight: 450;
    font-variant-numeric: tabular-nums;
  }
  .option[aria-pressed='true'] {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--on-ink);
  }
  .option:disabled {
    color: var(--quiet);
    background: transparent;
  }
  i {
    flex: none;
    width: calc(36 * var(--u));
    height: calc(36 * var(--u));
    border-radius: 50%;
    background: var(--swatch);
    border: var(--hair) solid rgb(0 0 0 / 18%);
  }
  .option[aria-pressed='true'] i {
    border-color: var(--on-ink);
  }
  .icon {
    flex: none;
    width: calc(26 * var(--u));
    height: calc(26 * var(--u));
  }
  .row {
    flex: none;
    display: flex;
    gap: calc(10 * var(--u));
  }
  .row button {
    height: calc(84 * var(--u));
    justify-content: center;
    text-align: center;
  }
  .tool {
    flex: 1 1 0;
    background: var(--deep);
    border-color: transparent;
  }
  .show {
    flex: 3 1 0;
    background: var(--ink);
    color: var(--on-ink);
    font-size: var(--type-text);
    font-weight: 600;
  }
  .show:disabled {
    background: var(--deep);
    color: var(--quiet);
  }
  @media (orientation: landscape) {
    :host {
      height: calc(331 * var(--u));
    }
    .row button {
      height: calc(72 * var(--u));
    }
    .options {
      grid-auto-rows: calc(68 * var(--u));
    }
  }
`;
