import { auditCarbon, sumOf } from '@daunguon/records';
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
async function cut(carbon: CarbonNetwork, monitoring: string, done: string[]): Promise<void> {
  let rest = freshId();
  const issue = { id: freshId(), monitoring, block: rest, buffer: freshId() };
  const issued = await carbon.submit('authority', 'IssueUnits', issue);
  if (issued !== 'accepted') throw new Error(`IssueUnits: ${issued}`);
  for (let part = 1; part < blocks / batches; part += 1) {
    const parts = [freshId(), freshId()];
    const said = await carbon.submit('owner', 'SplitBlock', { id: rest, first: '10', parts });
    if (said !== 'accepted') throw new Error(`SplitBlock: ${said}`);
    done.push(parts[0] ?? '');
    rest = parts[1] ?? '';
  }
  done.push(rest);
}

/** Transactions a second of one client alone, who issues a batch and cuts it. */
async function alone(carbon: CarbonNetwork): Promise<number> {
  const monitoring = await carbon.approve('600');
  const before = carbon.committed();
  const begun = performance.now();
  await cut(carbon, monitoring, []);
  return (1000 * (carbon.committed() - before)) / (performance.now() - begun);
}

/**
 * 1,000 blocks issued, split, transferred and retired by 50 clients at once; two clients are after each block, so that they meet. What is measured
 * is what the audit of the whole ledger finds broken afterwards; throughput and retries are printed beside one client alone.
 */
export async function carbonStorm(): Promise<Measurement> {
  const carbon = await startCarbonNetwork();
  try {
    const one = await alone(carbon);
    const periods: string[] = [];
    for (let batch = 0; batch < batches; batch += 1) periods.push(await carbon.approve('600'));
    const [before, triedBefore] = [carbon.committed(), carbon.retries()];
    const ids: string[] = [];
    let seconds = await inParallel(batches, clients, (batch) => cut(carbon, periods[batch] ?? '', ids));
    const use = async (index: number): Promise<void> => {
      const block = ids[Math.floor(index / 2)] ?? '';
      const said = await carbon.submit('owner', 'TransferBlock', { id: block, to: carbon.unitOf.buyer });
      if (said === 'accepted') await carbon.submit('buyer', 'AcceptTransfer', { id: block });
      await carbon.submit('buyer', 'RetireBlock', retirement(block));
    };
    seconds += await inParallel(2 * blocks, clients, use);
    const [committed, retries] = [carbon.committed() - before, carbon.retries() - triedBefore];
    const { findings, issued, totals } = auditCarbon(await carbon.history());
    if (ids.length !== blocks || totals.retired === 0n || sumOf(totals) !== issued) {
      throw new Error(`${ids.length} blocks, ${totals.retired} units retired, ${issued} issued, ${sumOf(totals)} held`);
    }
    for (const { rule, record, detail } of findings) console.error(`${rule}: ${record} ${detail}`);
    const rate = (committed / seconds).toFixed(1);
    return measurement({
      name: 'carbon-storm',
      value: findings.length,
      unit: `invariants broken; ${clients} clients, ${committed} transactions, ${rate}/s, ${retries} tried again`,
      target: { atMost: 0 },
      other: { name: 'one client alone, transactions/s', value: one },
    });
  } finally {
    await carbon.stop();
  }
}
