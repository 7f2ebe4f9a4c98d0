/** Buttons and fields of a desk: quieter and denser than on a display, 44 px where a finger is the pointer. */
import { css } from 'lit';

export const controlStyles = css`
  .control {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 2.25rem;
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    background: transparent;
    color: var(--ink);
    font-size: var(--type-small);
    font-weight: 600;
    line-height: 1.2;
    white-space: nowrap;
  }
  /* Under the pointer only: a button that becomes usable changes ground and words at once, or it cannot be read. */
  .control:hover:not(:disabled) {
    background: var(--deep);
    transition: background-color var(--fast) var(--ease);
  }
  .control:disabled {
    cursor: default;
    border-color: var(--line);
    border-style: dashed;
    color: var(--quiet);
  }
  .control.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .control.primary:hover:not(:disabled) {
    background: var(--accent-press);
  }
  .control.primary:disabled {
    background: transparent;
    border-color: var(--line);
    color: var(--quiet);
  }
  .control.plain {
    border-color: transparent;
    padding-inline: 0.5rem;
    text-decoration: underline;
    text-decoration-color: var(--edge);
    text-underline-offset: 0.25em;
  }
  .field {
    width: 100%;
    min-height: 2.5rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
  }
  .field[aria-invalid='true'] {
    border-color: var(--warn);
    box-shadow: inset 0 0 0 1px var(--warn);
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  @media (pointer: coarse) {
    .control,
    .field {
      min-height: 2.75rem;
    }
  }
`;
