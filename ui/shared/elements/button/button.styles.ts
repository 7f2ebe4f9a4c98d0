import { css } from 'lit';

export const buttonStyles = css`
  :host {
    display: inline-flex;
    min-width: 0;
  }
  button {
    flex: 1;
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: calc(6 * var(--u));
    min-width: 0;
    min-height: var(--target);
    padding: calc(14 * var(--u)) calc(30 * var(--u));
    border-radius: var(--radius);
    border: var(--hair) solid var(--edge);
    background: var(--surface);
    color: var(--ink);
    font-family: var(--text);
    font-size: var(--type-text);
    line-height: 1.2;
    font-weight: 600;
    transition:
      transform var(--fast) var(--ease),
      opacity var(--fast) var(--ease);
  }
  button:active {
    transform: scale(0.98);
  }
  .row {
    display: flex;
    align-items: center;
    gap: calc(12 * var(--u));
    min-width: 0;
  }
  .words {
    min-width: 0;
    overflow-wrap: break-word;
    hyphens: auto;
  }
  .note {
    font-size: var(--type-small);
    font-weight: 450;
    color: var(--quiet);
  }
  ::slotted(svg) {
    flex: none;
  }
  :host([variant='primary']) button {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  :host([variant='primary']) button:active {
    background: var(--accent-press);
  }
  :host([variant='primary']) .note {
    color: inherit;
  }
  :host([variant='ink']) button {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--on-ink);
  }
  :host([variant='ink']) .note {
    color: var(--on-ink-quiet);
  }
  :host([variant='quiet']) button {
    background: transparent;
    border-color: var(--edge);
  }
  :host([variant='plain']) button {
    background: transparent;
    border-color: transparent;
  }
  :host([pill]) button {
    border-radius: 999px;
    align-items: center;
  }
  :host([pill]) button {
    padding-inline: calc(32 * var(--u));
  }
  :host([icon]) button {
    padding-inline: 0;
    min-width: var(--target);
    align-items: center;
  }
  :host([centred]) button {
    align-items: center;
    text-align: center;
  }
  :host([size='large']) button {
    min-height: calc(1.6 * var(--target));
    font-size: var(--type-lead);
  }
  button:disabled {
    cursor: default;
    border-style: dashed;
    background: transparent;
    border-color: var(--edge);
    color: var(--quiet);
  }
`;
