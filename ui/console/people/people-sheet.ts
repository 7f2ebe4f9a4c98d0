import { css, html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ErasedPerson, HeldOfPerson, PersonQuestion } from '../../../broker/contract/erased-person.ts';
import { ApiProblem } from '../data/api.ts';
import { announceSignedOut } from '../data/signed-out.ts';
import { exact } from '../data/time.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import { erasePerson, fetchHeld } from './people-api.ts';
import { peopleTexts as texts } from './people-texts.ts';

type Way = 'ref' | 'loyalty';
/** Each step knows what the one before it found. */
type Step =
  | { name: 'ask' }
  | { name: 'held'; who: PersonQuestion; held: HeldOfPerson }
  | { name: 'done'; receipt: ErasedPerson };

/**
 * Erases a customer on request, on a sheet beside the page: ask, see how much it is, confirm by typing, keep the receipt. What was
 * typed is gone from the page with the step.
 *
 * @event tw-close - it was closed; the focus is back where it was
 */
@customElement('tw-people-sheet')
export class TwPeopleSheet extends LitElement {
  static override styles = [
    ...deskStyles,
    sheetStyles,
    css`
      .body,
      form,
      section {
        display: grid;
        gap: 1.25rem;
        justify-items: start;
      }
      form,
      section {
        width: 100%;
      }
      .body {
        gap: 2rem;
        padding: 0 2rem 3rem;
      }
      label {
        display: grid;
        gap: 0.25rem;
        width: 100%;
      }
      h3 {
        font-size: var(--type-text);
        font-weight: 650;
      }
      ul,
      dl {
        display: grid;
        gap: 0.5rem;
      }
      dt {
        font-size: var(--type-small);
        color: var(--quiet);
      }
      dd {
        margin: 0 0 0.5rem;
        overflow-wrap: anywhere;
      }
      .said {
        align-items: baseline;
      }
      @media (max-width: 40rem) {
        .body {
          padding: 0 1.25rem 2rem;
        }
      }
    `,
  ];

  /** Names of connected sources that know customers. */
  @property({ attribute: false }) sources: readonly string[] = [];
  @state() private step: Step = { name: 'ask' };
  @state() private way: Way = 'ref';
  @state() private busy = false;
  @state() private problem = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <div class="head">
        <h2 class="title" id="title">${texts.title}</h2>
        <button class="control" type="button" @click=${() => this.dialog.close()}>${texts.close}</button>
        <p class="quiet">${texts.lead}</p>
      </div>
      <div class="body">
        ${this.step.name === 'ask' ? this.#renderAsk() : nothing}
        ${this.step.name === 'held' ? this.#renderHeld(this.step) : nothing}
        ${this.step.name === 'done' ? this.#renderDone(this.step) : nothing}
        ${this.problem === '' ? nothing : html`<p class="said" role="alert">${mark('warn')}<span>${this.problem}</span></p>`}
      </div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  #renderAsk(): TemplateResult {
    return html`<form @submit=${this.#look}>
      ${
        this.sources.length === 0
          ? nothing
          : html`<label
              ><span class="small quiet">${texts.where}</span>
              <select class="field" name="source">
                <option value="">${texts.imported}</option>
                ${this.sources.map((name) => html`<option value=${name}>${name}</option>`)}
              </select></label
            >`
      }
      <label
        ><span class="small quiet">${texts.by}</span>
        <select
          class="field"
          name="by"
          @change=${(event: Event) => (this.way = (event.target as HTMLSelectElement).value as Way)}
        >
          <option value="ref">${texts.ways.ref}</option>
          <option value="loyalty">${texts.ways.loyalty}</option>
        </select></label
      >
      <label><span class="small quiet">${texts.ways[this.way]}</span>${field('ref')}</label>
      <button class="control primary" type="submit" ?disabled=${this.busy}>
        ${this.busy ? texts.looking : texts.look}
      </button>
    </form>`;
  }

  #renderHeld({ who, held }: Step & { name: 'held' }): TemplateResult {
    return html`<section aria-labelledby="held">
        <h3 id="held">${texts.held}</h3>
        <ul>
          ${texts.rows(held).map((row) => html`<li>${row}</li>`)}
        </ul>
        <p class="quiet">${texts.elsewhere}</p>
      </section>
      <form @submit=${this.#erase}>
        <label><span class="strong">${texts.again(who.by ?? 'ref')}</span>${field('again')}</label>
        <p class="small quiet">${texts.cannotUndo}</p>
        <button class="control primary" type="submit" ?disabled=${this.busy}>
          ${this.busy ? texts.erasing : texts.erase}
        </button>
      </form>`;
  }

  #renderDone({ receipt }: Step & { name: 'done' }): TemplateResult {
    const rows = texts.rows(receipt);
    return html`<section aria-labelledby="done" role="status">
      <h3 id="done" class="said" tabindex="-1">${mark('go')}<span>${texts.done}</span></h3>
      <p class="quiet">${texts.doneLead}</p>
      <dl>
        <dt>${texts.at}</dt>
        <dd><time datetime=${receipt.at}>${exact(new Date(receipt.at))}</time></dd>
        <dt>${texts.proof}</dt>
        <dd>${receipt.proof}</dd>
        <dt>${texts.counts}</dt>
        <dd>
          ${
            rows.length === 0
              ? texts.nothing
              : html`<ul>
                  ${rows.map((row) => html`<li>${row}</li>`)}
                </ul>`
          }
        </dd>
      </dl>
      <button class="control" type="button" @click=${() => this.#to({ name: 'ask' })}>
        ${texts.another}
      </button>
    </section>`;
  }

