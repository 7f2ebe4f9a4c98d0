import { css } from 'lit';

/** A row of small choices that scrolls sideways when it must. */
export const chipStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: calc(10 * var(--u));
  }
  .chip {
    min-height: calc(68 * var(--u));
    padding: calc(8 * var(--u)) calc(26 * var(--u));
    border-radius: 999px;
    border: var(--hair) solid var(--edge);
    background: var(--surface);
    font-size: var(--type-small);
    font-weight: 560;
    white-space: nowrap;
  }
  .chip[aria-pressed='true'] {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--on-ink);
  }
`;
