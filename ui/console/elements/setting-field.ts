import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { SettingField, SettingStanding, SettingValue } from '../data/setting-fields.ts';
import { complaint, optionWords, rangeWords, valueWords } from '../data/setting-words.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark, type MarkName } from '../styles/mark.ts';
import { texts } from '../texts.ts';
import { settingFieldStyles } from './setting-field.styles.ts';

const MARKS: Record<SettingStanding['state'], MarkName> = {
  in_force: 'go',
  pending: 'wait',
  refused: 'warn',
  unknown: 'wait',
};

/**
 * One setting: what it does, its value, its range and default, and whether it is in force.
 *
 * @event tw-draft - the value as it stands in the control now; null to take it back and leave it to the kiosk
 */
@customElement('tw-setting-field')
export class TwSettingField extends LitElement {
  static override styles = [...deskStyles, settingFieldStyles];
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  @property({ attribute: false }) field!: SettingField;
  @property({ attribute: false }) standing!: SettingStanding;
  @property({ attribute: false }) draft: SettingValue | null | undefined;
  @property({ attribute: false }) offline = false;

  override render(): TemplateResult {
    const { field } = this;
    // The kiosk's own value is not known here while another is wanted: the default stands in for it.
    const value = this.draft === null ? field.default : (this.draft ?? this.standing.value);
    const problem = this.draft === undefined || this.draft === null ? '' : complaint(field, this.draft);
    return html`
      <label class="strong" for="control">${field.title}</label>
      <p class="small quiet" id="about">
        ${field.description}${field.restart ? html` ${texts.settings.restart}` : nothing}
      </p>
      <div class="value">
        ${this.#renderControl(value, problem !== '')}
        ${field.unit === '' ? nothing : html`<span class="unit">${field.unit}</span>`}
        <p class="small quiet facts" id="facts">
          <span>${this.#facts(value)}</span>
          ${this.draft === null || this.standing.origin !== 'here' ? nothing : this.#renderReset()}
        </p>
      </div>
      <p class="small said" role="status">
        ${problem === '' ? this.#renderStanding() : html`${mark('warn')}${problem}`}
      </p>
    `;
  }

  #renderReset(): TemplateResult {
    return html`<button class="control plain" type="button" @click=${() => this.#emit(null)}>
      ${texts.settings.reset}
    </button>`;
  }

  #renderControl(value: SettingValue, invalid: boolean): TemplateResult {
    const { control } = this.field;
    const wrong = invalid ? 'true' : 'false';
    switch (control.kind) {
      case 'choice':
        return html`<select class="field" id="control" aria-describedby="about facts" @change=${this.#typed}>
          ${control.options.map(
            (option) =>
              html`<option value=${option} .selected=${option === value}>
                ${optionWords(this.field, option)}
              </option>`,
          )}
        </select>`;
      case 'switch':
        return html`<input
          id="control"
          type="checkbox"
          aria-describedby="about facts"
          .checked=${live(value === true)}
          @change=${this.#typed}
        />`;
      case 'integer':
        return html`<input
          class="field number"
          id="control"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          aria-describedby="about facts"
          aria-invalid=${wrong}
          .value=${live(String(value))}
          @input=${this.#typed}
        />`;
      case 'text':
      default:
        return html`<textarea
          class="field"
          id="control"
          dir="auto"
          rows="3"
          aria-describedby="about facts"
          aria-invalid=${wrong}
          .value=${live(String(value))}
          @input=${this.#typed}
        ></textarea>`;
    }
  }

  #facts(value: SettingValue): string {
    const { field } = this;
    const { control } = field;
    const length =
      control.kind === 'text' && control.maxLength !== null
        ? texts.settings.characters(String(value).length, control.maxLength)
        : '';
    const fallback = value === field.default ? texts.settings.default(valueWords(field, field.default)) : '';
    const facts = [rangeWords(field), length, fallback];
    return facts.filter((fact) => fact !== '').join(' · ');
  }

  #renderStanding(): TemplateResult {
    const { state, origin, inForce } = this.standing;
    const { settings } = texts;
    if (this.draft === null)
      return html`${mark('idle')}<span
          ><span class="strong">${settings.state.draft}</span
          ><span class="quiet">, ${settings.kiosksOwn}</span></span
        >`;
    if (this.draft !== undefined)
      return html`${mark('idle')}<span class="strong">${settings.state.draft}</span>`;
    const words = state === 'pending' && this.offline ? settings.pendingOffline : settings.state[state];
    const still =
      inForce !== undefined && (state === 'pending' || state === 'refused')
        ? settings.still(valueWords(this.field, inForce))
        : settings.origin[origin].toLowerCase();
    return html`${mark(MARKS[state])}<span
        ><span class="strong">${words}</span
        >${still === '' ? nothing : html`<span class="quiet">, ${still}</span>`}</span
      >`;
  }

  readonly #typed = (event: Event): void => {
    const { target } = event;
    if (target instanceof HTMLInputElement && target.type === 'checkbox') return this.#emit(target.checked);
    if (
      !(
        target instanceof HTMLInputElement ||
        target instanceof HTMLTextAreaElement ||
        target instanceof HTMLSelectElement
      )
    )
      return;
    const text = target.value;
    // What is not a whole number stays as it was typed, so that the form can say what is wrong with it.
    const number = this.field.control.kind === 'integer' && /^-?\d+$/u.test(text.trim());
    this.#emit(number ? Number(text) : text);
  };

  #emit(value: SettingValue | null): void {
    this.dispatchEvent(new CustomEvent('tw-draft', { detail: value }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-setting-field': TwSettingField;
  }
}
