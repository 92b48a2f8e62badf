/** One JSON-RPC call to an EVM node. @throws with the method's name when the node refuses or does not answer within ten seconds. */
export async function rpc<Result>(url: string, method: string, params: readonly unknown[] = []): Promise<Result> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as { result?: Result; error?: { message: string } };
  if (answer.error !== undefined || answer.result === undefined)
    throw new Error(`${method}: ${answer.error?.message ?? 'no result'}`);
  return answer.result;
}
