/** Address of a list with the filters that are set. */
export const listPath = (path: string, filters: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams(
    Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value.normalize('NFC')]] : [])),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
};
