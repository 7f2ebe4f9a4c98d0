/** Drags a thing onto a reader or into a room with mouse, pen or finger. A click stays a click; the keyboard has its own way. */
import type { LitElement, ReactiveController } from 'lit';
import type { Thing } from '../data/things.ts';
import { Ghost } from './ghost.ts';

/** Further than this is a drag. */
const THRESHOLD_PX = 6;

export interface DropTarget {
  kind: 'reader' | 'room';
  id: string;
  rect: DOMRect;
}

export interface DragHost {
  root: LitElement;
  targets(): DropTarget[];
  over(target: DropTarget | null): void;
  drop(thing: Thing, target: DropTarget): void;
}

export class DragController implements ReactiveController {
  readonly #host: DragHost;
  #end: AbortController | undefined;

  constructor(host: DragHost) {
    this.#host = host;
    host.root.addController(this);
  }

  hostDisconnected(): void {
    this.#end?.abort();
  }

  grab(thing: Thing, from: DOMRect, start: PointerEvent): void {
    if (start.button !== 0) return;
    this.#end?.abort();
    const end = new AbortController();
    this.#end = end;
    let ghost: Ghost | undefined;
    const move = (event: PointerEvent): void => {
      const x = event.clientX - start.clientX;
      const y = event.clientY - start.clientY;
      if (ghost === undefined && Math.hypot(x, y) < THRESHOLD_PX) return;
      ghost ??= new Ghost(this.#host.root.renderRoot as ShadowRoot, thing, from);
      ghost.moveBy(x, y);
      this.#host.over(this.#targetAt(event) ?? null);
    };
    const stop = (event: PointerEvent): void => {
      end.abort();
      this.#host.over(null);
      if (ghost === undefined) return;
      swallowClick();
      const target = event.type === 'pointerup' ? this.#targetAt(event) : undefined;
      if (target === undefined) return void ghost.flyHome();
      void ghost.flyTo(target.rect);
      this.#host.drop(thing, target);
    };
    const options = { signal: end.signal };
    window.addEventListener('pointermove', move, options);
    window.addEventListener('pointerup', stop, options);
    window.addEventListener('pointercancel', stop, options);
  }

  #targetAt({ clientX, clientY }: PointerEvent): DropTarget | undefined {
    return this.#host
      .targets()
      .find(
        ({ rect }) =>
          clientX >= rect.left && clientX <= rect.right && clientY >= rect.top && clientY <= rect.bottom,
      );
  }
}

/** The browser sends a click after a drag that ends where it began. */
function swallowClick(): void {
  const swallow = (event: Event): void => event.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
