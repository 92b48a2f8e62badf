import type { ClinicConfig } from './config.ts';

/** What the gateway refused, by its problem code; `transient`: try again later. */
export class GatewayRefusal extends Error {
  readonly code: string;
  readonly transient: boolean;
  constructor(code: string, detail: string, transient = false) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'GatewayRefusal';
    this.code = code;
    this.transient = transient;
  }
}

export interface GatewayClient {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
  /** Milliseconds since 1970 by the gateway's clock, as of its last answer; before its first, by this machine's, which may be wrong. */
  now(): number;
  /** The same, for what must not go by this machine's clock: asks the gateway where it has not answered yet. @throws GatewayRefusal */
  time(): Promise<number>;
}

/** A clock that is off by more is told. */
const toleratedSkewMs = 300_000;

export function gatewayClient(
  { gateway, token }: Pick<ClinicConfig, 'gateway' | 'token'>,
  clock: () => number = Date.now,
  say: (line: string) => void = console.error,
): GatewayClient {
  let skewMs = 0;
  let isTold = false;
  const noteTime = (date: string | null): void => {
    const server = Date.parse(date ?? '');
    if (Number.isNaN(server)) return;
    const skew = server - clock();
    if (Math.abs(skew) > toleratedSkewMs && Math.abs(skew - skewMs) > 60_000) {
      say(
        `đồng hồ máy này lệch ${Math.round(skew / 1000)} giây / this machine's clock is off by ${Math.round(skew / 1000)} s`,
      );
    }
    skewMs = skew;
    isTold = true;
  };
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    let answer: Response;
    try {
      answer = await fetch(`${gateway}${path}`, {
        method,
        headers: { authorization: `Bearer ${token()}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      });
    } catch (cause) {
      throw new GatewayRefusal('gateway/unreachable', (cause as Error).message, true);
    }
    noteTime(answer.headers.get('date'));
    const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    // 202: ordered, outcome unknown; the same request again tells.
    if (answer.status === 202) throw new GatewayRefusal('gateway/unknown-outcome', '', true);
    if (answer.ok) return said as Answer;
    // Without a code somebody between refused it: only that it is too large will be no other tomorrow.
    const isOfAnother = said['code'] === undefined && answer.status !== 413;
    const transient = answer.status >= 500 || answer.status === 401 || answer.status === 429 || isOfAnother;
    throw new GatewayRefusal(String(said['code'] ?? `http/${answer.status}`), String(said['detail'] ?? ''), transient);
  };
  const now = (): number => clock() + skewMs;
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    now,
    time: async () => {
      if (!isTold) await call('GET', '/healthz');
      return now();
    },
  };
}
