import { foldText } from './fold.ts';
import type { Query } from './index-store.ts';
import { AFTER_PREFIX, decodeCursor } from './page-cursor.ts';

export type Filter = Record<string, unknown>;

const cursorFilter = (query: Query): Filter[] => {
  if (query.after === undefined) return [];
  const { value, id } = decodeCursor(query.after);
  const field = query.sort?.field ?? '_id';
  const than = query.sort?.descending === true ? '$lt' : '$gt';
  const afterId = { _id: { [than]: id } };
  if (field === '_id') return [afterId];
  // null sorts first ascending and last descending; $gt and $lt never match it.
  const nulls = query.sort?.descending === true ? [{ [field]: null }] : [];
  if (value === null) {
    const rest = query.sort?.descending === true ? [] : [{ [field]: { $ne: null } }];
    return [{ $or: [{ [field]: null, ...afterId }, ...rest] }];
  }
  return [{ $or: [{ [field]: { [than]: value } }, { [field]: value, ...afterId }, ...nulls] }];
};

/** Filter document of a checked query. */
export function filterOf(query: Query, withCursor: boolean): Filter {
  const { range, prefix } = query;
  const parts: Filter[] = [
    ...Object.entries(query.equals ?? {}).map(([field, value]) => ({ [field]: value })),
    ...Object.entries(query.in ?? {}).map(([field, values]) => ({ [field]: { $in: values } })),
    ...(range?.from === undefined ? [] : [{ [range.field]: { $gte: range.from } }]),
    ...(range?.to === undefined ? [] : [{ [range.field]: { $lt: range.to } }]),
    ...(withCursor ? cursorFilter(query) : []),
  ];
  const key = prefix ? foldText(prefix.text) : '';
  if (prefix && key !== '') parts.push({ [`${prefix.field}Key`]: { $gte: key, $lt: key + AFTER_PREFIX } });
  return parts.length === 0 ? {} : { $and: parts };
}

/** Sort document of a checked query: the field, then the id, in one direction. */
export function sortOf(query: Query): Record<string, 1 | -1> {
  const direction = query.sort?.descending === true ? -1 : 1;
  const field = query.sort?.field ?? '_id';
  return field === '_id' ? { _id: direction } : { [field]: direction, _id: direction };
}
