import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import type { IdentityView, PairingRequest } from '../../../broker/contract/pairing.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { wayStyles } from '../styles/ways.styles.ts';
import { mark } from '../styles/mark.ts';
import { DecisionController, isOnline, type DecisionState } from './decision-controller.ts';
import { decisionStyles } from './pairing-decision.styles.ts';
import { pairingTexts as texts } from './pairing-texts.ts';
import { claimedStore, freeName, KIOSK_NAME, kiosksAt, type Store } from './places.ts';

type Way = 'new' | 'old';

/** Then it is said that it takes long. */
const LATE_MS = 60_000;

/**
 * One display that waits: compare the number, give it its place, or refuse.
 *
 * @event tw-done - the manager wants to go back to all that wait
 * @event tw-decided - it was approved or refused
 */
@customElement('tw-pairing-decision')
export class TwPairingDecision extends LitElement {
  static override styles = [...deskStyles, wayStyles, decisionStyles];

  @property({ attribute: false }) request!: PairingRequest;
  @property({ attribute: false }) stores: readonly Store[] = [];
  @property({ attribute: false }) kiosks: readonly KioskSummary[] = [];
  @property({ attribute: false }) identities: readonly IdentityView[] = [];
  @property({ attribute: false }) now!: Date;
  /** Code of the store; undefined: what the display claims. */
  @state() private storeCode: string | undefined;
  @state() private way: Way = 'new';
  @state() private name: string | undefined;
  @state() private whose = '';
  @state() private complaint: 'store' | 'name' | null = null;
  @query('#store') private readonly storeField!: HTMLElement | null;
  @query('#name') private readonly nameField!: HTMLElement | null;

  readonly #decision = new DecisionController(this);

