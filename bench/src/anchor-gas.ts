import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { anchorArtefact } from '../../network/evm/anchor-artefact.ts';
import { anvilBinary, startAnvil, type Anvil } from '../../network/evm/anvil.ts';
import { compileContract } from '../../network/evm/compile-contract.ts';
import { deploymentAddress } from '../../network/evm/deployment-address.ts';
import { deployContract, devAccount, mined } from '../../network/evm/deploy-contract.ts';
import { anchorCall } from '../../gateway-api/src/anchor/anchor-contract.ts';
import { measurement, median, type Measurement } from './measurement.ts';

/** First four bytes of Keccak-256 of `timestamp(bytes32)`. */
const timestampSelector = '0x4d003070';
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Gas of one checkpoint after the first, the dearest of several sizes, on a real EVM; beside it, gas of one record where every record is attested. */
export async function anchorGas(): Promise<Measurement> {
  const binary = anvilBinary();
  if (binary === undefined) throw new Error(`npm has no anvil for ${process.platform}-${process.arch}`);
  const anvil = await startAnvil(binary, { port: 0 });
  try {
    return await measure(anvil);
  } finally {
    await anvil.stop();
  }
}

async function measure({ url }: Anvil): Promise<Measurement> {
  const send = await devAccount(url);
  const anchor = await deployContract(url, anchorArtefact, send);
  const { bytecode } = compileContract(join(import.meta.dirname, 'timestamper.sol'), 'Timestamper');
  const timestamper = await deployContract(url, { address: deploymentAddress(bytecode), bytecode }, send);

  const gasOf = async (to: string, data: string): Promise<number> => mined(url, await send({ to, data }), 5);
  const checkpoint = (size: bigint): Promise<number> =>
    gasOf(anchor.address, anchorCall('bench', size, hash(`root ${size}`)));
  await checkpoint(1n);
  const checkpoints: number[] = [];
  // From a thousand records to the largest size whose bytes are all non-zero: only call data differs.
  for (const size of [1_000n, 1_000_000n, 1_000_000_000n, 0xffff_ffff_ffff_fffen])
    checkpoints.push(await checkpoint(size));
  const records: number[] = [];
  for (let at = 0; at < 10; at += 1)
    records.push(await gasOf(timestamper.address, timestampSelector + hash(`record ${at}`).toString('hex')));

  return measurement({
    name: 'anchor-gas',
    value: Math.max(...checkpoints),
    unit: 'gas per checkpoint, any number of records',
    target: { atMost: 36_000 },
    other: { name: 'gas per record, each one attested', value: median(records) },
  });
}
