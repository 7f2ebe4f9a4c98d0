import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiProblem, signIn } from '../data/api.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { mark } from '../styles/mark.ts';
import { texts } from '../texts.ts';

/**
 * Asks for the access token of the hub.
 *
 * @event tw-signed-in - the hub accepted it
 */
@customElement('tw-sign-in')
export class TwSignIn extends LitElement {
  static override styles = [
    ...deskStyles,
    css`
      :host {
        display: grid;
        align-content: center;
        min-height: 100vh;
        max-width: 26rem;
        margin: 0 auto;
        padding: 2rem 1.25rem;
      }
      form {
        display: grid;
        gap: 0.5rem;
        margin-top: 2rem;
      }
      .control {
        margin-top: 1rem;
        justify-self: start;
        padding-inline: 1.5rem;
        min-height: 2.75rem;
      }
    `,
  ];

  @state() private problem = '';
  @state() private busy = false;
  @query('input') private readonly input!: HTMLInputElement;

  override render(): TemplateResult {
    const { signIn } = texts;
    return html`<main>
      <h1 class="display">${signIn.title}</h1>
      <form @submit=${this.#submit} novalidate>
        <label class="strong" for="token">${signIn.label}</label>
        <input
          class="field"
          id="token"
          type="password"
          autocomplete="current-password"
          autocapitalize="off"
          spellcheck="false"
          aria-describedby="hint problem"
          aria-invalid=${this.problem === '' ? 'false' : 'true'}
        />
        <p id="hint" class="small quiet">${signIn.hint}</p>
        <p id="problem" class="said" role="alert">
          ${this.problem === '' ? nothing : html`${mark('warn')}${this.problem}`}
        </p>
        <button class="control primary" type="submit" ?disabled=${this.busy}>
          ${this.busy ? signIn.busy : signIn.submit}
        </button>
      </form>
    </main>`;
  }

  protected override firstUpdated(): void {
    document.title = texts.title;
    this.input.focus();
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const token = this.input.value.trim();
    if (token === '') return this.#fail(texts.signIn.empty);
    this.busy = true;
    this.problem = '';
    try {
      await signIn(token);
      this.dispatchEvent(new CustomEvent('tw-signed-in'));
    } catch (error) {
      this.#fail(reason(error));
    } finally {
      this.busy = false;
    }
  };

  #fail(problem: string): void {
    this.problem = problem;
    this.input.focus();
    this.input.select();
  }
}

function reason(error: unknown): string {
  if (!(error instanceof ApiProblem)) return String(error);
  if (error.kind === 'unreachable') return texts.signIn.unreachable;
  return error.kind === 'signed_out' ? texts.signIn.wrong : error.message;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-sign-in': TwSignIn;
  }
}
