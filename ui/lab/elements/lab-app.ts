import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LabPickup, LabRequests, LabRooms, LabState } from '../../../broker/contract/http.ts';
import { LabModel } from '../data/lab-model.ts';
import type { GrabDetail, PickDetail } from '../data/thing-events.ts';
import { cards, oddities, products, tagRequest, thingOn, type Thing } from '../data/things.ts';
import { WalkPast } from '../data/walk-past.ts';
import { thingStyles } from '../drawings/thing-drawing.ts';
import { DragController, type DropTarget } from '../motion/drag-controller.ts';
import { Ghost } from '../motion/ghost.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';
import { appStyles } from './lab-app.styles.ts';
import './cable-panel.ts';
import './filter-view.ts';
import './fitting-room.ts';
import './lab-shelf.ts';
import './live-screens.ts';
import './manners-list.ts';
import './pickup-shelf.ts';
import './reader-pad.ts';
import './real-hardware.ts';
import type { HangDetail } from './rooms-row.ts';
import './rooms-row.ts';
import './scan-counter.ts';
import './thing-rack.ts';

type Display = LabState['displays'][number];

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The newcomer's lab: everything a store has in hardware, drawn, in front of the real screens. */
@customElement('tw-lab')
export class TwLab extends LitElement {
  static override styles = [...labStyles, thingStyles, appStyles];

