import { html, LitElement, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LabRooms, LabState } from '../../../broker/contract/http.ts';
import { isInCorridor, placeName, type Place } from '../data/places.ts';
import { grab } from '../data/thing-events.ts';
import { pieces, products, type Thing } from '../data/things.ts';
import { thingDrawing, thingStyles } from '../drawings/thing-drawing.ts';
import type { DropTarget } from '../motion/drag-controller.ts';
import { labStyles } from '../styles/lab.styles.ts';
import { texts } from '../texts.ts';
import { rowStyles } from './rooms-row.styles.ts';

/** What a click on a garment asks for. */
export interface HangDetail {
  thing: Thing;
  /** Undefined: the room that clicks hang into. */
  place?: string;
  from: DOMRect;
}

const RAIL = 12;
const ANTENNA = svg`<path d="M12 21v-9M8.500 8.500a5 5 0 0 1 7 0M5.500 5.500a9.200 9.200 0 0 1 13 0" />`;

/**
 * Three fitting rooms and a corridor before one UHF reader, seen from the corridor.
 *
 * @event tw-hang - detail: HangDetail
 * @event tw-place - detail: the room that clicks hang into
 * @event tw-curtain - detail: whether it is to be open
 * @event tw-pass - somebody is to walk past
 * @event tw-empty - everything is to be taken out
 */
@customElement('tw-rooms-row')
export class TwRoomsRow extends LitElement {
  static override styles = [...labStyles, thingStyles, rowStyles];

  @property({ attribute: false }) lab!: LabState;
  @property() chosen = '';
  @property() over = '';

  /** Where garments can be dropped. */
  targets(): DropTarget[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.room')].map((room) => ({
      kind: 'room',
      id: room.dataset['place'] ?? '',
      rect: room.getBoundingClientRect(),
    }));
  }

  override render(): TemplateResult {
    const { rooms } = this.lab;
    if (rooms === null) return html``;
    const { row } = texts;
    return html`<section aria-labelledby="heading">
      <div class="head">
        <h2 class="part" id="heading">${row.heading}</h2>
        <p class="small quiet">${row.lead}</p>
      </div>
      ${this.#renderRail(rooms)}
      <div class="row">${rooms.places.map((place) => this.#renderRoom(rooms, place))}</div>
      ${this.#renderCorridor(rooms)}
    </section>`;
  }

  #renderRail(rooms: LabRooms): TemplateResult {
    const garments = products(this.lab).slice(0, RAIL);
    if (garments.length === 0) return html`<p class="quiet">${texts.row.noGarments}</p>`;
    const chosen = rooms.places.find(({ place }) => place === this.chosen) ?? rooms.places[0];
    const room = chosen === undefined ? '' : placeName(rooms, chosen);
    return html`<ul class="rail" aria-label=${texts.row.rail}>
      ${garments.map((thing) => html`<li>${this.#renderHung(thing, texts.row.hang(thing.name, room))}</li>`)}
    </ul>`;
  }

  #renderHung(thing: Thing, label: string, place?: string): TemplateResult {
    return html`<button
      class="hung"
      type="button"
      title=${thing.name}
      aria-label=${label}
      @click=${(event: Event) => this.#hang(event, thing, place)}
      @pointerdown=${(event: PointerEvent) => grab(event, thing)}
    >
      ${thingDrawing(thing)}
    </button>`;
  }

  #renderRoom(rooms: LabRooms, place: Place): TemplateResult {
    const { row } = texts;
    const name = placeName(rooms, place);
    const isChosen = place.place === this.chosen;
    const inside = pieces(this.lab).filter(({ piece }) => piece.at === place.place);
    const works = this.#works(rooms.reader);
    return html`<div
      class="room"
      data-place=${place.place}
      ?data-chosen=${isChosen}
      ?data-over=${place.place === this.over}
    >
      <button
        class="choose"
        type="button"
        aria-pressed=${isChosen ? 'true' : 'false'}
        @click=${() => this.#tell('tw-place', place.place)}
      >
        <span class="dot" aria-hidden="true"></span><span class="name">${name}</span>
        <span class="small quiet">${isChosen ? row.clickHangs : row.clickWouldHang}</span>
        <svg
          class="antenna"
          viewBox="0 0 24 24"
          ?data-out=${!works}
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
        >
          ${ANTENNA}
        </svg>
      </button>
      <ul class="inside">
        ${repeat(
          inside,
          ({ piece }) => piece.epc,
          ({ thing }) => html`<li>${this.#renderHung(thing, row.out(thing.name, name), 'away')}</li>`,
        )}
      </ul>
      ${place.display === null ? nothing : this.#renderCurtain()}
      <p class="reads small ${works ? 'quiet' : ''}">
        ${works ? row.reads(this.#readBy(rooms.places.indexOf(place)), this.#saidIn(place.place)) : row.silent}
      </p>
    </div>`;
  }

  #renderCurtain(): TemplateResult | typeof nothing {
    if (this.lab.curtain === null) return nothing;
    return html`<div class="cloth" ?data-closed=${this.lab.curtain === 'closed'} aria-hidden="true">
      <i></i><i></i>
    </div>`;
  }

  #renderCorridor(rooms: LabRooms): TemplateResult {
    const { row } = texts;
    const passing = pieces(this.lab).filter(({ piece }) => isInCorridor(piece.at));
    const isClosed = this.lab.curtain === 'closed';
    return html`<div class="corridor">
      <span class="part">${row.corridor}</span>
      ${repeat(
        passing,
        ({ piece }) => piece.epc,
        ({ thing }) => this.#renderHung(thing, row.out(thing.name, row.corridor), 'away'),
      )}
      <span class="small quiet spread" role="status"
        >${passing[0] === undefined ? row.nobodyPasses : row.passes(passing[0].thing.name)}</span
      >
      <span class="controls">
        <button
          class="control"
          type="button"
          ?disabled=${this.lab.shelf.length === 0}
          @click=${() => this.#tell('tw-pass', null)}
        >
          ${row.walkPast}
        </button>
        ${
          this.lab.curtain === null
            ? nothing
            : html`<button class="control" type="button" @click=${() => this.#tell('tw-curtain', isClosed)}>
                ${isClosed ? row.openCurtain : row.drawCurtain}
              </button>`
        }
        <button
          class="control"
          type="button"
          ?disabled=${rooms.pieces.length === 0}
          @click=${() => this.#tell('tw-empty', null)}
        >
          ${row.empty}
        </button>
      </span>
    </div>`;
  }

  #works(reader: string): boolean {
    return this.lab.devices.find(({ id }) => id === reader)?.status === 'connected';
  }

  #readBy(antenna: number): number {
    return (this.lab.rooms?.pieces ?? []).filter(({ strengths }) => typeof strengths[antenna] === 'number')
      .length;
  }

  #saidIn(place: string): number {
    return (this.lab.rooms?.pieces ?? []).filter(({ concluded }) => concluded === place).length;
  }

  #hang(event: Event, thing: Thing, place: string | undefined): void {
    const from = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const detail: HangDetail = place === undefined ? { thing, from } : { thing, from, place };
    this.dispatchEvent(new CustomEvent('tw-hang', { detail }));
  }

  #tell(name: 'tw-place' | 'tw-curtain' | 'tw-pass' | 'tw-empty', detail: string | boolean | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-rooms-row': TwRoomsRow;
  }
}
