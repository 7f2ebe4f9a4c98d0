/** What application identifiers say about each other (General Specifications, sections 4.13 and 4.14). */
import { DeviceError } from '../errors.ts';
import type { AiPair } from './ai-pair.ts';
import { ruleOf } from './ai-rules.ts';

/** Identifiers whose number of the thing itself is optional, but not beside a digital signature (8030). */
const SERIAL_WITH_SIGNATURE: readonly string[] = ['253', '255', '8003'];

export interface RelationOptions {
  /** One label may carry only part of what marks an item; then what an identifier needs may be missing. */
  allowIncomplete?: boolean;
}

/**
 * Refuses identifiers that contradict or lack each other. The same one twice with the same value is fine: labels are read
 * together.
 * @throws DeviceError TW_GS1_AI_CONFLICT
 */
export function checkRelations(ais: readonly AiPair[], options: RelationOptions = {}): void {
  const values = new Map(ais);
  for (const [ai, value] of ais) {
    if (values.get(ai) !== value) throw conflict(`(${ai}) is given twice with different values.`);
  }
  const present = [...values.keys()];
  for (const ai of present) {
    const others = present.filter((other) => other !== ai);
    const { excludes = [], needs = [] } = ruleOf(ai) ?? {};
    const excluded = others.find((other) => excludes.some((pattern) => matches(pattern, other)));
    if (excluded !== undefined) throw conflict(`(${ai}) and (${excluded}) exclude each other.`);
    const isSatisfied = needs.some((group) =>
      group.every((pattern) => others.some((other) => matches(pattern, other))),
    );
    if (needs.length > 0 && !isSatisfied && options.allowIncomplete !== true) {
      throw conflict(`(${ai}) needs ${needs.map((group) => group.join('+')).join(' or ')}.`);
    }
  }
  if (values.has('8030')) checkSigned(values);
}

function checkSigned(values: ReadonlyMap<string, string>): void {
  const bare = SERIAL_WITH_SIGNATURE.find((ai) => values.get(ai)?.length === ruleOf(ai)?.least);
  if (bare !== undefined) throw conflict(`(${bare}) needs a serial number beside (8030).`);
}

/** `n` stands for any digit. */
function matches(pattern: string, ai: string): boolean {
  if (pattern.length !== ai.length) return false;
  return pattern.split('').every((character, index) => character === 'n' || character === ai[index]);
}

function conflict(detail: string): DeviceError {
  return new DeviceError('TW_GS1_AI_CONFLICT', { detail });
}
