/** A sheet that comes in beside the page. */
import { css } from 'lit';

export const sheetStyles = css`
  dialog {
    width: min(36rem, 100vw);
    max-width: none;
    height: 100vh;
    height: 100dvh;
    max-height: none;
    margin: 0 0 0 auto;
    padding: 0;
    border: 0;
    background: var(--paper);
    color: var(--ink);
    overflow-y: auto;
    overscroll-behavior: contain;
    animation: arrive var(--calm) var(--ease);
  }
  dialog::backdrop {
    background: var(--scrim);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateX(2rem);
    }
  }
  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.25rem 1rem;
    padding: 2rem 2rem 1.5rem;
    overflow-wrap: anywhere;
  }
  .head p {
    grid-column: 1 / -1;
  }
  @media (max-width: 40rem) {
    .head {
      padding: 1.25rem 1.25rem 1rem;
    }
  }
`;
