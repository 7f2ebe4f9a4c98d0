import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ConsoleIntent } from '../../../broker/contract/console-intents.ts';
import type { ConsoleOverview, KioskSummary } from '../../../broker/contract/http.ts';
import { DeskController } from '../pairing/desk-controller.ts';
import { ClockController } from '../data/clock-controller.ts';
import { ConsoleModel } from '../data/console-model.ts';
import { summary } from '../data/fleet.ts';
import { chainName } from '../data/names.ts';
import { sourceProblems } from '../sources/source-problems.ts';
import { settingFields } from '../data/setting-fields.ts';
import { SIGNED_OUT } from '../data/signed-out.ts';
import { at } from '../data/time.ts';
import { RequestsController } from '../requests/requests-controller.ts';
import { mark } from '../styles/mark.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { texts } from '../texts.ts';
import { appStyles } from './console-app.styles.ts';
import './activity-list.ts';
import './console-masthead.ts';
import './kiosk-list.ts';
import './no-kiosks.ts';
import './settings-sheet.ts';
import './sign-in.ts';
import '../tags/tags-sheet.ts';
import '../pairing/pairing-sheet.ts';
import '../sources/sources-sheet.ts';
import '../requests/requests-sheet.ts';
import '../people/people-sheet.ts';

/** The manager's console: what is wrong now, the kiosks, their settings, and what happens. */
@customElement('tw-console')
export class TwConsole extends LitElement {
  static override styles = [...deskStyles, appStyles];

  readonly #model = new ConsoleModel();
  readonly #clock = new ClockController(this);
  /** Whose settings are open. */
  @state() private editing: { kiosk: string; display: string } | null = null;
  @state() private makesTags = false;
  @state() private pairs = false;
  @state() private showsSources = false;
  @state() private serves = false;
  @state() private erases = false;
  readonly #desk = new DeskController(this);
  readonly #requests = new RequestsController(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#model.addEventListener('change', this.#changed);
    this.#model.addEventListener('intents', this.#intentsChanged);
    this.addEventListener(SIGNED_OUT, this.#signedOut);
    this.#model.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#model.removeEventListener('change', this.#changed);
    this.#model.removeEventListener('intents', this.#intentsChanged);
    this.removeEventListener(SIGNED_OUT, this.#signedOut);
    this.#model.stop();
  }

  override render(): TemplateResult {
    const { phase, overview } = this.#model.state;
    if (phase === 'signed_out')
      return html`<tw-sign-in @tw-signed-in=${() => this.#model.retry()}></tw-sign-in>`;
    return overview === null ? this.#renderWaiting() : this.#renderOverview(overview);
  }

  #renderWaiting(): TemplateResult {
    const failed = this.#model.state.unreachable !== null;
    return html`<main class="waiting" aria-busy=${failed ? 'false' : 'true'}>
      <h1 class="title">${failed ? texts.loadingFailed : texts.loading}</h1>
      ${
        failed
          ? html`<p class="quiet">${texts.loadingFailedHint}</p>
              <button class="control" type="button" @click=${() => this.#model.retry()}>
                ${texts.retry}
              </button>`
          : nothing
      }
    </main>`;
  }

  #renderOverview(overview: ConsoleOverview): TemplateResult {
    const { activity, live, unreachable, sources } = this.#model.state;
    const ofSources = sourceProblems(sources);
    const { headline, problems } = summary(overview, this.#clock.now);
    const fleet = { headline, problems: [...problems, ...ofSources] };
    document.title = `${fleet.headline} ${texts.title}, ${chainName(overview.tenant)}`;
    return html`
      ${unreachable === null ? nothing : this.#renderStale(unreachable.since)}
      <div class="page" ?data-stale=${unreachable !== null}>
        <tw-masthead
          .overview=${overview}
          .fleet=${fleet}
          .live=${live}
          .now=${this.#clock.now}
          .waiting=${this.#desk.problem === 'unable' ? null : (this.#desk.desk?.waiting.length ?? 0)}
          .sources=${ofSources.length}
          @tw-sources=${() => (this.showsSources = true)}
          .requests=${this.#requests.problem === 'unable' ? null : this.#requests.waiting}
          @tw-tags=${() => (this.makesTags = true)}
          @tw-requests=${() => (this.serves = true)}
          @tw-people=${() => (this.erases = true)}
          @tw-pairing=${() => this.#openPairing(true)}
        ></tw-masthead>
        <main id="kiosks" aria-label=${texts.kiosk.heading}>
          ${
            overview.kiosks.length === 0
              ? html`<tw-no-kiosks .tenant=${overview.tenant} .stores=${overview.stores}></tw-no-kiosks>`
              : html`<tw-kiosk-list
                  .overview=${overview}
                  .now=${this.#clock.now}
                  @tw-settings=${this.#openSettings}
                ></tw-kiosk-list>`
          }
        </main>
        <tw-activity .lines=${activity} .kiosks=${overview.kiosks} .now=${this.#clock.now}></tw-activity>
      </div>
      ${this.#renderSheet(overview)} ${this.makesTags ? this.#renderTags(overview) : nothing}
      ${this.pairs ? this.#renderPairing(overview) : nothing}
      ${
        this.showsSources
          ? html`<tw-sources-sheet
              .answer=${sources}
              .now=${this.#clock.now}
              @tw-close=${() => (this.showsSources = false)}
            ></tw-sources-sheet>`
          : nothing
      }
      ${this.serves ? this.#renderRequests(overview) : nothing}
      ${this.erases ? this.#renderPeople() : nothing}
    `;
  }

  #renderStale(since: Date): TemplateResult {
    return html`<div class="stale" role="alert">
      ${mark('warn')}
      <p>
        <strong>${texts.stale(at(since, this.#clock.now))}</strong>
        <span>${texts.staleHint}</span>
      </p>
      <button class="control" type="button" @click=${() => this.#model.retry()}>${texts.retry}</button>
    </div>`;
  }

  #renderSheet(overview: ConsoleOverview): TemplateResult | typeof nothing {
    const kiosk = overview.kiosks.find(({ id }) => id === this.editing?.kiosk);
    const view = kiosk?.settings.find(({ display }) => display === this.editing?.display);
    if (kiosk === undefined || view === undefined) return nothing;
    return html`<tw-settings-sheet
      .kiosk=${kiosk}
      .view=${view}
      .fields=${settingFields(overview.settingsSchema)}
      @tw-saved=${(event: CustomEvent<KioskSummary>) => this.#model.adopt(event.detail)}
      @tw-close=${() => (this.editing = null)}
    ></tw-settings-sheet>`;
  }

  #renderTags(overview: ConsoleOverview): TemplateResult {
    return html`<tw-tags-sheet
      .kiosks=${overview.kiosks}
      .now=${this.#clock.now}
      @tw-close=${() => (this.makesTags = false)}
    ></tw-tags-sheet>`;
  }

  #renderPairing(overview: ConsoleOverview): TemplateResult {
    const { desk, problem } = this.#desk;
    return html`<tw-pairing-sheet
      .overview=${overview}
      .desk=${desk}
      .problem=${problem}
      .now=${this.#clock.now}
      @tw-refresh=${() => void this.#desk.refresh()}
      @tw-close=${() => this.#openPairing(false)}
    ></tw-pairing-sheet>`;
  }

