import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personEnrolment } from '../../gateway-api/src/enrolment/enrol-person.ts';
import { openPeers } from '../../gateway-api/src/ledger/peers.ts';
import { openVault } from '../../gateway-api/src/vault/vault.ts';
import { accessToken } from '../../test-network/src/oidc/sign-in.ts';
import { batchMaker, freshId } from './farmer.ts';
import { inParallel, measurement, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

const width = 32;
const endorsers = 3;

/** Single-record transactions by Fabric's own client at AgriMSP's peer with a freshly enrolled farmer, beside queries (one endorsement, no ordering) by the same client. */
export async function commitSingle(system: System): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-vault-'));
  const vault = openVault(join(folder, 'vault.db'));
  const peers = openPeers(join(system.data, 'network'), 'AgriMSP');
  try {
    const token = await accessToken(system.issuer, 'farmer');
    const identity = await personEnrolment(vault, system.issuer, system.agentUrl)('farmer', token);
    const network = peers.gateway(identity).getNetwork('province');
    const origin = network.getContract('records', 'Origin');
    const registry = network.getContract('records', 'Registry');
    const row = batchMaker(system);
    const register = async (): Promise<string> => {
      const batch = row();
      await origin.submitTransaction('RegisterBatch', JSON.stringify({ requestId: freshId(), ...batch }));
      return String(batch['id']);
    };
    const known = await register();
    const query = async (): Promise<void> =>
      void (await registry.evaluateTransaction('Get', JSON.stringify({ id: known })));
    await inParallel(100, width, async () => void (await register()));
    const count = 1500;
    const seconds = await inParallel(count, width, async () => void (await register()));
    const queries = await inParallel(count, width, query);
    await checkEndorsers(system, await register());
    return measurement({
      name: 'commit-single',
      value: count / seconds,
      unit: 'tx/s (SDK)',
      target: { atLeast: 150 },
      other: { name: 'queries/s by the same client', value: count / queries },
    });
  } finally {
    peers.close();
    vault.close();
    rmSync(folder, { recursive: true });
  }
}

/** @throws when the transaction carries fewer endorsements than the figure is stated for. */
async function checkEndorsers(system: System, id: string): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const response = await fetch(`${system.gatewayUrl}/r/${id}`);
    const text = await response.text();
    if (response.ok) {
      const found = (JSON.parse(text) as { endorsers: readonly string[] }).endorsers;
      if (new Set(found).size < endorsers) throw new Error(`endorsed only by ${found.join(', ')}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${id} did not come into the index`);
}
