import { keccak256, type Wallet } from 'ethers';
import { anchorCall, NoContract, readHead } from './anchor-contract.ts';
import { bumpFees, quoteFees, type Fees } from './anchor-fees.ts';
import type { AnchorRow, AnchorScope, LogHead, Variant } from './anchor-row.ts';
import { LeaseLost, type AnchorStore } from './anchor-store.ts';
import type { AnchorWait } from './anchor-wait.ts';
import { evmChain, type EvmChain } from './evm-chain.ts';
import { NodeError, NodeUnreachable, type Rpc } from './json-rpc.ts';

/** The log as the worker sees it. */
export interface HeadReader {
  /** The newest cosigned checkpoint. */
  latest(): LogHead | undefined;
  /** Root of the log at an earlier size, where it can still be told: decides whether a head found on the chain is ours. */
  rootAt?(size: bigint): Uint8Array | undefined;
}

export interface AnchorPolicy {
  /** At least so long between two plans; the log is cumulative, so the cadence sets the cost, not the number of records. */
  readonly everySeconds: number;
  /** No transaction promises more than this for a unit of gas. */
  readonly maxFeePerGasWei: bigint;
  /** A transaction that is not mined for so long gets higher fees. */
  readonly bumpAfterSeconds: number;
}

export interface AnchorDeps {
  readonly rpc: Rpc;
  readonly wallet: Wallet;
  readonly contract: string;
  readonly store: AnchorStore;
  readonly log: HeadReader;
  readonly policy: AnchorPolicy;
  /** Milliseconds since 1970. */
  now(): number;
}

const leaseMs = 30_000;
/** At most one head is on its way; a reorganisation may add those that it took out of their blocks. */
const underWay = ['PLANNED', 'SIGNED', 'SENT'] as const;
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

function waitFor(error: unknown): AnchorWait | undefined {
  if (error instanceof NodeUnreachable) return 'unreachable';
  if (error instanceof NodeError) return 'refused';
  if (error instanceof NoContract) return 'contract';
  return error instanceof LeaseLost ? 'lease' : undefined;
}

/**
 * Brings the log's head onto the chain, one step a tick. Everything is on disk before it is done, and every decision is taken anew from
 * the store and the chain: a restart at any point loses nothing, and what is done twice the contract refuses.
 */
export class AnchorWorker {
  readonly #deps: AnchorDeps;
  readonly #chain: EvmChain;
  #scope: AnchorScope | undefined;
  /** Of the tick under way; shown once it ends, so that nobody reads half of one. */
  #wait: AnchorWait = 'nothing';
  #shown: { readonly wait: AnchorWait; readonly error: string | undefined } = { wait: 'nothing', error: undefined };

  constructor(deps: AnchorDeps) {
    this.#deps = deps;
    this.#chain = evmChain(deps.rpc);
  }

  /** The chain last seen, or worked on before this start; undefined when there was none. */
  get scope(): AnchorScope | undefined {
    const sender = this.#deps.wallet.address;
    const chain = this.#scope?.chain ?? this.#deps.store.lastChain(sender);
    return chain === undefined ? undefined : { chain, sender };
  }

  get wait(): AnchorWait {
    return this.#shown.wait;
  }

  /** What went wrong in the last tick; undefined after a good one. */
  get error(): string | undefined {
    return this.#shown.error;
  }

  /** One look at everything, and one step where one is due. Never throws for what the node does. @returns false when the node did not answer. */
  async tick(): Promise<boolean> {
    this.#wait = 'nothing';
    try {
      await this.#step();
      this.#shown = { wait: this.#wait, error: undefined };
      return true;
    } catch (error) {
      const wait = waitFor(error);
      if (wait === undefined) throw error;
      this.#shown = { wait, error: (error as Error).message };
      return wait !== 'unreachable';
    }
  }

