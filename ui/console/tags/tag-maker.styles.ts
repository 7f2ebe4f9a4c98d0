import { css } from 'lit';

export const tagMakerStyles = css`
  :host {
    display: block;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .choices:disabled {
    opacity: 0.55;
  }
  .part {
    display: grid;
    gap: 0.5rem;
    padding: 1.25rem 0;
    border-top: 1px solid var(--line);
  }
  legend {
    float: left;
    width: 100%;
    padding: 0;
  }
  [role='status']:empty {
    display: none;
  }
  h3 {
    font-size: inherit;
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
  .outcome {
    display: grid;
    gap: 0.25rem;
    overflow-wrap: anywhere;
  }
  .outcome .lead {
    font-family: var(--display);
    font-weight: 700;
    font-size: var(--type-lead);
    letter-spacing: -0.02em;
    line-height: 1.25;
  }
  .link {
    font-variant-numeric: tabular-nums;
    user-select: all;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
  }
  .actions .control {
    min-height: 2.75rem;
    padding-inline: 1.25rem;
  }
  @media (max-width: 40rem) {
    footer {
      margin: 0 -1.25rem;
      padding: 0.75rem 1.25rem;
    }
  }
`;
