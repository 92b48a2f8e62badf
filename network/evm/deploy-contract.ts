import { rpc } from './rpc.ts';

/**
 * The deterministic deployment proxy creates a contract whose address depends on nothing but the creation code: the anchor has the same address
 * on every chain, and anybody may deploy it. Present on the public chains and in anvil. https://github.com/Arachnid/deterministic-deployment-proxy
 */
export const deploymentProxy = '0x4e59b44847b379578588920cA78FbF26c0B4956C';
export const deploymentSalt = `0x${'00'.repeat(32)}`;

export interface Call {
  readonly to: string;
  readonly data: string;
}
/** Signs and sends a call; returns the transaction's hash. */
export type Send = (call: Call) => Promise<string>;

/** Sends from the node's first own account: only a test chain has one. */
export async function devAccount(url: string): Promise<Send> {
  const [from] = await rpc<string[]>(url, 'eth_accounts');
  if (from === undefined) throw new Error('the node holds no account; give a key file');
  return (call) => rpc<string>(url, 'eth_sendTransaction', [{ from, ...call }]);
}

/** Deploys through the deterministic proxy, unless it stands already. @throws when the chain has no such proxy or the creation fails. */
export async function deployContract(
  url: string,
  { address, bytecode }: { readonly address: string; readonly bytecode: string },
  send: Send,
): Promise<{ readonly address: string; readonly created: boolean }> {
  const hasCode = async (at: string): Promise<boolean> =>
    (await rpc<string>(url, 'eth_getCode', [at, 'latest'])) !== '0x';
  if (await hasCode(address)) return { address, created: false };
  if (!(await hasCode(deploymentProxy))) throw new Error(`this chain has no deployment proxy at ${deploymentProxy}`);
  await mined(url, await send({ to: deploymentProxy, data: deploymentSalt + bytecode.slice(2) }));
  if (!(await hasCode(address))) throw new Error(`the creation left no code at ${address}`);
  return { address, created: true };
}

/** Waits up to five minutes. @returns the gas that it used. @throws when the transaction reverted. */
export async function mined(url: string, hash: string, pauseMs = 100): Promise<number> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline;) {
    const receipt = await rpc<{ status: string; gasUsed: string } | null>(url, 'eth_getTransactionReceipt', [
      hash,
    ]).catch(() => null);
    if (receipt?.status === '0x1') return Number(receipt.gasUsed);
    if (receipt?.status === '0x0') throw new Error(`transaction ${hash} reverted`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`transaction ${hash} was not mined within five minutes`);
}
