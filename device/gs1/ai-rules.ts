/** The application identifiers as rules, read once from the table. */
import { aiTable } from './ai-table.ts';
import type { CheckName } from './value-checks.ts';

export type CharacterSet = 'N' | 'X' | 'Y' | 'Z';

/** A stretch of a value. Only the last one of a value varies in length. */
export interface Part {
  set: CharacterSet;
  least: number;
  most: number;
  isOptional: boolean;
  checks: readonly CheckName[];
}

export interface AiRule {
  ai: string;
  parts: readonly Part[];
  /** Lengths that the parts allow together. */
  least: number;
  most: number;
  /** No separator need follow it (General Specifications, figure 7.8.5-2). */
  isPredefinedLength: boolean;
  /** May stand in the query of a Digital Link URI. */
  isAttribute: boolean;
  /** One of these groups must be there as a whole; empty when it needs nothing. `n` stands for any digit. */
  needs: readonly (readonly string[])[];
  excludes: readonly string[];
  /** Set for primary keys of a Digital Link URI: alternative lists of qualifiers, each in the order of the path. */
  qualifiers?: readonly (readonly string[])[];
}

/** The row of a table as rules, one per identifier. */
function readRow(row: string): AiRule[] {
  const [identifiers = '', format = '', ...rest] = row.split(' ');
  const parts = format.split('+').map(readPart);
  const sum = (of: (part: Part) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const after = (mark: string): string | undefined => {
    return rest.find((word) => word.startsWith(mark))?.slice(mark.length);
  };
  const flags = rest.filter((word) => /^[*?]+$/.test(word)).join('');
  const key = after('key:');
  return listed(identifiers).map((ai) => ({
    ai,
    parts,
    least: sum((part) => (part.isOptional ? 0 : part.least)),
    most: sum((part) => part.most),
    isPredefinedLength: flags.includes('*'),
    isAttribute: flags.includes('?'),
    needs: (after('<')?.split(',') ?? []).map((group) => group.split('+')),
    excludes: (after('!')?.split(',') ?? []).map((other) => (other === '~' ? `${ai.slice(0, 3)}n` : other)),
    ...(key !== undefined && { qualifiers: key.split('|').map((list) => list.split(',').filter(Boolean)) }),
  }));
}

function readPart(text: string): Part {
  const [size = '', ...checks] = text.replace('?', '').split('.');
  const [least = 0, most = least] = size.slice(1).split('-').map(Number);
  return {
    set: size.charAt(0) as CharacterSet,
    least,
    most,
    isOptional: text.endsWith('?'),
    checks: checks as CheckName[],
  };
}

function listed(identifiers: string): string[] {
  return identifiers.split(',').flatMap((item) => {
    const [first = '', last = first] = item.endsWith('x')
      ? [`${item.slice(0, -1)}0`, `${item.slice(0, -1)}5`]
      : item.split('-');
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, index) =>
      String(Number(first) + index).padStart(first.length, '0'),
    );
  });
}

const rules: ReadonlyMap<string, AiRule> = new Map(
  aiTable
    .trim()
    .split('\n')
    .flatMap(readRow)
    .map((rule) => [rule.ai, rule]),
);

/** Identifiers with the same first two digits are equally long. */
const lengthByPrefix: ReadonlyMap<string, number> = new Map(
  [...rules.keys()].map((ai) => [ai.slice(0, 2), ai.length]),
);

/** The rule of an identifier, undefined when GS1 has not assigned it. */
export function ruleOf(ai: string): AiRule | undefined {
  return rules.get(ai);
}

/** The rule of the identifier that a text begins with. */
export function ruleAtStart(text: string): AiRule | undefined {
  return rules.get(text.slice(0, lengthByPrefix.get(text.slice(0, 2)) ?? 0));
}

/** Every rule, in the order of the table. */
export function allRules(): Iterable<AiRule> {
  return rules.values();
}
