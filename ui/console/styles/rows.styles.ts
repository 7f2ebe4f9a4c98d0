/** A short list inside a sheet: a heading, and rows with a line above each. */
import { css } from 'lit';

export const rowStyles = css`
  :host {
    display: block;
  }
  h3 {
    font-size: var(--type-text);
    font-weight: 650;
  }
  ul {
    margin-top: 0.75rem;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.125rem 1rem;
    align-items: center;
    padding: 0.75rem 0;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
`;
