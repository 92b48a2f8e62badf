import { aiTable, type AiComponent, type AiSpec } from './ai-table.ts';
import { Gs1Error } from './gs1-error.ts';
import { linters } from './lint.ts';

/** One AI with its value. */
export interface Element {
  readonly ai: string;
  readonly value: string;
}

/** @throws Gs1Error `unknown-ai` */
export const specOf = (ai: string): AiSpec => {
  const spec = aiTable.get(ai);
  if (spec === undefined) throw new Gs1Error('unknown-ai', ai, 'there is no such application identifier');
  return spec;
};

const sets = { N: 'csetnumeric', X: 'cset82', Y: 'cset39', Z: 'cset64' } as const;
const passes = (name: string, text: string): boolean => linters[name]?.(text) ?? true;

const checkComponent = (ai: string, part: string, { set, checks }: AiComponent): void => {
  if (!passes(sets[set], part)) throw new Gs1Error('characters', ai, `a character outside ${set} in ${part}`);
  const failed = checks.find((name) => !passes(name, part));
  if (failed === undefined) return;
  const digit = failed.startsWith('csum');
  throw new Gs1Error(digit ? 'check-digit' : 'value', ai, digit ? `wrong check digit: ${part}` : `${failed}: ${part}`);
};

/** @throws Gs1Error naming the AI, unless the value has its lengths, characters, check digits, dates … */
export const checkElement = ({ ai, value }: Element): void => {
  const { components } = specOf(ai);
  if (value === '') throw new Gs1Error('empty-value', ai, 'the value is empty');
  let rest = value;
  for (const part of components) {
    if (rest === '' && part.min === 0) break;
    if (rest.length < part.min) throw new Gs1Error('length', ai, `too short: ${value}`);
    checkComponent(ai, rest.slice(0, part.max), part);
    rest = rest.slice(part.max);
  }
  if (rest !== '') throw new Gs1Error('length', ai, `too long: ${value}`);
};

/** The elements as a scanner sends them: values one after the other, a separator after those without a length of their own. */
export const elementString = (elements: readonly Element[], separator = '\u001d'): string =>
  elements
    .map(({ ai, value }, at) => {
      const last = at === elements.length - 1;
      return `${ai}${value}${last || specOf(ai).predefinedLength ? '' : separator}`;
    })
    .join('');
