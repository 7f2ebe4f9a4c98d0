import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { buttonStyles } from './button.styles.ts';

export type ButtonVariant = 'primary' | 'ink' | 'surface' | 'quiet' | 'plain';

/**
 * The one kind of button. A screen has at most one `primary`.
 *
 * @slot - the words
 * @slot icon - a drawn mark before the words
 * @event click - the native one; not fired while disabled
 * @csspart button - the native button
 */
@customElement('tw-button')
export class TwButton extends LitElement {
  static override styles = [baseStyles, buttonStyles];
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  @property({ reflect: true }) variant: ButtonVariant = 'surface';
  @property({ reflect: true }) size: 'normal' | 'large' = 'normal';
  /** A second, quieter line. */
  @property() note = '';
  /** Name for assistive technology when the words alone do not say it. */
  @property() label = '';
  @property({ type: Boolean, reflect: true }) pill = false;
  @property({ type: Boolean, reflect: true }) icon = false;
  @property({ type: Boolean, reflect: true }) centred = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** For buttons that open something: "true" or "false". */
  @property() expanded: 'true' | 'false' | '' = '';
  /** For buttons that stay down: "true" or "false". */
  @property() pressed: 'true' | 'false' | '' = '';

  override render(): TemplateResult {
    return html`<button
      part="button"
      type="button"
      ?disabled=${this.disabled}
      aria-label=${this.label || nothing}
      aria-expanded=${this.expanded || nothing}
      aria-pressed=${this.pressed || nothing}
    >
      <span class="row"
        ><slot name="icon"></slot><span class="words"><slot></slot></span
      ></span>
      ${this.note ? html`<span class="note words">${this.note}</span>` : nothing}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-button': TwButton;
  }
}
