import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IntentView } from '../../../../broker/contract/screen.ts';
import { touch } from '../../connection/touch-event.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { typeStyles } from '../../theme/type.styles.ts';
import { wantedSentence } from '../../wanted/sentence.ts';
import { wantedWords } from '../../wanted/wanted-words.ts';
import { wantedStyles } from './wanted.styles.ts';
import '../button/button.ts';
import '../qr/qr.ts';

const OVER = new Set<IntentView['state']>(['claimed', 'offline']);

/** One thing the shopper asked for: how it stands, its code, and the way out of it. */
@customElement('tw-wanted')
export class TwWanted extends LitElement {
  static override styles = [baseStyles, typeStyles, wantedStyles];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) intent!: IntentView;

  override render(): TemplateResult {
    const { intent, speech } = this;
    const words = wantedWords(speech.language);
    const { title, body, tone } = wantedSentence(intent, speech);
    const facts = [intent.title, intent.colour, intent.size].filter((part) => part !== '');
    const canGo = intent.open || isOver(intent);
    return html`<article class="${tone} ${intent.code ? 'coded' : ''}">
      <div class="words">
        <p class="small facts">
          ${facts.map((part, index) => html`${index ? ' · ' : ''}<bdi>${part}</bdi>`)}
        </p>
        <div role="status">
          <h2 class="title">${title}</h2>
          ${body ? html`<p class="text">${body}</p>` : nothing}
          ${intent.note ? html`<p class="small" dir="auto">“${intent.note}”</p>` : nothing}
        </div>
        ${
          canGo
            ? html`<tw-button
                pill
                variant="plain"
                @click=${() => touch(this, { action: 'drop_intent', key: intent.key })}
                >${intent.open ? words.callOff : words.gone}</tw-button
              >`
            : nothing
        }
      </div>
      ${intent.code ? this.renderCode(intent.code, words.code) : nothing}
    </article>`;
  }

  private renderCode(code: string, label: string): TemplateResult {
    const halves = code.length > 4 ? [code.slice(0, 3), code.slice(3)] : [code];
    const { kind, link } = this.intent;
    return html`<div class="code">
      ${kind === 'handover' ? html`<tw-qr .value=${link ?? code} .label=${`${label} ${code}`}></tw-qr>` : nothing}
      <p class="small">${label}</p>
      <p class="letters" dir="ltr">${halves.map((half) => html`<span>${half}</span>`)}</p>
    </div>`;
  }
}

function isOver({ open, state }: IntentView): boolean {
  return !open && (OVER.has(state) || FINAL.has(state));
}

const FINAL = new Set<IntentView['state']>([
  'delivered',
  'unavailable',
  'collected',
  'released',
  'no_show',
  'purchased',
  'cancelled',
  'expired',
  'rejected',
]);

declare global {
  interface HTMLElementTagNameMap {
    'tw-wanted': TwWanted;
  }
}
