import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChannel } from '../../../gateway-api/src/ledger/follow-channel.ts';
import { DerivedLog } from '../../../gateway-api/src/log/derived-log.ts';
import { logFiles, until } from '../log/log-network.ts';

type Files = Readonly<Record<string, string>>;

/** Waits until a log has the blocks that the gateway's has; its files. */
const caughtUp = async (who: string, folder: string, gateways: string, ms: number): Promise<Files> => {
  const blocksOf = (dir: string): string | undefined => logFiles(dir)['blocks.bin'];
  await until(
    `${who} to have the gateway's blocks`,
    () => (blocksOf(folder) === blocksOf(gateways) ? true : undefined),
    ms,
  );
  return logFiles(folder);
};

/**
 * Every log of a running system, as the bytes of its files: the gateway's, that of each organisation, and one that is derived from the first block
 * now, from the peer of `mspId`. They are to be the same. The system has to be at rest.
 */
export const allLogs = async (
  dataDir: string,
  organisations: readonly string[],
  mspId: string,
  ms = 30_000,
): Promise<Readonly<Record<string, Files>>> => {
  const gateways = join(dataDir, 'log');
  const dir = mkdtempSync(join(tmpdir(), 'daunguon-again-'));
  const network = join(dataDir, 'network');
  const channel = openChannel({ networkDir: network, mspId, channel: 'province', chaincode: 'records' });
  const log = new DerivedLog({ dir });
  const following = channel.follow(
    () => log.next(),
    (block) => log.take(block),
  );
  try {
    const again = await caughtUp('a new derivation', dir, gateways, ms);
    const found: Record<string, Files> = { again, gateway: logFiles(gateways) };
    for (const each of organisations)
      found[each] = await caughtUp(each, join(dataDir, 'cosigners', each, 'log'), gateways, ms);
    return found;
  } finally {
    await following.stop();
    channel.close();
    log.close();
    rmSync(dir, { recursive: true, force: true });
  }
};