  readonly #look = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const source = textOf(given.get('source'));
    const who: PersonQuestion = {
      ref: textOf(given.get('ref')),
      by: this.way,
      ...(source !== '' && { source }),
    };
    if (who.ref === '') return;
    void this.#ask(async () => ({ name: 'held', who, held: await fetchHeld(who) }));
  };

  readonly #erase = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.step.name !== 'held') return;
    const { who } = this.step;
    const again = textOf(new FormData(event.target as HTMLFormElement).get('again'));
    if (again !== who.ref) {
      this.problem = texts.differs;
      return;
    }
    void this.#ask(async () => ({ name: 'done', receipt: await erasePerson(who) }));
  };

  async #ask(question: () => Promise<Step>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      this.#to(await question());
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.kind === 'signed_out') announceSignedOut(this);
      const known = texts.problems[error.code] ?? texts.failed(error.code);
      this.problem = error.kind === 'unreachable' ? texts.unreachable : known;
    } finally {
      this.busy = false;
    }
  }

  /** Whoever cannot see the sheet is where the next step begins. */
  protected override updated(changed: PropertyValues): void {
    if (!changed.has('step') || changed.get('step') === undefined) return;
    this.renderRoot.querySelector<HTMLElement>('input, [tabindex="-1"]')?.focus();
  }

  #to(step: Step): void {
    this.step = step;
    if (step.name === 'ask') this.way = 'ref';
  }

  readonly #closed = (): void => {
    this.dispatchEvent(new CustomEvent('tw-close'));
  };

  /** A click beside the sheet lands on the dialog itself. */
  readonly #clicked = (event: MouseEvent): void => {
    const { left } = this.dialog.getBoundingClientRect();
    if (event.composedPath()[0] === this.dialog && event.clientX < left) this.dialog.close();
  };
}

/** Nothing of it is remembered or corrected by the browser. */
function field(name: string): TemplateResult {
  return html`<input
    class="field"
    name=${name}
    required
    maxlength="128"
    autocomplete="off"
    autocapitalize="off"
    autocorrect="off"
    spellcheck="false"
  />`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-people-sheet': TwPeopleSheet;
  }
}