  #renderRequests(overview: ConsoleOverview): TemplateResult {
    const { lines, problem } = this.#requests;
    return html`<tw-requests-sheet
      .lines=${lines}
      .problem=${problem}
      .stores=${overview.stores}
      .now=${this.#clock.now}
      @tw-moved=${(event: CustomEvent<ConsoleIntent>) => this.#requests.adopt(event.detail)}
      @tw-old=${this.#intentsChanged}
      @tw-close=${() => (this.serves = false)}
    ></tw-requests-sheet>`;
  }

  #renderPeople(): TemplateResult {
    const known = (this.#model.state.sources?.sources ?? []).filter(({ parts }) => parts.includes('people'));
    return html`<tw-people-sheet
      .sources=${known.map(({ name }) => name)}
      @tw-close=${() => (this.erases = false)}
    ></tw-people-sheet>`;
  }

  #openPairing(isOpen: boolean): void {
    this.pairs = isOpen;
    this.#desk.watch(isOpen);
  }

  /** Whoever is signed in hears of displays that wait. */
  readonly #changed = (): void => {
    for (const each of [this.#desk, this.#requests])
      if (this.#model.state.phase === 'ready') each.start();
      else each.stop();
    this.requestUpdate();
  };
  readonly #intentsChanged = (): void => void this.#requests.refresh();
  readonly #signedOut = (): void => this.#model.signedOut();
  readonly #openSettings = (event: CustomEvent<{ kiosk: string; display: string }>): void => {
    this.editing = event.detail;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-console': TwConsole;
  }
}
