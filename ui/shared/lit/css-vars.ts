/**
 * Sets custom properties through the object model. A `style` attribute, which lit's styleMap writes first, is refused
 * by the content security policy of the displays.
 */
import { noChange } from 'lit';
import { Directive, directive, PartType } from 'lit/directive.js';
import type { ElementPart, PartInfo } from 'lit/directive.js';

export type CssVars = Readonly<Record<`--${string}`, string | number | null>>;

class CssVarsDirective extends Directive {
  readonly #set = new Set<string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('cssVars belongs on an element');
  }

  render(_vars: CssVars): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [vars]: [CssVars]): typeof noChange {
    const element = part.element;
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return noChange;
    for (const name of this.#set) if (!(name in vars)) element.style.removeProperty(name);
    for (const [name, value] of Object.entries(vars)) {
      this.#set.add(name);
      if (value === null) element.style.removeProperty(name);
      else element.style.setProperty(name, String(value));
    }
    return noChange;
  }
}

/** `<div ${cssVars({ '--share': 0.4 })}>` */
export const cssVars = directive(CssVarsDirective);
