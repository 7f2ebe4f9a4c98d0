import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import type { IdentityView } from '../../../broker/contract/pairing.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { ago } from '../data/time.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { rowStyles } from '../styles/rows.styles.ts';
import { mark, type MarkName } from '../styles/mark.ts';
import { revoke } from './pairing-api.ts';
import { pairingTexts } from './pairing-texts.ts';

const texts = pairingTexts.identities;
/** A certificate is renewed at two thirds of its life: one with less than a sixth left was not. */
const OVERDUE = 1 / 6;
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/**
 * Displays with a certificate; each can be removed, after a second question.
 *
 * @event tw-revoked - one was removed
 */
@customElement('tw-identity-list')
export class TwIdentityList extends LitElement {
  static override styles = [
    ...deskStyles,
    rowStyles,
    css`
      .sure {
        grid-column: 1 / -1;
        display: grid;
        gap: 0.5rem;
        padding-top: 0.5rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .note {
        margin-top: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) identities: readonly IdentityView[] = [];
  @property({ attribute: false }) kiosks: readonly KioskSummary[] = [];
  @property({ attribute: false }) now!: Date;
  /** Serial of the one that is asked about. */
  @state() private doubting = '';
  @state() private isBusy = false;
  @state() private problem = '';

  override render(): TemplateResult {
    const inForce = this.identities.filter(({ revokedAt }) => revokedAt === null);
    const removed = this.identities.length - inForce.length;
    return html`<section aria-labelledby="heading">
      <h3 id="heading">${texts.title}</h3>
      ${
        inForce.length === 0
          ? html`<p class="note small quiet">${texts.none}</p>`
          : html`<ul>
              ${repeat(
                inForce,
                ({ serial }) => serial,
                (identity) => this.#renderIdentity(identity),
              )}
            </ul>`
      }
      <p class="small said" role="status">
        ${this.problem === '' ? nothing : html`${mark('warn')}${this.problem}`}
      </p>
      ${removed === 0 ? nothing : html`<p class="note small quiet">${texts.more(removed)}</p>`}
    </section>`;
  }

  #renderIdentity(identity: IdentityView): TemplateResult {
    const { serial, approvedAt } = identity;
    const name = this.#nameOf(identity);
    const [sign, certificate] = this.#certificate(identity);
    return html`<li>
      <span>
        <span class="strong">${name}</span><br />
        <span class="small said">${mark(sign)}${certificate}</span><br />
        <span class="small quiet">${texts.approved(ago(new Date(approvedAt), this.now))}</span>
      </span>
      ${
        this.doubting === serial
          ? this.#renderDoubt(serial, name)
          : html`<button
              class="control"
              type="button"
              aria-label=${texts.revokeHint(name)}
              @click=${() => this.#doubt(serial)}
            >
              ${texts.revoke}
            </button>`
      }
    </li>`;
  }

  #renderDoubt(serial: string, name: string): TemplateResult {
    return html`<div class="sure" role="group" aria-labelledby="sure">
      <p id="sure"><strong class="strong">${texts.sure(name)}</strong> ${texts.sureHint}</p>
      <div class="actions">
        <button
          class="control primary"
          id="really"
          type="button"
          ?disabled=${this.isBusy}
          @click=${() => void this.#revoke(serial)}
        >
          ${texts.really}
        </button>
        <button class="control" type="button" @click=${() => this.#doubt('')}>${texts.keep}</button>
      </div>
    </div>`;
  }

  #certificate({ issuedAt, notAfter }: IdentityView): [MarkName, string] {
    const [from, to, now] = [Date.parse(issuedAt), Date.parse(notAfter), this.now.getTime()];
    const date = onDay(new Date(notAfter));
    if (to <= now) return ['off', texts.over(date)];
    return to - now < (to - from) * OVERDUE ? ['warn', texts.ends(date)] : ['go', texts.until(date)];
  }

  #nameOf({ kioskId }: IdentityView): string {
    const [store = '', kiosk = ''] = kioskId.split('.');
    const known = this.kiosks.find((one) => one.store === store && one.kiosk === kiosk);
    return `${known === undefined || known.storeName === '' ? store : known.storeName}, ${kiosk}`;
  }

  #doubt(serial: string): void {
    this.problem = '';
    this.doubting = serial;
    if (serial !== '')
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#really')?.focus());
  }

  async #revoke(serial: string): Promise<void> {
    this.isBusy = true;
    try {
      await revoke(serial);
      this.doubting = '';
      this.dispatchEvent(new CustomEvent('tw-revoked'));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.kind === 'signed_out') announceSignedOut(this);
      this.problem =
        error.kind === 'unreachable' ? texts.failed : pairingTexts.problem.other(error.message || error.code);
    } finally {
      this.isBusy = false;
    }
  }
}

/** `14 February 2027`: no hour is of interest. */
function onDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : DAY.format(date);
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-identity-list': TwIdentityList;
  }
}
