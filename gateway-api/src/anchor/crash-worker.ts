/**
 * Run by the kill test as a process of its own: anchors ten leaves and dies by SIGKILL at the named point, the n-th time where `<point>#<n>`
 * says so, or ends once the anchor is final. `stuck`: mines nothing, and each tick is minutes after the one before.
 */
import { anchorKey } from './anchor-key.ts';
import { openAnchorStore, type AnchorStore } from './anchor-store.ts';
import { AnchorWorker } from './anchor-worker.ts';
import { anchorAddress } from './evm-config.ts';
import { jsonRpc, type Rpc } from './json-rpc.ts';

const [url = '', keyFile = '', file = '', origin = '', dieAt = '', clockOffsetMs = '0', stuck = ''] =
  process.argv.slice(2);

const [dieAfter = '', times = '1'] = dieAt.split('#');
let left = Number(times);
const die = (): void => {
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
};
let offset = Number(clockOffsetMs);
const now = (): number => Date.now() + offset;
const store = openAnchorStore(file, String(process.pid), now);
/** Every write of the store, and every call of the node, is a point to die after. */
const mortalStore: AnchorStore = new Proxy(store, {
  get: (target, name: keyof AnchorStore) => {
    if (name !== dieAfter) return target[name];
    return (...args: never[]): unknown => {
      const result = (target[name] as (...given: never[]) => unknown)(...args);
      die();
      return result;
    };
  },
});
const plain = jsonRpc(url);
const rpc: Rpc = async <Result>(method: string, params?: readonly unknown[]): Promise<Result> => {
  const result = await plain<Result>(method, params);
  if (method === dieAfter) die();
  return result;
};

const worker = new AnchorWorker({
  rpc,
  store: mortalStore,
  wallet: anchorKey(keyFile, true),
  contract: anchorAddress,
  log: { latest: () => ({ origin, size: 10n, root: new Uint8Array(32).fill(7) }) },
  policy: { everySeconds: 60, maxFeePerGasWei: 10n ** 11n, bumpAfterSeconds: 180 },
  now,
});
for (let ticks = 0; ticks < 20; ticks += 1) {
  await worker.tick();
  const { scope } = worker;
  if (scope && store.inStates(scope, 'FINAL').length === 1) break;
  if (stuck !== '') offset += 200_000;
  else if (worker.wait !== 'lease') await plain('anvil_mine', ['0x1']);
}
