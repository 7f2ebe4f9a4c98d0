import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettingsView, KioskSummary } from '../../../broker/contract/http.ts';
import { ApiProblem, saveSettings, type SettingsChange } from '../data/api.ts';
import { standing, type SettingField, type SettingValue } from '../data/setting-fields.ts';
import { complaint } from '../data/setting-words.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { settingsFormStyles } from './settings-form.styles.ts';
import './setting-field.ts';

/** Null: taken back, so that the kiosk's own value applies. */
type Drafts = ReadonlyMap<string, SettingValue | null>;
type Outcome = { kind: 'saved' } | { kind: 'failed'; why: string };

/**
 * Form over the settings schema. What was typed is a draft until the hub has taken it; a setting is only said to be in
 * force once the kiosk has reported it.
 *
 * @event tw-saved - the hub's new KioskSummary
 */
@customElement('tw-settings-form')
export class TwSettingsForm extends LitElement {
  static override styles = [...deskStyles, settingsFormStyles];

  @property({ attribute: false }) kiosk!: KioskSummary;
  @property({ attribute: false }) view!: DisplaySettingsView;
  @property({ attribute: false }) fields: readonly SettingField[] = [];
  @state() private drafts: Drafts = new Map();
  @state() private saving = false;
  @state() private outcome: Outcome | null = null;

  override render(): TemplateResult {
    const problem = this.view.state === 'refused' ? this.view.problem : null;
    return html`<form @submit=${this.#submit} @keydown=${this.#key} novalidate>
      ${
        problem === null
          ? nothing
          : html`<p class="refused said">
              ${mark('warn')}<span>${texts.settings.state.refused}: ${problem}</span>
            </p>`
      }
      ${this.fields.map(
        (field) =>
          html`<tw-setting-field
            .field=${field}
            .standing=${standing(field, this.view)}
            .draft=${this.drafts.get(field.key)}
            .offline=${!this.kiosk.online}
            @tw-draft=${(event: CustomEvent<SettingValue | null>) => this.#draft(field, event.detail)}
          ></tw-setting-field>`,
      )}
      <footer>
        <button class="control primary" type="submit" ?disabled=${this.drafts.size === 0 || this.saving}>
          ${this.saving ? texts.settings.saving : texts.settings.save}
        </button>
        ${
          this.drafts.size === 0
            ? html`<button
                class="control"
                type="button"
                ?disabled=${this.#nothingSetHere()}
                @click=${this.#resetAll}
              >
                ${texts.settings.resetAll}
              </button>`
            : html`<button class="control" type="button" ?disabled=${this.saving} @click=${this.#discard}>
                ${texts.settings.discard}
              </button>`
        }
        <p class="said small" role="status">${this.#status()}</p>
      </footer>
    </form>`;
  }

  #status(): TemplateResult | string {
    if (this.outcome?.kind === 'failed')
      return html`${mark('warn')}${texts.settings.failed(this.outcome.why)}`;
    if (this.drafts.size > 0) return texts.settings.changed(this.drafts.size);
    return this.outcome?.kind === 'saved' ? html`${mark('go')}${texts.settings.saved}` : '';
  }

  #draft(field: SettingField, value: SettingValue | null): void {
    const drafts = new Map(this.drafts);
    const now = standing(field, this.view);
    if (value === now.value || (value === null && now.origin !== 'here')) drafts.delete(field.key);
    else drafts.set(field.key, value);
    this.drafts = drafts;
    this.outcome = null;
  }

  #nothingSetHere(): boolean {
    return this.fields.every((field) => standing(field, this.view).origin !== 'here');
  }

  readonly #resetAll = (): void => {
    for (const field of this.fields) this.#draft(field, null);
  };

  readonly #discard = (): void => {
    this.drafts = new Map();
    this.outcome = null;
  };

  /** The fields live in shadow roots of their own, where Enter does not reach the form by itself. */
  readonly #key = (event: KeyboardEvent): void => {
    const form = event.currentTarget;
    if (event.key !== 'Enter' || !(event.composedPath()[0] instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (form instanceof HTMLFormElement) form.requestSubmit();
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.drafts.size === 0 || this.saving || this.#focusComplaint()) return;
    const sent = this.drafts;
    this.saving = true;
    this.outcome = null;
    try {
      const changes: SettingsChange = Object.fromEntries(sent);
      const kiosk = await saveSettings(this.kiosk.id, this.view.display, changes);
      this.drafts = without(this.drafts, sent);
      this.outcome = { kind: 'saved' };
      this.dispatchEvent(new CustomEvent('tw-saved', { detail: kiosk, bubbles: true, composed: true }));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.saving = false;
    }
  };

  #fail(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.kind === 'signed_out') announceSignedOut(this);
    const why = error.kind === 'unreachable' ? texts.settings.unreachable : error.message || error.code;
    this.outcome = { kind: 'failed', why };
  }

  /** Goes to the first value that cannot be sent. */
  #focusComplaint(): boolean {
    const index = this.fields.findIndex((field) => {
      const draft = this.drafts.get(field.key);
      return draft !== undefined && draft !== null && complaint(field, draft) !== '';
    });
    if (index >= 0) this.renderRoot.querySelectorAll('tw-setting-field')[index]?.focus();
    return index >= 0;
  }
}

/** Keeps what was typed while the answer was on its way. */
function without(drafts: Drafts, sent: Drafts): Drafts {
  return new Map([...drafts].filter(([key, value]) => sent.get(key) !== value));
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-settings-form': TwSettingsForm;
  }
}
