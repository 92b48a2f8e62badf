export interface ComparedField {
  readonly name: string;
  readonly mine: string;
  readonly theirs: string;
  readonly differs: boolean;
}

/** What says nothing to a person: ids of request and record. */
const silent = ['requestId', 'id'];

const text = (value: unknown): string => {
  if (value === undefined) return '';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(text).join(', ');
  return Object.values(value).map(text).join(' · ');
};

/** What was to be recorded beside what the ledger has, field by field; fields of the ledger's alone are not asked for here. */
export const comparedFields = (mine: Readonly<Record<string, unknown>>, theirs: unknown): readonly ComparedField[] => {
  const other = (theirs ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(mine)
    .filter(([name]) => !silent.includes(name))
    .map(([name, value]) => {
      const [own, there] = [text(value), text(other[name])];
      return { name, mine: own, theirs: there, differs: own !== there };
    });
};
