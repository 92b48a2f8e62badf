import type { Operations } from './generated.ts';

/** A refusal of the API: an RFC 9457 problem. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  /** Stable code (docs/problems.md). */
  readonly code: string;
  /** Seconds to wait before the next request, where the API says so. */
  readonly retryAfter: number | undefined;
  constructor(status: number, code: string, detail: string, retryAfter?: number) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export interface ClientOptions {
  /** Address of the gateway. */
  readonly url: string;
  /** Key of the sharing system (`dnp_…`). */
  readonly key: string;
  /** Default: Vietnamese. */
  readonly language?: 'vi' | 'en';
  readonly fetch?: typeof fetch;
}
/** Parts of the path, parameters and body of an operation. */
type Asked<Name extends keyof Operations> = Omit<Operations[Name], 'answer'>;
export type Answer<Name extends keyof Operations> = Operations[Name]['answer'];
export type Change = Answer<'GET /lgsp/v1/changes'>['items'][number];

const addressOf = (url: string, path: string, asked: { path?: object; query?: object }): URL => {
  const values = (asked.path ?? {}) as Record<string, string>;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const address = new URL(url.replace(/\/$/, '') + filled);
  for (const [name, value] of Object.entries(asked.query ?? {}))
    if (value !== undefined) address.searchParams.set(name, String(value));
  return address;
};

async function problemOf(response: Response): Promise<ApiProblem> {
  const { code = '', detail = '' } = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  const wait = response.headers.get('retry-after');
  return new ApiProblem(
    response.status,
    code,
    detail || `HTTP ${response.status}`,
    wait === null ? undefined : Number(wait),
  );
}

/** Asks the exchange API by the names of its operations: `ask('GET /lgsp/v1/changes', { query: { limit: '10' } })`. */
export function createClient({ url, key, language = 'vi', fetch: send = fetch }: ClientOptions) {
  /** @throws ApiProblem */
  async function ask<Name extends keyof Operations>(name: Name, asked: Asked<Name>): Promise<Answer<Name>> {
    const [method = '', path = ''] = name.split(' ');
    const { body, ...place } = asked as { path?: object; query?: object; body?: unknown };
    const response = await send(addressOf(url, path, place), {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'accept-language': language,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await problemOf(response);
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return (isJson ? await response.json() : await response.text()) as Answer<Name>;
  }
  /**
   * All changes there are after a cursor, page by page. `reached` is told after each page where the next run goes on: also where nothing of it
   * was of this key's domains or of `type`.
   */
  async function* changes(
    since?: string,
    type?: string,
    reached: (cursor: string) => void = () => undefined,
  ): AsyncGenerator<Change> {
    let at = since;
    for (;;) {
      const query = {
        limit: '1000',
        ...(at === undefined ? {} : { since: at }),
        ...(type === undefined ? {} : { type }),
      };
      const { items, next } = await ask('GET /lgsp/v1/changes', { query });
      yield* items;
      reached(next);
      // A page may be empty although there is more: what it looked at was of no concern.
      if (next === at) return;
      at = next;
    }
  }
  return { ask, changes };
}
