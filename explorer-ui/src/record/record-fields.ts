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

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Any record's body as labelled lines, in the body's own order: nothing that the ledger holds is hidden because no page knows it. Lists of plain
 * values become one line each; absent and empty members say nothing.
 */
export function recordFields(body: unknown, prefix = ''): readonly Field[] {
  if (!isPlain(body)) return body === undefined || body === null ? [] : [leaf(prefix || 'value', body)];
  const fields = Object.entries(body).flatMap(([key, value]): readonly Field[] => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (value === null || value === undefined || value === '') return [];
    if (!Array.isArray(value)) return isPlain(value) ? recordFields(value, name) : [leaf(name, value)];
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
