import { startTestChain, type TestChainOptions } from './test-chain.ts';

export interface KeptTestChain {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the test chain and starts it again, on the same port and data, whenever it ends by itself. Undefined where npm has no anvil. */
export async function keepTestChain(
  options: TestChainOptions,
  say: (line: string) => void,
  pauseMs = 1000,
): Promise<KeptTestChain | undefined> {
  let anvil = await startTestChain(options);
  if (anvil === undefined) return undefined;
  const { url } = anvil;
  let stopping = false;
  /** The start that is under way: a node that answers already, but is not ours to stop yet. */
  let restart: Promise<void> = Promise.resolve();
  const watch = (): void => {
    anvil?.child.once('close', (code, signal) => {
      if (stopping) return;
      say(`test EVM chain ended (${signal ?? code}), starting it again`);
      setTimeout(() => (restart = again()), pauseMs);
    });
  };
  const again = async (): Promise<void> => {
    if (stopping) return;
    const started = await startTestChain({ ...options, port: Number(new URL(url).port) }).catch((error: Error) => {
      say(`test EVM chain: ${error.message}`);
      setTimeout(() => (restart = again()), pauseMs * 10);
      return undefined;
    });
    if (started === undefined) return;
    anvil = started;
    if (!stopping) watch();
  };
  watch();
  return {
    url,
    async stop() {
      stopping = true;
      await restart;
      await anvil?.stop();
    },
  };
}
