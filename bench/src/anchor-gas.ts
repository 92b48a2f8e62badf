import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { anchorArtefact } from '../../network/evm/anchor-artefact.ts';
import { anvilBinary, startAnvil, type Anvil } from '../../network/evm/anvil.ts';
import { compileContract } from '../../network/evm/compile-contract.ts';
import { deploymentAddress } from '../../network/evm/deployment-address.ts';
import { deployContract, devAccount, mined } from '../../network/evm/deploy-contract.ts';
import { anchorCall } from '../../gateway-api/src/anchor/anchor-contract.ts';
import { measurement, median, type Measurement } from './measurement.ts';

/** First four bytes of Keccak-256 of `timestamp(bytes32)` and of `attest(bytes32,address,bytes)`. */
const timestampSelector = '0x4d003070';
const attestSelector = '0x8afc6224';
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const word = (value: Buffer | number): string =>
  typeof value === 'number' ? value.toString(16).padStart(64, '0') : value.toString('hex').padStart(64, '0');
const attestCall = (record: number): string =>
  attestSelector +
  [hash('schema'), hash('recipient').subarray(0, 20), 0x60, 32, hash(`record ${record}`)].map(word).join('');

/** Records that share a checkpoint. */
const shared = [1, 1_000, 10_000, 1_000_000];
const attested = 10;

/**
 * Gas of one checkpoint after the first, the dearest of several sizes, on a real EVM, and what that is a record; beside it, gas of one record where
 * every record is attested by itself: by a time in one slot, or by all that attestation registries keep.
 */
export async function anchorGas(): Promise<Measurement[]> {
  const binary = anvilBinary();
  if (binary === undefined) throw new Error(`npm has no anvil for ${process.platform}-${process.arch}`);
  const anvil = await startAnvil(binary, { port: 0 });
  try {
    return await measure(anvil);
  } finally {
    await anvil.stop();
  }
}

async function measure({ url }: Anvil): Promise<Measurement[]> {
  const send = await devAccount(url);
  const anchor = await deployContract(url, anchorArtefact, send);
  const deployed = async (file: string, contract: string): Promise<string> => {
    const { bytecode } = compileContract(join(import.meta.dirname, file), contract);
    return (await deployContract(url, { address: deploymentAddress(bytecode), bytecode }, send)).address;
  };
  const timestamper = await deployed('timestamper.sol', 'Timestamper');
  const attestations = await deployed('attestations.sol', 'Attestations');

  const gasOf = async (to: string, data: string): Promise<number> => mined(url, await send({ to, data }), 5);
  const medianOf = async (to: string, data: (record: number) => string): Promise<number> => {
    const gas: number[] = [];
    for (let record = 0; record < attested; record += 1) gas.push(await gasOf(to, data(record)));
    return median(gas);
  };
  const checkpoint = (size: bigint): Promise<number> =>
    gasOf(anchor.address, anchorCall('bench', size, hash(`root ${size}`)));
  await checkpoint(1n);
  const checkpoints: number[] = [];
  // From a thousand records to the largest size whose bytes are all non-zero: only call data differs.
  for (const size of [1_000n, 1_000_000n, 1_000_000_000n, 0xffff_ffff_ffff_fffen])
    checkpoints.push(await checkpoint(size));
  const dearest = Math.max(...checkpoints);
  const timed = await medianOf(timestamper, (record) => timestampSelector + hash(`record ${record}`).toString('hex'));
  const whole = await medianOf(attestations, attestCall);
  const row = (records: number, name: string, other: string, gas: number): Measurement =>
    measurement({
      ...{ name, value: dearest / records, unit: `gas a record, ${records.toLocaleString('en')} a checkpoint` },
      other: { name: other, value: gas },
    });
  return [
    measurement({
      name: 'anchor-gas',
      value: dearest,
      unit: 'gas per checkpoint, any number of records',
      target: { atMost: 36_000 },
      other: { name: 'gas per record, each one timestamped', value: timed },
    }),
    ...shared.flatMap((records) => [
      row(records, `anchor-gas/${records}`, 'gas a record, each one timestamped in one slot', timed),
      row(records, `anchor-gas/${records}`, 'gas a record, each one attested with schema, people and data', whole),
    ]),
  ];
}
