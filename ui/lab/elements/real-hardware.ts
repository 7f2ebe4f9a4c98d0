import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';

/** Instead of the lab where nothing is virtual. */
@customElement('tw-real-hardware')
export class TwRealHardware extends LitElement {
  static override styles = [
    ...labStyles,
    css`
      main {
        display: grid;
        gap: 1rem;
        align-content: center;
        min-height: 100vh;
        max-width: 40rem;
        margin: 0 auto;
        padding: 2rem 1.5rem;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        margin-top: 1rem;
      }
      a {
        text-decoration: none;
        color: inherit;
        min-height: 2.75rem;
      }
    `,
  ];

  override render(): TemplateResult {
    const { real } = texts;
    return html`<main>
      <h1 class="display">${real.title}</h1>
      <p class="text quiet">${real.lead}</p>
      <nav>
        <a class="control" href="/wall">${real.wall}</a>
        <a class="control" href="/room">${real.room}</a>
      </nav>
    </main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-real-hardware': TwRealHardware;
  }
}
