/** Whether the question stands. It is the browser's alone: until it is answered with yes, nothing has happened. */
import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import type { ScreenMessage } from '../../../../broker/contract/screen.ts';
import type { Speech } from '../../i18n/speech.ts';
import './forget-dialog.ts';

export class ForgetController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #asked = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('tw-forget', () => this.#ask(true));
    this.#host.addEventListener('tw-forget-kept', () => this.#ask(false));
  }

  /** The question, as long as it is asked of somebody who is there; whoever comes next is not asked it. */
  render(message: ScreenMessage, speech: Speech): TemplateResult | typeof nothing {
    if (!message.recognised || message.idle !== null) this.#asked = false;
    return this.#asked ? html`<tw-forget-dialog .speech=${speech}></tw-forget-dialog>` : nothing;
  }

  #ask(asked: boolean): void {
    this.#asked = asked;
    this.#host.requestUpdate();
  }
}
