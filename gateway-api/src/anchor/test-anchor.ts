import { Wallet } from 'ethers';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorArtefact } from '../../../network/evm/anchor-artefact.ts';
import type { Anvil } from '../../../network/evm/anvil.ts';
import { deployContract, devAccount } from '../../../network/evm/deploy-contract.ts';
import { anchorAddress } from './evm-config.ts';
import type { AnchorRow, AnchorState, LogHead } from './anchor-row.ts';
import { openAnchorStore, type AnchorStore } from './anchor-store.ts';
import { AnchorWorker, type AnchorDeps } from './anchor-worker.ts';
import { jsonRpc, type Rpc } from './json-rpc.ts';

const gwei = 1_000_000_000n;
const ether = '0xde0b6b3a7640000';

/** A root that differs for every size. */
export const rootOf = (size: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => Number(size % 251n) + at);

/** A worker with a key, a log and a clock of its own, on a chain that other tests may share. */
export interface TestAnchor {
  readonly rpc: Rpc;
  readonly wallet: Wallet;
  readonly store: AnchorStore;
  readonly deps: AnchorDeps;
  readonly worker: AnchorWorker;
  readonly file: string;
  /** The log: tests let it grow. */
  head: LogHead | undefined;
  roots: Map<bigint, Uint8Array>;
  clock: number;
  grow(size: bigint): void;
  mine(blocks: number): Promise<void>;
  rows(): readonly AnchorRow[];
  states(): readonly AnchorState[];
  close(): void;
}

/** Deploys the contract once a chain. */
export const prepareChain = async (anvil: Anvil): Promise<void> => {
  await deployContract(anvil.url, anchorArtefact, await devAccount(anvil.url));
};

export async function testAnchor(url: string, changed: Partial<AnchorDeps> = {}): Promise<TestAnchor> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-anchor-'));
  const file = join(folder, 'anchors.db');
  const rpc = jsonRpc(url);
  const wallet = new Wallet(Wallet.createRandom().privateKey);
  const now = (): number => made.clock;
  const store = openAnchorStore(file, 'first', now);
  const deps: AnchorDeps = {
    rpc,
    wallet,
    store,
    contract: anchorAddress,
    log: { latest: () => made.head, rootAt: (size) => made.roots.get(size) },
    policy: { everySeconds: 60, maxFeePerGasWei: 50n * gwei, bumpAfterSeconds: 180 },
    now,
    ...changed,
  };
  const made: TestAnchor = {
    rpc,
    wallet: deps.wallet,
    store,
    deps,
    worker: new AnchorWorker(deps),
    file,
    head: undefined,
    roots: new Map(),
    clock: 1_700_000_000_000,
    grow(size) {
      made.head = { origin: 'localhost/province/0123456789abcdef', size, root: rootOf(size) };
    },
    mine: async (blocks) => void (await rpc('anvil_mine', [`0x${blocks.toString(16)}`])),
    rows: () =>
      store.inStates(
        made.worker.scope ?? { chain: '', sender: '' },
        ...(['PLANNED', 'SIGNED', 'SENT', 'MINED', 'FINAL', 'COVERED', 'CONFLICT'] as const),
      ),
    states: () => made.rows().map(({ state }) => state),
    close() {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
  await rpc('anvil_setBalance', [deps.wallet.address, ether]);
  return made;
}