  readonly #model = new LabModel();
  readonly #drag = new DragController({
    root: this,
    targets: () => this.#targets(),
    over: (target) => (this.over = target),
    drop: (thing, { kind, id }) => (kind === 'reader' ? this.#tap(thing, id) : this.#hang(thing, id)),
  });
  readonly #walk = new WalkPast((body) => this.#model.move('garment', body));
  /** The reader that clicks tap on; null is the first. */
  @state() private chosen: string | null = null;
  /** The room that clicks hang into; null is that of the first display. */
  @state() private place: string | null = null;
  @state() private over: DropTarget | null = null;
  @state() private hold = false;
  @state() private shown = '';

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = texts.title;
    this.#model.addEventListener('change', this.#changed);
    this.#model.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#model.removeEventListener('change', this.#changed);
    this.#model.stop();
    this.#walk.stop();
  }

  override render(): TemplateResult {
    const { phase, lab } = this.#model.view;
    if (phase === 'real_hardware') return html`<tw-real-hardware></tw-real-hardware>`;
    return html`<div class="page">
      <main>
        <header>
          <h1 class="title">${texts.heading}</h1>
          <p class="quiet">${lab === null ? texts.loading : texts.lead}</p>
          ${this.#renderTrouble()}
        </header>
        ${lab === null ? nothing : this.#renderHardware(lab)}
      </main>
      ${
        lab === null
          ? nothing
          : html`<tw-live-screens
              .displays=${lab.displays}
              shown=${this.shown}
              @tw-show=${(event: CustomEvent<string>) => (this.shown = event.detail)}
            ></tw-live-screens>`
      }
    </div>`;
  }

  #renderTrouble(): TemplateResult {
    const { unreachable, refusal } = this.#model.view;
    const words =
      unreachable !== null
        ? texts.unreachable(clock.format(unreachable.since))
        : refusal === ''
          ? ''
          : texts.refused(refusal);
    return html`<p class="trouble" role="alert">${words}</p>`;
  }

  #renderHardware(lab: LabState): TemplateResult {
    const room = lab.displays.find(({ kind }) => kind === 'room');
    return html`<div
      class="hardware"
      ?data-stale=${this.#model.view.unreachable !== null}
      @tw-pick=${this.#picked}
      @tw-grab=${this.#grabbed}
    >
      <tw-shelf class="shelf" .things=${products(lab)}></tw-shelf>
      <div class="counter">
        ${this.#renderReaders(lab)}
        <tw-rack heading=${texts.cards} empty=${texts.noCards} .things=${cards(lab)}></tw-rack>
      </div>
      <tw-rack class="oddities" kind="oddity" heading=${texts.oddities} .things=${oddities(lab)}></tw-rack>
      ${
        room === undefined
          ? nothing
          : html`<tw-fitting-room
              class="room"
              name=${room.name}
              ?occupied=${lab.roomOccupied}
              ?drawn=${lab.curtain === 'closed' || (lab.curtain !== 'open' && lab.roomOccupied)}
              .radar=${room.radar !== null}
              @tw-walk=${(event: CustomEvent<boolean>) => this.#enter(event.detail, room)}
            ></tw-fitting-room>`
      }
      <tw-cables
        class="cables"
        .lab=${lab}
        @tw-network=${(event: CustomEvent<boolean>) => void this.#model.move('network', { up: event.detail })}
        @tw-device=${(event: CustomEvent<{ id: string; plugged: boolean }>) =>
          void this.#model.move('device', event.detail)}
      ></tw-cables>
      ${lab.rooms === null ? nothing : this.#renderRooms(lab, lab.rooms)}
      ${lab.pickup === null ? nothing : this.#renderPickup(lab, lab.pickup)}
      ${
        lab.scanner === null
          ? nothing
          : html`<tw-scanner class="scanner" .lab=${lab} @tw-scan=${this.#scanned}></tw-scanner>`
      }
      ${
        Object.keys(lab.manners).length === 0
          ? nothing
          : html`<tw-manners
              class="whole"
              .lab=${lab}
              @tw-misbehave=${(event: CustomEvent<LabRequests['misbehave']>) =>
                void this.#model.move('misbehave', event.detail)}
              @tw-tidy=${() => void this.#model.move('tidy', {})}
            ></tw-manners>`
      }
    </div>`;
  }

  #renderRooms(lab: LabState, rooms: LabRooms): TemplateResult {
    return html`<tw-rooms-row
        class="whole"
        .lab=${lab}
        chosen=${this.#chosenPlace(rooms)}
        over=${this.over?.kind === 'room' ? this.over.id : ''}
        @tw-hang=${this.#hung}
        @tw-place=${(event: CustomEvent<string>) => (this.place = event.detail)}
        @tw-curtain=${(event: CustomEvent<boolean>) =>
          void this.#model.move('curtain', { open: event.detail })}
        @tw-pass=${() => this.#walk.start(lab)}
        @tw-empty=${() => this.#empty(rooms)}
      ></tw-rooms-row>
      <tw-filter class="whole" .lab=${lab}></tw-filter>`;
  }

  #renderPickup(lab: LabState, pickup: LabPickup): TemplateResult {
    const haunt = (on: boolean): void =>
      void this.#model.move('misbehave', { id: pickup.shelf, how: on ? 'ghost' : 'none' });
    return html`<tw-pickup
      class="pickup"
      .lab=${lab}
      .pickup=${pickup}
      @tw-pickup=${(event: CustomEvent<LabRequests['shelf']>) => this.#lifted(event.detail, pickup)}
      @tw-ghosts=${(event: CustomEvent<boolean>) => haunt(event.detail)}
    ></tw-pickup>`;
  }

  #renderReaders(lab: LabState): TemplateResult {
    return html`<section class="readers" aria-labelledby="readers">
      <div class="over">
        <h2 class="part" id="readers">${texts.readers}</h2>
        <label class="hold small"
          ><input
            type="checkbox"
            .checked=${this.hold}
            @change=${(event: Event) => (this.hold = (event.target as HTMLInputElement).checked)}
          />${texts.hold}</label
        >
      </div>
      <div
        class="pads"
        @tw-choose=${(event: CustomEvent<string>) => (this.chosen = event.detail)}
        @tw-lift=${(event: CustomEvent<string>) => void this.#model.move('lift', { reader: event.detail })}
      >
        ${repeat(
          readers(lab),
          ({ reader }) => reader,
          ({ reader, name }) =>
            html`<tw-reader-pad
              reader=${reader}
              name=${name}
              .thing=${thingOn(lab, reader)}
              ?chosen=${reader === this.#chosenReader(lab)}
              ?over=${this.over?.kind === 'reader' && reader === this.over.id}
              ?unplugged=${!works(lab, reader)}
            ></tw-reader-pad>`,
        )}
      </div>
    </section>`;
  }

  readonly #changed = (): void => this.requestUpdate();

  readonly #picked = ({ detail }: CustomEvent<PickDetail>): void => {
    const { lab } = this.#model.view;
    const reader = lab === null ? undefined : this.#chosenReader(lab);
    const target = this.#targets().find(({ kind, id }) => kind === 'reader' && id === reader);
    if (reader === undefined || target === undefined) return;
    void new Ghost(this.renderRoot as ShadowRoot, detail.thing, detail.from).flyTo(target.rect);
    this.#tap(detail.thing, reader);
  };

  readonly #grabbed = ({ detail }: CustomEvent<GrabDetail>): void => {
    this.#drag.grab(detail.thing, detail.from, detail.event);
  };

  #tap(thing: Thing, reader: string): void {
    const display = this.#model.view.lab?.displays.find((one) => one.reader === reader);
    if (display !== undefined) this.shown = display.id;
    void this.#model.move('tag', tagRequest(thing, reader, this.hold));
  }

  readonly #hung = ({ detail }: CustomEvent<HangDetail>): void => {
    const { rooms = null } = this.#model.view.lab ?? {};
    if (rooms === null) return;
    const place = detail.place ?? this.#chosenPlace(rooms);
    const target = this.#targets().find(({ kind, id }) => kind === 'room' && id === place);
    if (target !== undefined)
      void new Ghost(this.renderRoot as ShadowRoot, detail.thing, detail.from).flyTo(target.rect);
    this.#hang(detail.thing, place);
  };

  /** A garment of the rail is another piece each time; one that hangs somewhere is moved. */
  #hang(thing: Thing, place: string): void {
    if (thing.kind !== 'sku' && thing.kind !== 'piece') return;
    const display = this.#model.view.lab?.rooms?.places.find((one) => one.place === place)?.display;
    if (typeof display === 'string') this.shown = display;
    const what = thing.kind === 'piece' ? { epc: thing.id } : { sku: thing.id };
    void this.#model.move('garment', { ...what, place });
  }

  #empty(rooms: LabRooms): void {
    this.#walk.stop();
    for (const { epc } of rooms.pieces) void this.#model.move('garment', { epc, place: 'away' });
  }

  #lifted(move: LabRequests['shelf'], { display }: LabPickup): void {
    this.shown = display;
    void this.#model.move('shelf', move);
  }

  readonly #scanned = ({ detail }: CustomEvent<LabRequests['scan']>): void => {
    const wall = this.#model.view.lab?.displays.find(({ kind }) => kind === 'wall');
    if (wall !== undefined) this.shown = wall.id;
    void this.#model.move('scan', detail);
  };

  #enter(occupied: boolean, room: Display): void {
    this.shown = room.id;
    void this.#model.move('room', { occupied });
  }

  #chosenPlace({ places }: LabRooms): string {
    const chosen = places.find(({ place }) => place === this.place);
    return (chosen ?? places.find(({ display }) => display !== null))?.place ?? '';
  }

  #chosenReader(lab: LabState): string | undefined {
    const all = readers(lab);
    return (all.find(({ reader }) => reader === this.chosen) ?? all[0])?.reader;
  }

  #targets(): DropTarget[] {
    const pads = [...this.renderRoot.querySelectorAll('tw-reader-pad')].map((pad): DropTarget => ({
      kind: 'reader',
      id: pad.reader,
      rect: pad.getBoundingClientRect(),
    }));
    return [...pads, ...(this.renderRoot.querySelector('tw-rooms-row')?.targets() ?? [])];
  }
}

/** Readers of the displays, the wall's first. */
function readers(lab: LabState): { reader: string; name: string }[] {
  return lab.displays
    .flatMap(({ reader, name, kind }) => (reader === null ? [] : [{ reader, name, kind }]))
    .sort((a, b) => Number(a.kind === 'room') - Number(b.kind === 'room'));
}

function works(lab: LabState, reader: string): boolean {
  const device = lab.devices.find(({ id }) => id === reader);
  return device === undefined || device.status === 'connected' || device.status === 'starting';
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-lab': TwLab;
  }
}
