/** The elements that a controller has, as it names them: kept by the session, told to the log. */
import type { Logger } from '../ports.ts';
import type { TextCommand } from './command.ts';
import { readDiagnostic, readElementText } from './element-text.ts';
import { Elements, elementOfModel, isEmptyModel } from './elements.ts';
import type { UnitOptions } from './options.ts';

export class ElementInventory {
  readonly #units: readonly UnitOptions[];
  readonly #logger: Logger;
  readonly #elements: Elements;
  readonly #models = new Map<number, string>();

  constructor(units: readonly UnitOptions[], logger: Logger) {
    this.#units = units;
    this.#logger = logger;
    this.#elements = new Elements(units);
  }

  /** Models by channel. */
  get models(): ReadonlyMap<number, string> {
    return this.#models;
  }

  /** Channels of RFID antennas that can be asked what lies on them. */
  antennas(): number[] {
    return this.#elements.all('rfid').filter((unit) => !isNfc(this.#models.get(unit)));
  }

  /** Learns from what the controller says; returns the channel of an antenna that was not known before. */
  note({ type, address: unit, text }: TextCommand): number | undefined {
    const before = this.antennas();
    if (type === 'D') this.#noteModel(unit, text);
    else if (type === 'X' && readElementText(text)?.kind === 'lying') this.#elements.seen(unit, 'rfid');
    return this.antennas().find((antenna) => antenna === unit && !before.includes(antenna));
  }

  #noteModel(unit: number, text: string): void {
    const answer = readDiagnostic(text);
    if (answer?.field !== 'TYPE') return;
    const model = isEmptyModel(answer.value) ? undefined : answer.value;
    this.#elements.found(unit, answer.value);
    if (this.#models.get(unit) === model) return;
    if (model === undefined) this.#models.delete(unit);
    else this.#models.set(unit, model);
    this.#log(unit, model);
  }

  #log(unit: number, model: string | undefined): void {
    if (model === undefined) return this.#logger.warn({ unit }, 'element gone');
    const found = elementOfModel(model);
    const element = this.#elements.kindOf(unit);
    const told = this.#units.find((entry) => entry.unit === unit)?.element ?? 'auto';
    if (element === undefined) {
      this.#logger.warn({ unit, model }, 'element unknown, its kind must be named in the options');
    } else if (told !== 'auto' && found !== undefined && found !== told) {
      this.#logger.warn({ unit, model, told }, 'element is another than the options say');
    } else this.#logger.info({ unit, model, element }, 'element found');
  }
}

/** XR-DR2 and XR-DW2 read NFC tags and know no list of numbers. */
function isNfc(model: string | undefined): boolean {
  return model !== undefined && /^XR-?D[RW]2/i.test(model);
}
