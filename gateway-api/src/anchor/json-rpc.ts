/** The node answered, with an error. */
export class NodeError extends Error {
  override readonly name = 'NodeError';
  readonly method: string;
  /** Revert data in hexadecimal, where the node gives it. */
  readonly data: string | undefined;

  constructor(method: string, message: string, data: unknown) {
    super(`${method}: ${message}`);
    this.method = method;
    this.data = typeof data === 'string' ? data : undefined;
  }
}

/** No answer, or none that is JSON-RPC: whether the node acted on the call is unknown. */
export class NodeUnreachable extends Error {
  override readonly name = 'NodeUnreachable';
}

export type Rpc = <Result>(method: string, params?: readonly unknown[]) => Promise<Result>;

/** Calls an EVM node. @throws NodeError, NodeUnreachable. The node's address may hold an access key, so no text names it. */
export function jsonRpc(url: string, timeoutMs = 10_000): Rpc {
  return async <Result>(method: string, params: readonly unknown[] = []): Promise<Result> => {
    const answer = await ask(url, method, params, timeoutMs).catch((error: Error) => {
      throw new NodeUnreachable(`${method}: ${error.name === 'TimeoutError' ? 'no answer in time' : 'no answer'}`);
    });
    if (answer.error !== undefined) throw new NodeError(method, answer.error.message, answer.error.data);
    if (answer.result === undefined) throw new NodeUnreachable(`${method}: answered without a result`);
    return answer.result as Result;
  };
}

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly data?: unknown };
}

async function ask(url: string, method: string, params: readonly unknown[], timeoutMs: number): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return (await response.json()) as Answer;
}