  override render(): TemplateResult {
    const { state: decision } = this.#decision;
    if (decision.kind === 'approved' || decision.kind === 'refused') return this.#renderOutcome(decision);
    return html`<form @submit=${this.#submit} novalidate aria-label=${this.request.userCode}>
      <div class="who">
        <span class="code">${this.request.userCode}</span>
        <button class="control plain" type="button" @click=${this.#done}>${texts.back}</button>
      </div>
      ${this.#renderCheck()} ${this.#renderStore()} ${this.#renderPlace()}
      <footer>
        <p class="said" role="alert">
          ${
            decision.kind === 'open' && decision.why !== ''
              ? html`${mark('warn')}<span>${decision.why}</span>`
              : nothing
          }
        </p>
        ${this.#renderActions(decision)}
      </footer>
    </form>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('request') && changed.get('request')?.userCode !== this.request.userCode)
      this.renderRoot.querySelector<HTMLElement>('#check')?.focus();
  }

  get #store(): Store | undefined {
    if (this.storeCode === undefined) return claimedStore(this.stores, this.request);
    return this.stores.find(({ storeCode }) => storeCode === this.storeCode);
  }

  get #there(): KioskSummary[] {
    return kiosksAt(this.#store, this.kiosks);
  }

  get #name(): string {
    return this.name ?? freeName(this.request, this.#there);
  }

  get #whose(): string {
    const there = this.#there;
    return there.some(({ kiosk }) => kiosk === this.whose) ? this.whose : (there[0]?.kiosk ?? '');
  }

  #renderCheck(): TemplateResult {
    const { check } = this.request;
    return html`<div class="part">
      <h3 class="strong" id="check" tabindex="-1">${texts.check}</h3>
      <p>${texts.checkLead}</p>
      ${
        check === ''
          ? html`<p class="check" data-coming aria-hidden="true">––– –––</p>
              <p class="said small" role="status">${mark('wait')}${texts.checkComing}</p>`
          : html`<p class="check" aria-label=${check.split('').join(' ')} role="img">${spaced(check)}</p>
              <p class="small quiet">${texts.checkHint}</p>`
      }
    </div>`;
  }

  #renderStore(): TemplateResult {
    const chosen = this.#store?.storeCode ?? '';
    const isMissing = this.complaint === 'store';
    return html`<div class="part">
      <label class="strong" for="store">${texts.store}</label>
      <select
        class="field"
        id="store"
        aria-invalid=${isMissing ? 'true' : 'false'}
        aria-describedby="store-problem"
        @change=${(event: Event) => this.#changed(() => (this.storeCode = valueOf(event)))}
      >
        ${chosen === '' ? html`<option value="" selected>${texts.chooseStore}</option>` : nothing}
        ${this.stores.map(
          ({ storeCode, name }) =>
            html`<option value=${storeCode} .selected=${storeCode === chosen}>${name}</option>`,
        )}
      </select>
      <p class="small said" id="store-problem" role="alert">
        ${isMissing ? html`${mark('warn')}${texts.storeFirst}` : nothing}
      </p>
    </div>`;
  }

  #renderPlace(): TemplateResult {
    return html`<fieldset class="part">
      <legend class="strong">${texts.place}</legend>
      ${this.#renderWay('new', texts.placeNew, texts.placeNewHint)}
      ${this.way === 'new' ? this.#renderName() : nothing}
      ${this.#renderWay('old', texts.placeOld, texts.placeOldHint)}
      ${this.way === 'old' ? this.#renderWhose() : nothing}
    </fieldset>`;
  }

  #renderWay(way: Way, label: string, hint: string): TemplateResult {
    return html`<label class="way">
      <input
        type="radio"
        name="way"
        .checked=${this.way === way}
        @change=${() => this.#changed(() => (this.way = way))}
      />
      <span><span class="strong">${label}</span><span class="small quiet hint">${hint}</span></span>
    </label>`;
  }

  #renderName(): TemplateResult {
    const isWrong = this.complaint === 'name';
    const why = KIOSK_NAME.test(this.#name) ? texts.nameTaken(this.#name) : texts.nameWrong;
    return html`<div class="more">
      <label class="small strong" for="name">${texts.name}</label>
      <input
        class="field"
        id="name"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-invalid=${isWrong ? 'true' : 'false'}
        aria-describedby="name-problem"
        .value=${this.#name}
        @input=${(event: Event) => this.#changed(() => (this.name = valueOf(event).trim()))}
      />
      <p class="small said" id="name-problem" role="alert">
        ${isWrong ? html`${mark('warn')}${why}` : nothing}
      </p>
    </div>`;
  }

  #renderWhose(): TemplateResult {
    const there = this.#there;
    if (there.length === 0) return html`<p class="more small quiet">${texts.noneThere}</p>`;
    return html`<div class="more">
      <label class="small strong" for="whose">${texts.which}</label>
      <select
        class="field"
        id="whose"
        @change=${(event: Event) => this.#changed(() => (this.whose = valueOf(event)))}
      >
        ${there.map(
          ({ kiosk }) => html`<option value=${kiosk} .selected=${kiosk === this.#whose}>${kiosk}</option>`,
        )}
      </select>
    </div>`;
  }

  #renderActions(decision: DecisionState): TemplateResult {
    const isSending = decision.kind === 'sending';
    const canApprove = !isSending && this.request.check !== '' && (this.way === 'new' || this.#whose !== '');
    return html`<div class="actions">
      <button class="control primary" type="submit" ?disabled=${!canApprove}>
        ${isSending && decision.approve ? texts.approving : texts.approve}
      </button>
      <button class="control" type="button" ?disabled=${isSending} @click=${() => void this.#refuse()}>
        ${isSending && !decision.approve ? texts.refusing : texts.refuse}
      </button>
    </div>`;
  }

  #renderOutcome(decision: Extract<DecisionState, { kind: 'approved' | 'refused' }>): TemplateResult {
    return html`<div class="outcome" role="status">
        ${
          decision.kind === 'refused'
            ? html`<p class="lead">${texts.refused}</p>
                <p class="quiet">${texts.refusedHint}</p>`
            : this.#renderApproved(decision)
        }
      </div>
      <div class="outcome">
        <button class="control" type="button" @click=${this.#done}>${texts.another}</button>
      </div>`;
  }

  #renderApproved({ place, at }: Extract<DecisionState, { kind: 'approved' }>): TemplateResult {
    const { kiosk, store } = place;
    if (isOnline(place, this.kiosks))
      return html`<p class="lead said">${mark('go')}${texts.online(kiosk, store.name)}</p>
        <p class="quiet">${texts.onlineHint}</p>`;
    const isLate = this.now.getTime() - at.getTime() > LATE_MS;
    return html`<p class="lead">${texts.approved(kiosk, store.name)}</p>
      <p class="said quiet">
        ${mark(isLate ? 'warn' : 'wait')}<span>${isLate ? texts.late : texts.coming}</span>
      </p>`;
  }

  readonly #done = (): void => {
    this.dispatchEvent(new CustomEvent('tw-done'));
  };

  #changed(change: () => void): void {
    change();
    this.complaint = null;
    this.#decision.clear();
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const store = this.#store;
    const kiosk = this.way === 'new' ? this.#name : this.#whose;
    if (store === undefined) return this.#complain('store');
    if (this.way === 'new' && (!KIOSK_NAME.test(kiosk) || this.#isTaken(kiosk)))
      return this.#complain('name');
    void this.#approve(store, kiosk);
  };

  async #approve(store: Store, kiosk: string): Promise<void> {
    const before = this.#there.find((one) => one.kiosk === kiosk)?.since ?? '';
    await this.#decision.approve(this.request.userCode, {
      store,
      kiosk,
      replace: this.way === 'old',
      before,
    });
    this.dispatchEvent(new CustomEvent('tw-decided'));
  }

  async #refuse(): Promise<void> {
    await this.#decision.refuse(this.request.userCode);
    this.dispatchEvent(new CustomEvent('tw-decided'));
  }

  /** A kiosk that was never paired and is gone keeps its name: only the hub knows whether it may be taken. */
  #isTaken(kiosk: string): boolean {
    return this.#there.some((one) => one.kiosk === kiosk && (one.online || this.#hasIdentity(one)));
  }

  #hasIdentity({ store, kiosk }: KioskSummary): boolean {
    return this.identities.some(
      ({ kioskId, revokedAt }) => revokedAt === null && kioskId === `${store}.${kiosk}`,
    );
  }

  #complain(what: 'store' | 'name'): void {
    this.complaint = what;
    (what === 'store' ? this.storeField : this.nameField)?.focus();
  }
}

/** `482915` → `482 915` */
function spaced(check: string): string {
  return `${check.slice(0, 3)} ${check.slice(3)}`;
}

function valueOf(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-pairing-decision': TwPairingDecision;
  }
}
