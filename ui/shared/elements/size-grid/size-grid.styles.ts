import { css } from 'lit';

export const sizeGridStyles = css`
  :host {
    display: block;
  }
  div {
    display: grid;
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    gap: calc(12 * var(--u));
  }
  button {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    gap: calc(10 * var(--u));
    min-height: calc(var(--cell) * var(--u));
    padding: calc(14 * var(--u)) calc(var(--pad) * var(--u)) calc(13 * var(--u));
    border-radius: var(--radius);
    border: var(--hair) solid var(--edge);
    background: var(--surface);
    transition: transform var(--fast) var(--ease);
    min-width: 0;
  }
  button:active {
    transform: scale(0.98);
  }
  .label {
    font-family: var(--display);
    font-weight: 600;
    font-size: calc(1.02 * var(--type-lead));
    line-height: 1;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }
  .stock {
    font-size: var(--type-small);
    line-height: 1.15;
    font-weight: 560;
    color: var(--quiet);
    overflow-wrap: break-word;
    hyphens: auto;
  }
  /* Nothing is known of stock: the size stands alone. */
  .label:only-child {
    margin: auto;
  }
  .go {
    color: var(--go);
  }
  .warn {
    color: var(--warn);
  }
  button.away {
    background: transparent;
    border-style: dashed;
  }
  .away .label {
    color: var(--quiet);
  }
  button[aria-checked='true'] {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--on-ink);
  }
  [aria-checked='true'] .label {
    color: var(--on-ink);
  }
  [aria-checked='true'] .stock {
    color: var(--on-ink-quiet);
  }
  [aria-checked='true'] .go {
    color: var(--on-ink-go);
  }
  [aria-checked='true'] .warn {
    color: var(--on-ink-warn);
  }
  @container style(--large-text: 1) {
    div {
      grid-template-columns: repeat(min(3, var(--columns)), minmax(0, 1fr));
    }
    div.wide {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .wide button {
    flex-direction: row;
    align-items: center;
    padding-inline: calc(28 * var(--u));
  }
`;
