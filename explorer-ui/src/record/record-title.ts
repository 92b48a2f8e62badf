/** What a record is called in lists: its name, lot or code; its id where it has none. */
export function recordTitle(record: { readonly id: string; readonly body: unknown }): string {
  const body = (record.body ?? {}) as Readonly<Record<string, unknown>>;
  const product = body['product'] as { name?: unknown } | undefined;
  const identity = body['identity'] as { number?: unknown } | undefined;
  const named = [
    body['name'],
    identity?.number,
    body['lot'],
    body['puc'],
    body['title'],
    product?.name,
    body['reason'],
    body['mspId'],
    body['number'],
  ];
  return named.find((one): one is string => typeof one === 'string' && one !== '') ?? record.id;
}
