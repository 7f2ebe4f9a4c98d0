/** An element of a simulated controller: what it remembers, and what it says when something happens to it. */
import type { XTalkCommand } from './command.ts';
import { elementOfModel } from './elements.ts';
import type { Element } from './options.ts';

/** Characters that a model name is padded to in a diagnostic answer. */
const MODEL_WIDTH = 7;
const SLOTS = 4;

export class SimulatedElement {
  readonly unit: number;
  /** As the controller names it, without dashes: `XRDR1`. */
  readonly model: string;
  /** Numbers of the tags on an antenna. */
  readonly tags = new Set<number>();
  /** Settings by number; forgotten without power. */
  readonly settings = new Map<number, number>();
  /** Outputs since power came, oldest first: what the last of them says is what is to be seen. */
  readonly shown: string[] = [];

  constructor(unit: number, model: string) {
    this.unit = unit;
    this.model = model;
  }

  get kind(): Element | undefined {
    return elementOfModel(this.model);
  }

  loseMemory(): void {
    this.settings.clear();
    this.shown.length = 0;
  }

  describe(): XTalkCommand {
    return { kind: 'text', type: 'D', address: this.unit, text: `TYPE=${this.model.padEnd(MODEL_WIDTH)}` };
  }

  /** The two lines of a numbered tag that moves. */
  move(tag: number, lifted: boolean): XTalkCommand[] {
    if (lifted) this.tags.delete(tag);
    else this.tags.add(tag);
    return [{ kind: 'tag', tag, lifted }, this.number(lifted ? 1 : 0)];
  }

  /** What lies on the antenna; it knows of four. */
  lying(): XTalkCommand {
    const tags = [...this.tags].slice(0, SLOTS);
    while (tags.length < SLOTS) tags.push(0);
    return this.text(` ${tags.map((tag) => `d${String(tag).padStart(3, '0')}`).join(' ')}`);
  }

  number(value: number): XTalkCommand {
    return { kind: 'number', type: 'X', address: this.unit, value };
  }

  text(text: string): XTalkCommand {
    return { kind: 'text', type: 'X', address: this.unit, text };
  }

  /** Takes a command that is meant for it; what it answers. */
  obey(command: XTalkCommand): XTalkCommand[] {
    if (command.kind === 'setting') this.settings.set(command.setting, command.value);
    else if (command.kind === 'text' && command.text === '' && this.kind === 'rfid') return [this.lying()];
    else if (command.kind === 'text' && command.text !== '') this.#show(command.text);
    else if (command.kind === 'number' && command.value !== null) this.#show(String(command.value));
    return [];
  }

  #show(output: string): void {
    const longest = 32;
    this.shown.push(output);
    if (this.shown.length > longest) this.shown.shift();
  }
}
