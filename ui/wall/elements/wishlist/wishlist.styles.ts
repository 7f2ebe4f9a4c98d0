import { css } from 'lit';

export const wishlistStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: 0;
  }
  tw-sheet {
    height: 100%;
  }
  h2 {
    font-weight: 450;
    padding-block: calc(28 * var(--u)) calc(14 * var(--u));
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(20 * var(--u));
    align-items: center;
    border-block-start: var(--hair) solid var(--line);
  }
  /* Taken off the list: the picture fades and the name is light; the words stay readable. */
  .off tw-photo {
    opacity: 0.4;
  }
  button {
    display: grid;
    grid-template-columns: calc(150 * var(--u)) minmax(0, 1.3fr) minmax(0, 1fr) auto;
    gap: calc(28 * var(--u));
    align-items: center;
    width: 100%;
    padding-block: calc(14 * var(--u));
  }
  /* Where no source gives stock, the name has its place. */
  .where.unsaid {
    display: none;
  }
  .what:has(+ .unsaid) {
    grid-column: 2 / -2;
  }
  tw-photo {
    height: calc(178 * var(--u));
    border-radius: calc(0.8 * var(--radius));
  }
  .what,
  .where {
    display: grid;
    gap: calc(6 * var(--u));
    min-width: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: break-word;
  }
  .has {
    font-weight: 600;
  }
  .off .name,
  .off .has {
    font-weight: 450;
    color: var(--quiet);
  }
  .go {
    color: var(--go);
  }
  .warn {
    color: var(--warn);
  }
  .none {
    color: var(--quiet);
  }
  .shelf {
    display: flex;
    gap: 0.3em;
    align-items: center;
  }
  @container style(--large-text: 1) {
    button {
      grid-template-columns: calc(150 * var(--u)) minmax(0, 1fr) auto;
    }
    .where {
      grid-area: 2 / 2;
    }
    button > .icon {
      grid-area: 1 / 3;
    }
  }
  @media (orientation: landscape) {
    ul {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 0 calc(64 * var(--u));
    }
    button {
      grid-template-columns: calc(120 * var(--u)) minmax(0, 1.3fr) minmax(0, 1fr) auto;
    }
    tw-photo {
      height: calc(138 * var(--u));
    }
  }
`;
