import { syntaxDictionary } from './data/syntax-dictionary.ts';

type CharacterSet = 'N' | 'X' | 'Y' | 'Z';

/** A part of an AI's value; `min` is 0 for an optional one. */
export interface AiComponent {
  readonly set: CharacterSet;
  readonly min: number;
  readonly max: number;
  /** Names in `linters`. */
  readonly checks: readonly string[];
}

/** An application identifier of the GS1 General Specifications. */
export interface AiSpec {
  readonly ai: string;
  readonly title: string;
  /** Needs no separator after it in an element string. */
  readonly predefinedLength: boolean;
  /** May stand in the query of a Digital Link. */
  readonly attribute: boolean;
  readonly components: readonly AiComponent[];
  /** Of a Digital Link's primary key: the orders in which its qualifiers may follow. */
  readonly qualifiers?: readonly (readonly string[])[];
}

const component = (text: string): AiComponent => {
  const [, optional, set, dots, length, rest = ''] = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?(.*)$/.exec(text) ?? [];
  const max = Number(length);
  const checks = rest.split(',').filter((name) => name !== '');
  return { set: set as CharacterSet, min: optional === '[' ? 0 : dots === undefined ? max : 1, max, checks };
};

/** `3100-3105` names six AIs. */
const range = (text: string): string[] => {
  const [first = '', last = first] = text.split('-');
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) =>
    String(Number(first) + at).padStart(first.length, '0'),
  );
};

const entry = (line: string): AiSpec[] => {
  const [fields = '', title = ''] = line.split('# ');
  const [ais = '', ...words] = fields.trim().split(/\s+/);
  const flags = /^[*?]+$/.test(words[0] ?? '') ? (words.shift() ?? '') : '';
  const components = words.filter((word) => /^\[?[NXYZ][.\d]/.test(word)).map(component);
  const key = words.find((word) => /^dlpkey(=|$)/.test(word));
  const orders = key?.slice('dlpkey='.length) ?? '';
  return range(ais).map((ai) => ({
    ai,
    title: title.trim(),
    predefinedLength: flags.includes('*'),
    attribute: flags.includes('?'),
    components,
    ...(key === undefined ? {} : { qualifiers: orders.split('|').map((order) => order.split(',').filter(Boolean)) }),
  }));
};

/** Every AI, by its digits. */
export const aiTable: ReadonlyMap<string, AiSpec> = new Map(
  syntaxDictionary
    .trim()
    .split('\n')
    .flatMap(entry)
    .map((spec) => [spec.ai, spec]),
);

/** The AIs that are primary keys of a Digital Link. */
export const primaryKeys: readonly string[] = [...aiTable.values()]
  .filter(({ qualifiers }) => qualifiers !== undefined)
  .map(({ ai }) => ai);
