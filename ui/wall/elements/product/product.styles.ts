import { css } from 'lit';

export const productStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: 0;
  }
  main {
    height: 100%;
    display: grid;
    grid-template-rows: minmax(calc(420 * var(--u)), 1fr) auto;
    background: var(--paper);
  }
  .stage {
    position: relative;
    min-height: 0;
    background: var(--photo-ground);
    overflow: hidden;
  }
  .stage tw-photo {
    position: absolute;
    inset: 0;
    --photo-position: center bottom;
  }
  .arrive tw-photo {
    animation: arrive var(--slow) var(--ease);
  }
  @keyframes arrive {
    from {
      transform: translate(var(--arrive-x), var(--arrive-y));
    }
  }
  .place {
    position: absolute;
    inset-block-start: calc(48 * var(--u));
    inset-inline: var(--margin);
    display: flex;
    justify-content: space-between;
    gap: var(--gap);
    font-size: var(--type-small);
    font-weight: 600;
    color: var(--ink);
  }
  .sheet {
    min-height: 0;
    padding: calc(40 * var(--u)) var(--margin) 0;
    display: flex;
    flex-direction: column;
    gap: calc(26 * var(--u));
    overflow: hidden;
  }
  .arrive .name {
    animation: arrive var(--slow) var(--ease);
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(12 * var(--u)) calc(36 * var(--u));
    align-items: end;
  }
  .name {
    outline: none;
    padding-block-end: 0.06em;
  }
  .name.short {
    font-size: calc(1.12 * var(--type-display));
  }
  .name.long {
    font-size: calc(0.68 * var(--type-display));
    line-height: 1.02;
  }
  header tw-price {
    text-align: end;
    max-width: calc(330 * var(--u) * var(--text-scale));
    padding-block-end: calc(10 * var(--u));
  }
  .opinion {
    display: grid;
    grid-template-columns: minmax(0, 36fr) minmax(0, 64fr);
    gap: calc(44 * var(--u));
    align-items: start;
  }
  .opinion.alone {
    grid-template-columns: minmax(0, 1fr);
  }
  .opinion h2 + p {
    margin-block-start: calc(6 * var(--u));
  }
  .choose {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--gap);
    min-height: calc(68 * var(--u));
  }
  .sizing {
    display: grid;
    gap: calc(14 * var(--u));
  }
  .where {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 calc(24 * var(--u));
  }
  .where b {
    font-weight: 650;
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
  }
  .views {
    display: flex;
    gap: calc(10 * var(--u));
  }
  .views button {
    width: calc(68 * var(--u));
    height: calc(76 * var(--u));
    border-radius: calc(14 * var(--u));
    border: calc(3 * var(--u)) solid transparent;
    overflow: hidden;
  }
  .views button[aria-pressed='true'] {
    border-color: var(--ink);
  }
  .views tw-photo {
    width: 100%;
    height: 100%;
  }
  .look {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: calc(20 * var(--u));
    align-items: center;
    padding-block-start: calc(18 * var(--u));
    border-block-start: var(--hair) solid var(--line);
  }
  .look h2 {
    grid-column: 1 / -1;
    font-weight: 450;
    line-height: 1;
  }
  /* Landscape is a composition of its own: the photograph left over the full height, the sheet right. */
  @media (orientation: landscape) {
    main {
      grid-template-rows: none;
      grid-template-columns: 43fr 57fr;
    }
    .sheet {
      justify-content: center;
      padding: calc(48 * var(--u)) var(--margin) 0;
      gap: calc(24 * var(--u));
    }
    .sheet > :first-child {
      margin-block-start: auto;
    }
    .sheet > :last-child {
      margin-block-end: auto;
    }
  }
`;