  release(): void {
    if (this.#scope !== undefined) this.#deps.store.release(this.#scope);
  }

  async #step(): Promise<void> {
    const { store, wallet } = this.#deps;
    const known = this.#scope;
    if (known !== undefined && !this.#hasWork(known)) return;
    const scope = { chain: await this.#chain.identity(), sender: wallet.address };
    if (!store.lease(scope, leaseMs)) return void (this.#wait = 'lease');
    if (known?.chain !== scope.chain) await this.#recallLost(scope);
    this.#scope = scope;
    for (const row of store.inStates(scope, 'MINED')) await this.#watch(row);
    for (const row of store.inStates(scope, 'SIGNED', 'SENT')) await this.#follow(row);
    if (this.#due(scope) !== undefined && (await this.#recallLost(scope)) === 0) this.#plan(scope);
    for (const row of store.inStates(scope, 'PLANNED')) await this.#sign(row);
    if (this.#wait === 'nothing' && store.inStates(scope, ...underWay).length > 0) this.#wait = 'busy';
  }

  /** While there is none, no node is asked: many bill by the call. */
  #hasWork(scope: AnchorScope): boolean {
    return this.#due(scope) !== undefined || this.#deps.store.inStates(scope, ...underWay, 'MINED').length > 0;
  }

  /** The head to plan now: nothing else is under way, the log grew, and the cadence allows it. */
  #due(scope: AnchorScope): LogHead | undefined {
    const { store, log, policy, contract, now } = this.#deps;
    const latest = log.latest();
    if (latest === undefined || latest.size === 0n || store.inStates(scope, ...underWay).length > 0) return undefined;
    if (latest.root.length !== 32) throw new RangeError('root of the log must have 32 bytes');
    const newest = store.newest(scope, contract, latest.origin);
    if (newest === undefined) return latest;
    return latest.size > newest.size && now() - newest.plannedAt >= policy.everySeconds * 1000 ? latest : undefined;
  }

  #plan(scope: AnchorScope): void {
    const head = this.#due(scope);
    if (head !== undefined) this.#deps.store.plan(scope, this.#deps.contract, head);
  }

  /** MINED -> FINAL; or, when a reorganisation took the block away, -> SENT with the same bytes. */
  async #watch(row: AnchorRow): Promise<void> {
    const { store } = this.#deps;
    const receipt = row.mined && (await this.#chain.receipt(row.mined.txHash));
    if (receipt === undefined || !receipt.succeeded) store.sent(row);
    else if (await this.#chain.isFinal(receipt)) store.final(row, receipt);
    else if (receipt.blockHash !== row.mined?.blockHash) store.mined(row, receipt);
  }

  /** SIGNED or SENT: is it mined, spent by another, forgotten, or stuck? */
  async #follow(row: AnchorRow): Promise<void> {
    const { store, now, policy } = this.#deps;
    const nonce = row.nonce ?? 0;
    const variants = store.variants(row);
    // Asked before the receipts: a nonce that was final before them is not ours when none of them is there.
    const finalNonce = await this.#chain.nonce(row.sender, 'finalized');
    for (const variant of variants) {
      const receipt = await this.#chain.receipt(variant.hash);
      if (receipt?.succeeded) return store.mined(row, receipt);
      if (receipt !== undefined) return (await this.#chain.isFinal(receipt)) ? store.planAgain(row) : undefined;
    }
    if (finalNonce > nonce) return store.planAgain(row);
    const newest = variants[0];
    if (newest === undefined) return store.planAgain(row);
    if ((await this.#chain.nonce(row.sender, 'latest')) > nonce) return void (this.#wait = 'nonce-taken');
    if (row.state === 'SIGNED' || !(await this.#chain.knows(newest.hash))) await this.#broadcast(row, newest);
    const stuck = now() - newest.signedAt >= policy.bumpAfterSeconds * 1000;
    if (stuck && this.#wait !== 'funds') await this.#bump(row, nonce, newest);
  }

  async #broadcast(row: AnchorRow, variant: Variant): Promise<void> {
    const outcome = await this.#chain.broadcast(variant.raw);
    if (outcome === 'no-funds') this.#wait = 'funds';
    // Underpriced: it stays as it is until it counts as stuck, and then gets higher fees.
    else if (outcome !== 'underpriced' && row.state === 'SIGNED') this.#deps.store.sent(row);
  }

  /** Same nonce, same call, higher fees: only one of them can be mined. */
  async #bump(row: AnchorRow, nonce: number, old: Variant): Promise<void> {
    const fees = bumpFees(old, await this.#chain.market(), this.#deps.policy.maxFeePerGasWei);
    if (fees === undefined) return void (this.#wait = 'fees');
    await this.#signAndSend(row, nonce, old.gasLimit, fees);
  }

  /** PLANNED -> SIGNED -> SENT, unless the chain covers it already. */
  async #sign(planned: AnchorRow): Promise<void> {
    const { store, policy, rpc } = this.#deps;
    const row = this.#withNewestHead(planned);
    const head = await readHead(rpc, row.contract, row.sender, row.origin);
    if (head.size >= row.size) return this.#settle(row, head.size, head.root);
    const fees = quoteFees(await this.#chain.market(), policy.maxFeePerGasWei);
    if (fees === undefined) return void (this.#wait = 'fees');
    const gas = await this.#chain.gas(row.sender, row.contract, anchorCall(row.origin, row.size, row.root));
    // The table knows nonces that a lagging node does not; the chain knows those that another program spent.
    const nonce = Math.max(await this.#chain.nonce(row.sender, 'latest'), (store.highestNonce(row) ?? -1) + 1);
    await this.#signAndSend(row, nonce, (gas * 5n) / 4n, fees);
  }

  /** Nothing is signed yet: the plan takes the newest head and the configured contract. */
  #withNewestHead(row: AnchorRow): AnchorRow {
    const { log, contract, store } = this.#deps;
    const latest = log.latest();
    const newer = latest !== undefined && (latest.origin !== row.origin || latest.size > row.size);
    if (!newer && row.contract === contract) return row;
    const renewed = { ...row, ...(newer ? latest : {}), contract };
    store.renewPlan(renewed);
    return renewed;
  }

  async #signAndSend(row: AnchorRow, nonce: number, gasLimit: bigint, fees: Fees): Promise<void> {
    const { store, wallet, now } = this.#deps;
    const raw = await wallet.signTransaction({
      type: 2,
      chainId: BigInt(row.chain.split('/')[0] ?? ''),
      to: row.contract,
      data: anchorCall(row.origin, row.size, row.root),
      nonce,
      gasLimit,
      maxFeePerGas: fees.maxFee,
      maxPriorityFeePerGas: fees.tip,
    });
    const variant = { ...fees, raw, hash: keccak256(raw), gasLimit, signedAt: now() };
    store.sign(row, nonce, variant);
    await this.#broadcast({ ...row, state: 'SIGNED', nonce }, variant);
  }

  /** The chain's head is not smaller than ours: the same log, or an alarm. */
  #settle(row: AnchorRow, size: bigint, root: Uint8Array): void {
    const { store, log } = this.#deps;
    const own = size === row.size ? row.root : log.rootAt?.(size);
    if (own === undefined) this.#wait = 'log-behind';
    else store.settle(row, sameBytes(own, root) ? 'COVERED' : 'CONFLICT');
  }

  /**
   * A test chain restored from an older file has lost blocks that it called final: their rows are sent again, newest first until one
   * stands. On a public chain none is ever lost. @returns how many were.
   */
  async #recallLost(scope: AnchorScope): Promise<number> {
    const { store } = this.#deps;
    for (let lost = 0; ; lost += 1) {
      const row = store.newestFinal(scope);
      if (row?.mined === undefined || (await this.#chain.isCanonical(row.mined))) return lost;
      store.sent(row);
    }
  }
}
