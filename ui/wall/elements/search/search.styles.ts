import { css } from 'lit';

export const searchStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: 0;
  }
  tw-sheet {
    height: 100%;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: calc(36 * var(--u)) calc(24 * var(--u));
    padding-block-end: calc(48 * var(--u));
  }
  .state {
    margin-block-end: calc(16 * var(--u));
  }
  .foot {
    border-block-start: var(--hair) solid var(--line);
    padding-block-start: calc(20 * var(--u));
  }
  tw-facet-bar {
    display: block;
    margin-block-end: calc(12 * var(--u));
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: calc(14 * var(--u));
    margin-block-start: calc(36 * var(--u));
  }
  .way {
    min-height: var(--target);
    padding-inline: calc(36 * var(--u));
    border-radius: var(--radius);
    border: var(--hair) solid var(--edge);
    background: var(--surface);
    font-size: var(--type-text);
    font-weight: 600;
  }
  .field {
    display: flex;
    align-items: center;
    gap: calc(20 * var(--u));
    width: calc(100% - 2 * var(--margin));
    margin-inline: var(--margin);
    min-height: calc(96 * var(--u));
    padding-inline: calc(30 * var(--u));
    border-radius: var(--radius);
    border: calc(3 * var(--u)) solid var(--ink);
    background: var(--surface);
    font-family: var(--display);
    font-size: var(--type-lead);
  }
  .field > :nth-child(2) {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .query::after {
    content: '';
    display: inline-block;
    width: calc(4 * var(--u));
    height: 1em;
    margin-inline-start: calc(4 * var(--u));
    vertical-align: -0.12em;
    background: var(--accent);
  }
  @media (orientation: landscape) {
    .grid {
      grid-template-columns: repeat(7, minmax(0, 1fr));
    }
    .foot {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: calc(14 * var(--u)) 0;
      align-items: start;
    }
    tw-facet-bar {
      grid-area: 1 / 1;
      margin: 0;
      min-width: 0;
    }
    .field {
      grid-area: 2 / 1;
    }
    tw-keyboard,
    tw-facet-tray {
      grid-area: 1 / 2 / 4 / 3;
      padding-block-start: 0;
      padding-inline-start: 0;
    }
  }
`;
