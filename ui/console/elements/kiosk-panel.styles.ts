import { css } from 'lit';

export const kioskStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    --name-column: 10rem;
  }
  article {
    border-top: 2px solid var(--ink);
    padding-top: 1rem;
  }
  :host([foldable]) article {
    padding-bottom: 1rem;
  }
  :host([foldable]) .parts {
    margin-bottom: 1.5rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1.25rem;
    overflow-wrap: anywhere;
  }
  h2 button {
    position: relative;
    padding-inline-start: 1.25rem;
  }
  h2 button::before {
    content: '';
    position: absolute;
    inset-inline-start: 0.125rem;
    top: 0.28em;
    width: 0.45em;
    height: 0.45em;
    border: solid var(--ink);
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
    transition: transform var(--fast) var(--ease);
  }
  h2 button[aria-expanded='true']::before {
    transform: rotate(45deg);
  }
  .sync {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin-inline-start: auto;
  }
  .note {
    margin-top: 0.5rem;
  }
  .parts {
    display: grid;
    margin-top: 1rem;
  }
  section {
    display: grid;
    grid-template-columns: 7.5rem minmax(0, 1fr);
    gap: 0.5rem 1.5rem;
    padding: 1rem 0;
    border-top: 1px solid var(--line);
  }
  h3 {
    font-size: var(--type-text);
    font-weight: 500;
    line-height: 1.4;
  }
  .incidents {
    display: grid;
    gap: 0.5rem;
  }
  .remedy {
    display: block;
  }
  .incidents time {
    color: var(--quiet);
  }
  .displays li + li {
    margin-top: 0.75rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--line);
  }
  section p + p {
    margin-top: 0.25rem;
  }
  @container (max-width: 34rem) {
    header {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .presence {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    .sync {
      flex-direction: row-reverse;
    }
    section {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
