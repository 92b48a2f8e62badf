/** Who may answer: a gateway, or a mirror that copies its public log and serves the same bundles. */
export interface Source {
  kind: 'gateway' | 'mirror';
  url: string;
}

/** What became of asking one source. `unreachable`: no answer in time; `unreadable`: an answer that is no bundle. */
export type SourceAnswer = { kind: 'bundle'; bundle: unknown } | { kind: 'unreachable' } | { kind: 'unreadable' };

/** GETs JSON from an address; null when nothing came within the time. Page and command line bring their own. */
export type GetJson = (url: string, timeoutMs: number) => Promise<{ status: number; json: unknown } | null>;

export const sourceTimeoutMs = 3000;

/** `from`: size of the head known here, 0 for none. `history`: earlier versions are wanted too. `serial`: of the scanned label. */
export interface Question {
  from: bigint;
  history: boolean;
  serial?: string;
}

/** One request (docs/proof-format.md, section 6): record, proofs and checkpoint at once, consistent with the head known here. */
export async function askSource(
  source: Source,
  id: string,
  { from, history, serial }: Question,
  getJson: GetJson,
): Promise<SourceAnswer> {
  const url = `${source.url}/r/${id}`;
  const rest = `${history ? '&history=1' : ''}${serial === undefined ? '' : `&serial=${encodeURIComponent(serial)}`}`;
  const first = await getJson(`${url}?from=${from}${rest}`, sourceTimeoutMs);
  // 409: this source knows less than was proven here before. What it has is still asked for; it will not count as fresh.
  const again = first?.status === 409 && from > 0n;
  const answer = again ? await getJson(`${url}?from=0${rest}`, sourceTimeoutMs) : first;
  if (answer === null || answer.status >= 500) return { kind: 'unreachable' };
  const { json } = answer;
  const isBundle = typeof json === 'object' && json !== null && 'bundle' in json;
  return isBundle ? { kind: 'bundle', bundle: json } : { kind: 'unreadable' };
}

/** In the order in which they are asked. */
export function sourcesOf(policy: { gateways: readonly string[]; mirrors: readonly string[] }): Source[] {
  return [
    ...policy.gateways.map((url): Source => ({ kind: 'gateway', url: url.replace(/\/+$/, '') })),
    ...policy.mirrors.map((url): Source => ({ kind: 'mirror', url: url.replace(/\/+$/, '') })),
  ];
}
