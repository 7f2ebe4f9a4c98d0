import { css } from 'lit';

export const activityStyles = css`
  :host {
    display: block;
  }
  section {
    border-top: 2px solid var(--ink);
    padding-top: 1rem;
  }
  .lead {
    font-weight: 700;
    font-size: var(--type-title);
    letter-spacing: -0.025em;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    margin: 1rem 0 0.5rem;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  label {
    position: relative;
  }
  input {
    position: absolute;
    inset: 0;
    opacity: 0;
    margin: 0;
    cursor: pointer;
  }
  label span {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    min-height: 2rem;
    padding: 0 0.75rem;
    border: 1px solid var(--line);
    border-radius: 99px;
    font-size: var(--type-small);
    font-weight: 550;
  }
  input:checked + span {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--on-ink);
  }
  input:focus-visible + span {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  label b {
    font-weight: 700;
  }
  ol {
    margin-bottom: 1rem;
  }
  li {
    padding: 0.625rem 0;
    border-bottom: 1px solid var(--line);
    overflow-wrap: anywhere;
    animation: arrive var(--calm) var(--ease);
  }
  strong {
    font-weight: 650;
  }
  li.quiet {
    padding-block: 0.375rem;
  }
  li.quiet p {
    font-size: var(--type-small);
  }
  li.ask {
    margin: 0.5rem 0;
    padding: 0.75rem 1rem;
    border: 0;
    border-radius: 0.5rem;
    background: var(--surface);
    border-inline-start: 0.25rem solid var(--line);
  }
  li.waits {
    border-inline-start-color: var(--accent);
  }
  .foot {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
  }
  .flag {
    display: block;
    font-size: var(--type-small);
    font-weight: 650;
    color: var(--quiet);
  }
  .waits .flag {
    color: var(--accent-press);
  }
  .none {
    padding: 1rem 0;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-0.5rem);
    }
  }
  @media (pointer: coarse) {
    label span {
      min-height: 2.75rem;
      padding-inline: 1rem;
    }
  }
`;
