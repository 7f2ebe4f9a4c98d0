/** What the elements that offer things tell the lab. */
import type { Thing } from './things.ts';

/** Chosen with a click or with Enter: it goes to the reader that clicks tap on. */
export interface PickDetail {
  thing: Thing;
  from: DOMRect;
}

/** Taken with a pointer; becomes a drag when the pointer moves. */
export interface GrabDetail extends PickDetail {
  event: PointerEvent;
}

export function pick(event: Event, thing: Thing): void {
  const detail: PickDetail = { thing, from: pictureOf(event) };
  event.currentTarget?.dispatchEvent(new CustomEvent('tw-pick', { detail, bubbles: true, composed: true }));
}

export function grab(event: PointerEvent, thing: Thing): void {
  const detail: GrabDetail = { thing, from: pictureOf(event), event };
  event.currentTarget?.dispatchEvent(new CustomEvent('tw-grab', { detail, bubbles: true, composed: true }));
}

function pictureOf(event: Event): DOMRect {
  const element = event.currentTarget as HTMLElement;
  return (element.querySelector('.thing') ?? element).getBoundingClientRect();
}
