/** Where network/evm/anchor.sol lies on every chain (a deterministic deployment), unless the configuration names another place. */
export const anchorAddress = '0x53B5Ad726857872528b3d8D2F703a86E86FC3576';

/** Settings of the EVM anchor; each variable is explained in .env.example. */
export interface EvmConfig {
  readonly rpcUrl: string;
  /** Absent: a key is made in the data folder, which only a test chain will fund. */
  readonly keyFile?: string;
  readonly contract: string;
  readonly maxFeePerGasWei: bigint;
  readonly everySeconds: number;
  readonly bumpAfterSeconds: number;
  readonly pollSeconds: number;
}

/** Undefined without DN_EVM_RPC_URL: no anchor. @throws RangeError naming the variable */
export function readEvmConfig(env: NodeJS.ProcessEnv): EvmConfig | undefined {
  const rpcUrl = env['DN_EVM_RPC_URL'];
  if (!rpcUrl) return undefined;
  if (!/^https?:$/.test(URL.parse(rpcUrl)?.protocol ?? '')) throw new RangeError('DN_EVM_RPC_URL must be an HTTP URL');
  const contract = env['DN_EVM_CONTRACT'] ?? anchorAddress;
  if (!/^0x[0-9a-fA-F]{40}$/.test(contract)) throw new RangeError('DN_EVM_CONTRACT must be an address');
  const keyFile = env['DN_EVM_KEY_FILE'];
  return Object.freeze({
    rpcUrl,
    ...(keyFile ? { keyFile } : {}),
    contract,
    // Gwei with at most nine decimals is a whole number of wei.
    maxFeePerGasWei: BigInt(Math.round(positive(env, 'DN_EVM_MAX_FEE_GWEI', 50) * 1e9)),
    everySeconds: positive(env, 'DN_EVM_EVERY_SECONDS', 60),
    bumpAfterSeconds: positive(env, 'DN_EVM_BUMP_AFTER_SECONDS', 180),
    pollSeconds: positive(env, 'DN_EVM_POLL_SECONDS', 2),
  });
}

function positive(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = Number(env[name] ?? fallback);
  if (!(value > 0 && value <= 1e6)) throw new RangeError(`${name} must be a number above 0 and at most a million`);
  return value;
}
