import { connectChaincode } from './stream.ts';
import type { ChaincodeStream } from './stream.ts';
import type { ChaincodeResult, Invocation } from './invocation.ts';

/** Fabric's core.yaml: chaincode.executetimeout. */
const EXECUTE_TIMEOUT_MS = 30_000;
/** A stopped chaincode server is reported at once; one that starts just now gets this long. */
const STARTUP_TIMEOUT_MS = 5_000;
/** Twice this is the time after which a hung chaincode process is given up: less than the 15 s that Fabric's clients wait for an endorsement. */
const PING_MS = 5_000;

/** Every chaincode of one peer: one lazy stream each, opened again after the chaincode's process died or fell silent. */
export interface ChaincodeRuntime {
  execute(invocation: Invocation): Promise<ChaincodeResult>;
  close(): void;
}

export interface RuntimeOptions {
  /** host:port of the chaincode server, undefined when not installed on this peer. */
  addressOf(chaincode: string): string | undefined;
  readonly executeTimeoutMs?: number;
  readonly pingMs?: number;
}

export const createRuntime = (options: RuntimeOptions): ChaincodeRuntime => {
  const streams = new Map<string, Promise<ChaincodeStream>>();
  const open = (name: string): Promise<ChaincodeStream> => {
    const address = options.addressOf(name);
    if (!address) return Promise.reject(new Error(`chaincode ${name} is not installed`));
    const opening = connectChaincode(address, {
      startupTimeoutMs: STARTUP_TIMEOUT_MS,
      pingMs: options.pingMs ?? PING_MS,
    });
    streams.set(name, opening);
    opening.catch(() => {
      if (streams.get(name) === opening) streams.delete(name);
    });
    return opening;
  };
  const stream = async (name: string): Promise<ChaincodeStream> => {
    const known = streams.get(name);
    const current = known && (await known);
    if (current?.alive) return current;
    // another caller may have replaced the dead stream while this one waited
    const latest = streams.get(name);
    return latest && latest !== known ? stream(name) : open(name);
  };
  return {
    execute: async (invocation) =>
      (await stream(invocation.namespace)).execute(invocation, options.executeTimeoutMs ?? EXECUTE_TIMEOUT_MS),
    close: () => {
      for (const opening of streams.values()) opening.then((it) => it.close()).catch(() => undefined);
      streams.clear();
    },
  };
};
