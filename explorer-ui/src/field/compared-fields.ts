export interface ComparedField {
  readonly name: string;
  readonly mine: string;
  readonly theirs: string;
  readonly differs: boolean;
}

/** What says nothing to a person: ids of request and record. */
const silent = ['requestId', 'id'];

/** A value as people read it; `nameOf` says in words what is a record's id, a day or an amount. */
const textOf = (value: unknown, nameOf: (id: string) => string | undefined): string => {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => textOf(one, nameOf)).join(', ');
  if (typeof value !== 'object' || value === null) return nameOf(String(value)) ?? String(value);
  const { name } = value as { readonly name?: unknown };
  const shown = typeof name === 'string' ? [name] : Object.values(value as Record<string, unknown>);
  return shown.map((one) => textOf(one, nameOf)).join(' · ');
};

/** What was to be recorded beside what the ledger has, field by field; fields of the ledger's alone are not asked for here. */
export const comparedFields = (
  mine: Readonly<Record<string, unknown>>,
  theirs: unknown,
  nameOf: (id: string) => string | undefined = () => undefined,
): readonly ComparedField[] => {
  const other = (theirs ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(mine)
    .filter(([name]) => !silent.includes(name))
    .map(([name, value]) => {
      const [own, there] = [textOf(value, nameOf), textOf(other[name], nameOf)];
      return { name, mine: own, theirs: there, differs: own !== there };
    });
};
