import { css, html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Media } from '../../../../broker/contract/domain.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { afterPaint } from '../../connection/after-paint.ts';
import { thumbhashPicture } from './thumbhash-picture.ts';
import { largeDone, largeStarts, smallTurn } from './turns.ts';

/** Sooner than this a picture appears without ceremony. */
const AT_ONCE_MS = 150;

/**
 * A photograph on the paper: its blur at once, the picture when decoded, multiplied into the ground.
 *
 * @event tw-photo-painted - the decoded photograph has been on the glass for a frame
 * @cssproperty --photo-fit - object-fit, `contain` by default
 * @cssproperty --photo-position - object-position
 */
@customElement('tw-photo')
export class TwPhoto extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        position: relative;
        overflow: hidden;
        isolation: isolate;
      }
      img {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: var(--photo-fit, contain);
        object-position: var(--photo-position, center);
        mix-blend-mode: multiply;
      }
      .ground {
        position: absolute;
        inset: 0;
        background: var(--photo-ground);
      }
      /* A ThumbHash is smooth when it is stretched: a filter would only cost frames. */
      .picture,
      .shown .blur {
        visibility: hidden;
      }
      .shown .picture {
        visibility: visible;
      }
      /* One that was there at once simply stands there; only one that was waited for fades in. */
      .late .picture {
        animation: appear var(--calm) var(--ease);
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
      svg {
        position: absolute;
        inset: 0;
        margin: auto;
        width: min(38%, calc(260 * var(--u)));
        color: var(--raw-paper-4);
      }
    `,
  ];

  @property({ attribute: false }) media: Media | null = null;
  /** Share of the viewport's width this picture takes, as a `sizes` value. */
  @property() sizes = '50vw';
  /** Say nothing of the picture: the words beside it already do. */
  @property({ type: Boolean }) decorative = false;
  @property({ type: Boolean }) eager = false;

  @state() private shown = '';
  /** Pictures that are not large are fetched when it is their turn. */
  @state() private asked = '';
  private late = false;
  @query('.picture') private readonly picture!: HTMLImageElement | null;

  /** Whether the photograph of the present `media` is on the glass (or there is none to wait for). */
  get settled(): boolean {
    return this.media === null || this.shown === this.media.sha256;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    largeDone(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('media') || changed.get('media')?.sha256 === this.media?.sha256) return;
    if (!this.eager || !this.media) return largeDone(this);
    this.asked = this.media.sha256;
    largeStarts(this);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('media') && changed.get('media')?.sha256 !== this.media?.sha256) void this.reveal();
  }

  override render(): TemplateResult {
    const media = this.media;
    if (!media) return html`<span class="ground"></span>${HANGER}`;
    const blur = this.eager && media.thumbhash ? thumbhashPicture(media.thumbhash) : '';
    return html`<span class="ground"></span> ${keyed(media.sha256, this.renderPicture(media, blur))}`;
  }

  private renderPicture(media: Media, blur: string): TemplateResult {
    const shown = this.shown === media.sha256;
    const asked = this.asked === media.sha256;
    return html`<span class="${shown ? 'shown' : ''} ${shown && this.late ? 'late' : ''}">
      ${blur ? html`<img class="blur" alt="" src=${blur} />` : nothing}
      <img
        class="picture"
        alt=${this.decorative ? '' : media.alt}
        decoding="async"
        fetchpriority=${this.eager ? 'high' : 'auto'}
        sizes=${this.sizes}
        srcset=${asked ? media.widths.map((width) => `${mediaUrl(media, width)} ${String(width)}w`).join(', ') : nothing}
        src=${asked ? mediaUrl(media, media.widths.at(-1) ?? media.width) : nothing}
      />
    </span>`;
  }

  private async reveal(): Promise<void> {
    const wanted = this.media?.sha256;
    if (!wanted) return;
    if (!this.eager) {
      await smallTurn();
      if (this.media?.sha256 !== wanted || !this.isConnected) return;
      this.asked = wanted;
      await this.updateComplete;
    }
    const since = performance.now();
    try {
      await this.picture?.decode();
    } catch {
      if (this.media?.sha256 === wanted) largeDone(this);
      return; // Replaced meanwhile, or not there: the blur stays.
    }
    if (this.media?.sha256 !== wanted) return;
    this.late = performance.now() - since > AT_ONCE_MS;
    this.shown = wanted;
    await this.updateComplete;
    await afterPaint();
    largeDone(this);
    this.dispatchEvent(new CustomEvent('tw-photo-painted', { bubbles: true, composed: true }));
  }
}

const mediaUrl = (media: Media, width: number): string => `/media/${media.sha256}-${String(width)}.webp`;

/** Stands where there is no photograph. */
const HANGER = html`<svg
  viewBox="0 0 120 90"
  fill="none"
  stroke="currentColor"
  stroke-width="2.5"
  aria-hidden="true"
>
  <path d="M60 34c0-7 9-7 9-15a9 9 0 1 0-18 0" stroke-linecap="round" />
  <path d="M60 34 110 72c4 3 2 8-3 8H13c-5 0-7-5-3-8z" stroke-linejoin="round" />
</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'tw-photo': TwPhoto;
  }
}
