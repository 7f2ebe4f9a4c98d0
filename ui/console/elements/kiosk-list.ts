import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsoleOverview } from '../../../broker/contract/http.ts';
import { healthy, worstFirst } from '../data/fleet.ts';
import { kioskName } from '../data/names.ts';
import './kiosk-panel.ts';

/** From here on, kiosks without a problem are folded to one line. */
const MANY = 3;

/** All kiosks, those with a problem first. */
@customElement('tw-kiosk-list')
export class TwKioskList extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      gap: 3rem;
      grid-template-columns: minmax(0, 1fr);
    }
    :host([many]) {
      gap: 0;
    }
  `;

  @property({ attribute: false }) overview!: ConsoleOverview;
  @property({ attribute: false }) now!: Date;

  override render(): TemplateResult {
    const { kiosks, catalogue } = this.overview;
    const many = kiosks.length >= MANY;
    this.toggleAttribute('many', many);
    return html`${repeat(
      worstFirst(kiosks),
      ({ id }) => id,
      (kiosk) =>
        html`<tw-kiosk
          .kiosk=${kiosk}
          .name=${kioskName(kiosk, kiosks)}
          .catalogue=${catalogue?.version ?? ''}
          .now=${this.now}
          .folded=${many && healthy(kiosk)}
          .foldable=${many}
        ></tw-kiosk>`,
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-kiosk-list': TwKioskList;
  }
}
