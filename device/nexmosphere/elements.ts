/** Which kind of element sits at which channel: as configured, else as the controller says, else as its lines show. */
import type { Element, UnitOptions } from './options.ts';

/**
 * Model names as `D001B[TYPE]` answers them, without dashes; the first that fits counts (X-Script serial API, Q1 2020,
 * and the product manuals).
 */
const MODELS: readonly (readonly [RegExp, Element])[] = [
  [/^XR/, 'rfid'],
  [/^XTEF/, 'airbutton'],
  [/^XT/, 'button'],
  [/^X[FSL]/, 'pickup'],
  [/^XY/, 'presence'],
  [/^XDWI/, 'io'],
  [/^XDWM/, 'presence'],
  [/^XW/, 'light'],
];

/** Undefined for a model that needs to be told. */
export function elementOfModel(model: string): Element | undefined {
  return MODELS.find(([pattern]) => pattern.test(compact(model)))?.[1];
}

/** An empty channel may answer with filler instead of a model. */
export function isEmptyModel(model: string): boolean {
  return /^[F0]*$/.test(compact(model));
}

function compact(model: string): string {
  return model.replaceAll(/[^A-Z0-9]/gi, '').toUpperCase();
}

export class Elements {
  readonly #told = new Map<number, Element>();
  readonly #found = new Map<number, Element>();
  readonly #seen = new Map<number, Element>();

  constructor(units: readonly UnitOptions[]) {
    for (const { unit, element } of units) if (element !== 'auto') this.#told.set(unit, element);
  }

  /** What it is known to be. */
  kindOf(unit: number): Element | undefined {
    return this.#told.get(unit) ?? this.#found.get(unit);
  }

  /** What it seems to be, where nothing is known. */
  seemsOf(unit: number): Element | undefined {
    return this.kindOf(unit) ?? this.#seen.get(unit);
  }

  /** The controller said what sits there. */
  found(unit: number, model: string): void {
    const element = isEmptyModel(model) ? undefined : elementOfModel(model);
    if (element === undefined) this.#found.delete(unit);
    else this.#found.set(unit, element);
  }

  /** A line came that only such an element sends. */
  seen(unit: number, element: Element): void {
    this.#seen.set(unit, element);
  }

  /** Channels that have, or seem to have, an element of this kind, ascending. */
  all(element: Element): number[] {
    const units = new Set([...this.#told.keys(), ...this.#found.keys(), ...this.#seen.keys()]);
    return [...units].filter((unit) => this.seemsOf(unit) === element).sort((a, b) => a - b);
  }
}
