import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Localised } from '../../../../broker/contract/domain.ts';
import type { ProductView } from '../../../../broker/contract/screen.ts';
import { isolate } from '../../../shared/i18n/isolate.ts';
import type { Speech } from '../../../shared/i18n/speech.ts';
import { baseStyles } from '../../../shared/theme/base.styles.ts';
import { typeStyles } from '../../../shared/theme/type.styles.ts';
import '../../../shared/elements/photo/photo.ts';
import '../../../shared/elements/sheet/sheet.ts';

/** Attributes of a product feed that sort products for shops and advertisements, and tell a shopper nothing. */
const FOR_MACHINES: ReadonlySet<string> = new Set([
  'adult',
  'age_group',
  'condition',
  'gender',
  'identifier_exists',
  'is_bundle',
  'multipack',
  'product_type',
]);

const sentenceCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What it is made of and how to live with it: description, highlights, attributes, and the guide when there is one. */
@customElement('tw-guide-panel')
export class TwGuidePanel extends LitElement {
  static override styles = [
    baseStyles,
    typeStyles,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      tw-sheet {
        height: 100%;
      }
      .about {
        font-weight: 450;
        letter-spacing: 0;
        text-wrap: pretty;
        max-width: 34em;
      }
      .block {
        margin-block-start: calc(44 * var(--u));
      }
      li {
        padding-block: calc(20 * var(--u));
        border-block-start: var(--hair) solid var(--line);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
      }
      dt,
      dd {
        padding-block: calc(18 * var(--u));
        border-block-start: var(--hair) solid var(--line);
        overflow-wrap: break-word;
      }
      ol li {
        display: grid;
        grid-template-columns: calc(72 * var(--u)) minmax(0, 1fr);
        align-items: baseline;
      }
      h2 {
        margin-block-end: calc(20 * var(--u));
      }
      .number {
        font-family: var(--display);
        font-weight: 700;
        font-size: var(--type-title);
        line-height: 1;
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) product!: ProductView;

  override render(): TemplateResult {
    const { product } = this;
    const facts = this.facts();
    return html`<tw-sheet low .heading=${this.speech.words.details} .note=${isolate(product.title)}>
      <tw-photo slot="aside" decorative .media=${product.media[0] ?? null} sizes="20vw"></tw-photo>
      <p class="lead about" dir="auto">${product.description}</p>
      ${
        product.highlights.length > 0
          ? html`<ul class="block" role="list">
              ${product.highlights.map((line) => html`<li class="text" dir="auto">${line}</li>`)}
            </ul>`
          : nothing
      }
      ${
        facts.length > 0
          ? html`<dl class="block text">
              ${facts.map(
                ({ name, value }) =>
                  html`<dt class="quiet" dir="auto">${name}</dt>
                    <dd dir="auto">${value}</dd>`,
              )}
            </dl>`
          : nothing
      }
      ${
        product.guide
          ? html`<h2 class="title block">${this.say(product.guide.title)}</h2>
              <ol role="list">
                ${product.guide.steps.map(
                  (step, index) =>
                    html`<li class="text">
                      <span class="number">${index + 1}</span><span dir="auto">${this.say(step)}</span>
                    </li>`,
                )}
              </ol>`
          : nothing
      }
    </tw-sheet>`;
  }

  /** What a shopper does not see on the piece itself, by a name in their language where we have one. */
  private facts(): readonly { name: string; value: string }[] {
    const { factNames } = this.speech.words;
    return this.product.attributes
      .filter(({ name }) => !FOR_MACHINES.has(name))
      .map(({ name, value }) => ({
        name: (factNames as Record<string, string>)[name] ?? sentenceCase(name.replaceAll('_', ' ')),
        value,
      }));
  }

  /** The session's language, else English, else whatever there is. */
  private say(text: Localised): string {
    return text[this.speech.language] ?? text['en'] ?? Object.values(text)[0] ?? '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-guide-panel': TwGuidePanel;
  }
}
