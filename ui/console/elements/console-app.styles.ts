import { css } from 'lit';

export const appStyles = css`
  :host {
    display: block;
    min-height: 100vh;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(20rem, 25rem);
    grid-template-areas: 'head head' 'kiosks activity';
    column-gap: 4rem;
    row-gap: 3rem;
    max-width: 96rem;
    margin: 0 auto;
    padding: 2rem 3rem 5rem;
  }
  tw-masthead {
    grid-area: head;
  }
  main:not(.waiting) {
    grid-area: kiosks;
    min-width: 0;
  }
  tw-activity {
    grid-area: activity;
    min-width: 0;
  }
  /* Old data stay readable, and look old. */
  .page[data-stale] tw-masthead,
  .page[data-stale] main,
  .page[data-stale] tw-activity {
    filter: grayscale(1);
    opacity: 0.92;
  }
  .stale {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: 1rem;
    padding: 0.75rem 3rem;
    background: var(--ink);
    color: var(--on-ink);
  }
  .stale .mark {
    color: var(--on-ink-warn);
  }
  .stale p {
    flex: 1;
  }
  .stale strong {
    font-weight: 600;
  }
  .stale span {
    color: var(--on-ink-quiet);
  }
  .stale .control {
    color: var(--on-ink);
    border-color: var(--on-ink-quiet);
  }
  .stale .control:hover {
    background: transparent;
    border-color: var(--on-ink);
  }
  .stale .control:focus-visible {
    outline-color: var(--on-ink);
  }
  .waiting {
    display: grid;
    gap: 1rem;
    justify-items: start;
    align-content: center;
    min-height: 100vh;
    max-width: 40rem;
    margin: 0 auto;
    padding: 2rem 1.5rem;
  }
  @media (max-width: 80rem) {
    .page {
      column-gap: 2.5rem;
      grid-template-columns: minmax(0, 1fr) minmax(17rem, 19rem);
      padding-inline: 2rem;
    }
    .stale {
      padding-inline: 2rem;
    }
  }
  @media (max-width: 56rem) {
    .page {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: 'head' 'kiosks' 'activity';
      row-gap: 2.5rem;
      padding: 1.25rem 1.25rem 4rem;
    }
    .stale {
      padding-inline: 1.25rem;
    }
  }
`;
