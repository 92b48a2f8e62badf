/** One line of a record's body, ready to be shown. */
export interface Field {
  /** Name of the member; nested ones joined by a dot: `product.name`. */
  readonly name: string;
  readonly value: string;
  /** Ids, digests and codes are set in a fixed-width font. */
  readonly isCode: boolean;
  /** A record that the value names. */
  readonly link?: string;
}

const idPattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const most = 200;

const leaf = (name: string, value: unknown): Field => {
  const text = String(value);
  const isId = idPattern.test(text);
  return { name, value: text, isCode: isId || /^[0-9a-f]{64}$/.test(text), ...(isId ? { link: text } : {}) };
};

const pair = (point: readonly unknown[]): string => point.join(' ');
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What people look for first; the ledger keeps members by the alphabet, which tells nobody anything. The others follow as they are. */
const first = [
  ...['name', 'nameEn', 'number', 'lot', 'puc', 'code', 'product', 'title', 'reason', 'class', 'kind', 'group', 'type'],
  ...['project', 'projectCode', 'vintage', 'quantity', 'start', 'end', 'weightKg', 'remainingKg', 'state', 'stage'],
  ...['crop', 'crops', 'harvestDate', 'from', 'until', 'periodFrom', 'periodUntil', 'commune', 'growingArea', 'unit'],
];
const inReadingOrder = (body: Readonly<Record<string, unknown>>): readonly [string, unknown][] => {
  const place = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  return Object.entries(body).sort(([a], [b]) => place(a) - place(b));
};

/**
 * Any record's body as labelled lines, what it is and how much before the rest: nothing that the ledger holds is hidden because no page knows it. Lists of plain
 * values become one line each; absent and empty members say nothing.
 */
export function recordFields(body: unknown, prefix = ''): readonly Field[] {
  if (!isPlain(body)) return body === undefined || body === null ? [] : [leaf(prefix || 'value', body)];
  const fields = inReadingOrder(body).flatMap(([key, value]): readonly Field[] => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (value === null || value === undefined || value === '') return [];
    if (!Array.isArray(value)) return isPlain(value) ? recordFields(value, name) : [leaf(name, value)];
    // A place, or the corners of a boundary: one line.
    if (key.endsWith('E7')) return [leaf(name, Array.isArray(value[0]) ? value.map(pair).join('; ') : pair(value))];
    const plain = value.every((one) => !isPlain(one) && !Array.isArray(one));
    return value.flatMap((one, index) =>
      plain
        ? [leaf(name, one)]
        : Array.isArray(one)
          ? [leaf(name, one.join(' '))]
          : recordFields(one, `${name}.${index + 1}`),
    );
  });
  return prefix === '' ? fields.slice(0, most) : fields;
}
