import { sumOf, totalsOf, type BlockBody, type IssuanceBody, type RecordState } from '@daunguon/records';
import { startCarbonNetwork, type CarbonNetwork } from '../../test-network/scenarios/carbon/carbon-network.ts';
import { freshId } from './farmer.ts';
import { inParallel, measurement, type Measurement } from './measurement.ts';

const blocks = 1000;
const clients = 50;
const batches = 20;

const retirement = (block: string) => ({
  ...{ id: freshId(), block, purpose: 'voluntary', periodFrom: '2026-01-01', periodUntil: '2026-06-30' },
  beneficiary: { name: 'Công ty Xanh', type: 'company', idHash: 'd'.repeat(64), country: 'VN' },
});

/** Issues a batch, cuts its block into fifty, one after the other: each cut waits for the one before. */
async function cut(
  carbon: CarbonNetwork,
  monitoring: string,
  done: string[],
): Promise<{ issuance: string; pool: string }> {
  const [issuance, pool] = [freshId(), freshId()];
  let rest = freshId();
  const issued = await carbon.submit('authority', 'IssueUnits', {
    id: issuance,
    monitoring,
    block: rest,
    buffer: pool,
  });
  if (issued !== 'accepted') throw new Error(issued);
  for (let part = 1; part < blocks / batches; part += 1) {
    const parts = [freshId(), freshId()];
    const said = await carbon.submit('owner', 'SplitBlock', { id: rest, first: '10', parts });
    if (said !== 'accepted') throw new Error(said);
    done.push(parts[0] ?? '');
    rest = parts[1] ?? '';
  }
  done.push(rest);
  return { issuance, pool };
}

/**
 * 1,000 blocks issued, split, transferred and retired by 50 clients at once; two clients are after each block, so that they meet. Transactions a
 * second, beside how many of them had to be tried again. Ends with the conservation of every batch.
 */
export async function carbonStorm(): Promise<Measurement> {
  const carbon = await startCarbonNetwork();
  try {
    const periods: string[] = [];
    for (let batch = 0; batch < batches; batch += 1) periods.push(await carbon.approve('600'));
    const [before, triedBefore] = [carbon.committed(), carbon.retries()];
    const ids: string[] = [];
    const issued: { issuance: string; pool: string }[] = [];
    let seconds = await inParallel(batches, clients, async (batch) => {
      issued.push(await cut(carbon, periods[batch] ?? '', ids));
    });
    const use = async (index: number): Promise<void> => {
      const block = ids[Math.floor(index / 2)] ?? '';
      const said = await carbon.submit('owner', 'TransferBlock', { id: block, to: carbon.unitOf.buyer });
      if (said === 'accepted') await carbon.submit('buyer', 'AcceptTransfer', { id: block });
      await carbon.submit('buyer', 'RetireBlock', retirement(block));
    };
    seconds += await inParallel(2 * blocks, clients, use);
    await conserved(carbon, ids, issued);
    const [committed, retries] = [carbon.committed() - before, carbon.retries() - triedBefore];
    return measurement({
      name: 'carbon-storm',
      value: committed / seconds,
      unit: `transactions/s (${committed} by ${clients} clients)`,
      target: { atLeast: 1 },
      other: { name: 'tries again after a conflict', value: retries },
    });
  } finally {
    await carbon.stop();
  }
}

/** What each batch issued is what its blocks and its part of the pool hold. @throws where it is not */
async function conserved(
  carbon: CarbonNetwork,
  ids: readonly string[],
  issued: readonly { issuance: string; pool: string }[],
): Promise<void> {
  const found: RecordState<BlockBody>[] = [];
  const every = [...ids, ...issued.map(({ pool }) => pool)];
  await inParallel(every.length, clients, async (index) => {
    found.push((await carbon.record(every[index] ?? '')) as RecordState<BlockBody>);
  });
  for (const { issuance } of issued) {
    const { body } = (await carbon.record(issuance)) as RecordState<IssuanceBody>;
    const held = sumOf(totalsOf(found.filter((block) => block.body.issuance === issuance)));
    if (held !== BigInt(body.quantity)) throw new Error(`${issuance}: ${body.quantity} issued, ${held} held`);
  }
}
