import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RequestView } from '../../../../broker/contract/screen.ts';
import type { Language } from '../../../../broker/contract/settings.ts';
import { nextTextScale } from '../../connection/text-scale.ts';
import { touch } from '../../connection/touch-event.ts';
import type { Speech } from '../../i18n/speech.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { icon } from '../icon/icon.ts';
import { iconStyles } from '../icon/icon.styles.ts';
import '../button/button.ts';
import '../language-switch/language-switch.ts';

/**
 * The lower edge of every screen: what changes, then help, language, text size and Finish, always in the same place.
 *
 * @event tw-forget - the shopper wants the visit forgotten; nothing is decided yet
 */
@customElement('tw-bar')
export class TwBar extends LitElement {
  static override styles = [
    baseStyles,
    iconStyles,
    css`
      :host {
        display: block;
        padding: calc(22 * var(--u)) var(--margin) calc(40 * var(--u));
      }
      nav,
      .look,
      .leave {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        justify-content: end;
        gap: calc(12 * var(--u));
      }
      .space {
        flex: 1;
      }
      .aa {
        font-weight: 650;
        white-space: nowrap;
      }
      .aa small {
        font-size: 0.72em;
      }
      tw-button {
        flex: 0 1 auto;
      }
      tw-button::part(button) {
        padding-inline: calc(28 * var(--u));
      }
      .fixed::part(button) {
        white-space: nowrap;
      }
      .fixed {
        flex: none;
      }
      :host([centred]) nav {
        justify-content: center;
      }
    `,
  ];

  @property({ attribute: false }) speech!: Speech;
  @property({ attribute: false }) languages: readonly Language[] = [];
  @property({ attribute: false }) request: RequestView | null = null;
  /** What stands first: a way back, a way to search, or nothing. */
  @property() first: 'back' | 'search' | 'none' = 'search';
  @property({ type: Boolean }) help = true;
  @property({ type: Boolean }) finish = true;
  /** Offers recognition by phone. */
  @property({ type: Boolean }) join = false;
  /** Somebody was recognised: the visit can be forgotten, beside Finish. */
  @property({ type: Boolean }) forget = false;

  override render(): TemplateResult {
    const { words } = this.speech;
    return html`<nav aria-label=${words.finish}>
      ${this.renderFirst()} ${this.join ? this.renderJoin() : nothing}
      ${this.help ? this.renderHelp() : nothing}
      <span class="space"></span>
      ${this.renderLook()} ${this.finish ? this.renderLeave() : nothing}
    </nav>`;
  }

  /** Language and text size stay side by side where the line has to break. */
  private renderLook(): TemplateResult {
    const { speech, languages } = this;
    return html`<div class="look">
      ${
        languages.length > 1
          ? html`<tw-language-switch
              class="fixed"
              .speech=${speech}
              .languages=${languages}
            ></tw-language-switch>`
          : nothing
      }
      <tw-button
        class="fixed"
        pill
        icon
        variant="quiet"
        .label=${speech.words.textSize}
        @click=${nextTextScale}
        ><span class="aa" aria-hidden="true"><small>A</small>A</span></tw-button
      >
    </div>`;
  }

  private renderFirst(): TemplateResult | typeof nothing {
    const { words } = this.speech;
    if (this.first === 'none') return nothing;
    return this.first === 'back'
      ? html`<tw-button pill @click=${() => touch(this, { action: 'back' })}
          >${icon('back')}${words.back}</tw-button
        >`
      : html`<tw-button pill variant="quiet" @click=${() => touch(this, { action: 'show_search' })}
          >${icon('search')}${words.findElse}</tw-button
        >`;
  }

  private renderJoin(): TemplateResult {
    return html`<tw-button pill variant="quiet" @click=${() => touch(this, { action: 'show_join' })}
      >${icon('phone')}${this.speech.words.joinOffer}</tw-button
    >`;
  }

  /** The two ways to leave stay side by side where the line has to break. */
  private renderLeave(): TemplateResult {
    const { words } = this.speech;
    return html`<div class="leave">
      ${
        this.forget
          ? html`<tw-button class="fixed" pill variant="quiet" @click=${() => this.askToForget()}
              >${words.forgetVisit}</tw-button
            >`
          : nothing
      }
      <tw-button class="fixed" pill variant="ink" @click=${() => touch(this, { action: 'finish' })}
        >${words.finish}</tw-button
      >
    </div>`;
  }

  private askToForget(): void {
    this.dispatchEvent(new CustomEvent('tw-forget', { bubbles: true, composed: true }));
  }

  private renderHelp(): TemplateResult {
    const { words } = this.speech;
    const asked = this.request?.kind === 'associate' ? this.request.state : null;
    return html`<tw-button
      pill
      variant="quiet"
      ?disabled=${asked !== null}
      @click=${() => touch(this, { action: 'call_associate' })}
      >${icon(asked === 'sent' ? 'check' : 'person')}${
        asked === 'sent' ? words.someoneKnows : asked === 'sending' ? words.askingSomeone : words.askSomeone
      }</tw-button
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-bar': TwBar;
  }
}
