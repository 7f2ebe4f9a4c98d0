import { css } from 'lit';

export const appStyles = css`
  :host {
    display: block;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 3rem;
    align-items: start;
    max-width: 110rem;
    margin: 0 auto;
    padding: 1.5rem 2.5rem 1.5rem;
  }
  tw-live-screens {
    position: sticky;
    top: 1.5rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.125rem 1rem;
    padding-bottom: 1rem;
  }
  .trouble {
    flex-basis: 100%;
    font-weight: 600;
    color: var(--warn);
  }
  .trouble:empty {
    display: none;
  }
  .hardware {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    gap: 1.25rem 2rem;
    /* Photographs multiply into this, also while the whole is grey. */
    background: var(--paper);
  }
  .hardware[data-stale] {
    filter: grayscale(1);
    opacity: 0.8;
  }
  main {
    min-width: 0;
    container-type: inline-size;
  }
  .shelf {
    grid-column: 1 / -1;
  }
  .counter {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 1.5rem 2rem;
  }
  .readers {
    flex: 1 1 18rem;
    min-width: 0;
  }
  .whole {
    grid-column: 1 / -1;
  }
  .pickup {
    grid-column: span 7;
  }
  .scanner {
    grid-column: span 5;
  }
  .oddities {
    grid-column: span 8;
  }
  .room {
    grid-column: span 4;
  }
  .cables {
    grid-column: 1 / -1;
  }
  @container (max-width: 44rem) {
    .oddities {
      grid-column: span 7;
    }
    .room {
      grid-column: span 5;
    }
    .pickup,
    .scanner {
      grid-column: 1 / -1;
    }
  }
  @container (max-width: 32rem) {
    .oddities,
    .room {
      grid-column: 1 / -1;
    }
  }
  .pads {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
    gap: 1rem;
    margin-top: 0.625rem;
  }
  .over {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0 1rem;
  }
  .hold {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--quiet);
  }
  .hold input {
    width: 1.125rem;
    height: 1.125rem;
    margin: 0;
    accent-color: var(--ink);
  }
  .ghost {
    position: fixed;
    z-index: 2;
    pointer-events: none;
  }
  .whole,
  .pickup,
  .scanner {
    margin-top: 1rem;
  }
  /* In the hand a product is on its swing ticket. */
  .ghost .product {
    border-radius: 0.5rem;
    background: var(--photo-ground);
    overflow: hidden;
  }
  @media (max-width: 64rem) {
    .page {
      grid-template-columns: minmax(0, 1fr);
      padding: 1.25rem;
    }
    tw-live-screens {
      position: static;
    }
  }
`;
