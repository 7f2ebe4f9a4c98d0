/** What a shopper did, on its way from an element to the display controller. */
import type { Touch } from '../../../broker/contract/screen.ts';

export type TouchEventDetail = CustomEvent<Touch>;

export function touch(from: EventTarget, detail: Touch): void {
  from.dispatchEvent(new CustomEvent<Touch>('tw-touch', { detail, bubbles: true, composed: true }));
}

declare global {
  interface HTMLElementEventMap {
    'tw-touch': CustomEvent<Touch>;
  }
}
