/** The picture of a thing between the shelf and a reader: it follows a finger, or flies there by itself. */
import { render } from 'lit';
import type { Thing } from '../data/things.ts';
import { thingDrawing } from '../drawings/thing-drawing.ts';
import { reducedMotion } from './reduced.ts';

const FLIGHT_MS = 300;

export class Ghost {
  readonly #element = document.createElement('div');
  readonly #from: DOMRect;

  constructor(root: ShadowRoot, thing: Thing, from: DOMRect) {
    this.#from = from;
    this.#element.className = 'ghost';
    this.#element.setAttribute('aria-hidden', 'true');
    const { style } = this.#element;
    style.left = `${from.left}px`;
    style.top = `${from.top}px`;
    style.width = `${from.width}px`;
    style.height = `${from.height}px`;
    render(thingDrawing(thing), this.#element);
    root.append(this.#element);
  }

  moveBy(x: number, y: number): void {
    this.#element.style.transform = `translate(${x}px, ${y}px)`;
  }

  /** Ends on the middle of `to`, then is gone. */
  async flyTo(to: DOMRect): Promise<void> {
    const x = to.left + to.width / 2 - this.#from.left - this.#from.width / 2;
    const y = to.top + to.height / 2 - this.#from.top - this.#from.height / 2;
    if (!reducedMotion())
      await this.#element.animate(
        { transform: `translate(${x}px, ${y}px) scale(0.8)` },
        { duration: FLIGHT_MS, easing: EASE },
      ).finished;
    this.#element.remove();
  }

  /** Back to where it was taken from. */
  async flyHome(): Promise<void> {
    await this.flyTo(this.#from);
  }
}

const EASE = 'cubic-bezier(0.2, 0.7, 0.2, 1)';
