import { css } from 'lit';

export const decisionStyles = css`
  :host {
    display: block;
  }
  h3 {
    font-size: inherit;
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1rem;
    padding-bottom: 1.25rem;
  }
  .code {
    font-family: var(--display);
    font-weight: 700;
    font-size: var(--type-title);
    letter-spacing: 0.02em;
  }
  .part {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 1.25rem 0;
    border: 0;
    border-top: 1px solid var(--line);
    min-width: 0;
  }
  legend {
    float: left;
    width: 100%;
    padding: 0;
  }
  /* What two people compare over a phone: as large as the screen of one allows. */
  .check {
    font-family: var(--display);
    font-weight: 700;
    font-size: clamp(3rem, 14vw, 4.5rem);
    line-height: 1.05;
    letter-spacing: 0.02em;
    font-variant-numeric: tabular-nums;
  }
  .check[data-coming] {
    color: var(--edge);
  }
  .more {
    display: grid;
    gap: 0.5rem;
    padding-inline-start: 1.875rem;
  }
  [role='status']:empty,
  [role='alert']:empty {
    display: none;
  }
  footer {
    position: sticky;
    bottom: 0;
    display: grid;
    gap: 0.75rem;
    margin: 0 -2rem;
    padding: 1rem 2rem;
    border-top: 1px solid var(--line);
    background: var(--paper);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
  }
  .actions .control {
    min-height: 2.75rem;
    padding-inline: 1.25rem;
    white-space: normal;
  }
  .outcome {
    display: grid;
    gap: 0.75rem;
    padding: 0.5rem 0 1.5rem;
  }
  .outcome .lead {
    font-weight: 700;
    font-size: var(--type-title);
    text-wrap: wrap;
  }
  .outcome .control {
    justify-self: start;
    margin-top: 0.5rem;
    min-height: 2.75rem;
  }
  @media (max-width: 40rem) {
    footer {
      margin: 0 -1.25rem;
      padding: 0.75rem 1.25rem;
    }
    .actions .control {
      flex: 1 1 auto;
    }
  }
`;
