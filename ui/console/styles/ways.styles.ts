/** Choices of which one is taken, each with a hint below. */
import { css } from 'lit';

export const wayStyles = css`
  .way {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.75rem;
    align-items: start;
    padding: 0.25rem 0;
  }
  .way input {
    width: 1.125rem;
    height: 1.125rem;
    margin: 0.2rem 0 0;
    accent-color: var(--accent);
  }
  .hint {
    display: block;
    margin-top: 0.125rem;
  }
`;
