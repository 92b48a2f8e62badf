import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personEnrolment } from '../../gateway-api/src/enrolment/enrol-person.ts';
import { order } from '../../gateway-api/src/ledger/commit-status.ts';
import { openPeers } from '../../gateway-api/src/ledger/peers.ts';
import { openSubjectKeys } from '../../gateway-api/src/vault/subject-keys.ts';
import { openVault } from '../../gateway-api/src/vault/vault.ts';
import { accessToken } from '../../test-network/src/oidc/sign-in.ts';
import { batchMaker, freshId, manyBatches } from './farmer.ts';
import type { System } from './system.ts';

/** A freshly enrolled farmer who uses Fabric's own client at AgriMSP's peer. */
export interface SdkFarmer {
  /** One transaction, one record; resolves after commit. */
  register(): Promise<void>;
  /** One transaction with so many records; resolves after commit. */
  registerMany(count: number): Promise<void>;
  /** One endorsement without ordering. */
  query(): Promise<void>;
  /** Id of the record that was registered last. */
  lastId(): string;
  close(): void;
}

export async function openSdkFarmer(system: System): Promise<SdkFarmer> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-vault-'));
  const key = randomBytes(32);
  const vault = openVault(join(folder, 'vault.db'), key, openSubjectKeys(join(folder, 'subject-keys.db'), key));
  const peers = openPeers(join(system.data, 'network'), 'AgriMSP');
  const token = await accessToken(system.issuer, 'farmer');
  const identity = await personEnrolment(vault, system.issuer, system.agentUrl)('farmer', token);
  const gateway = peers.gateway(identity);
  const network = gateway.getNetwork('province');
  const origin = network.getContract('records', 'Origin');
  const registry = network.getContract('records', 'Registry');
  const row = batchMaker(system);
  let last = '';
  const submit = async (transaction: string, command: object): Promise<void> => {
    const json = JSON.stringify({ requestId: freshId(), ...command });
    const endorsed = await origin.newProposal(transaction, { arguments: [json] }).endorse();
    const { code } = await (await order(endorsed, gateway, identity, 'province'))();
    if (code !== 0) throw new Error(`${transaction} was committed with code ${code}`);
  };
  return {
    register: async () => {
      const batch = row();
      await submit('RegisterBatch', batch);
      last = String(batch['id']);
    },
    registerMany: (count) => submit('RegisterBatches', { batches: manyBatches(row, count) }),
    query: async () => void (await registry.evaluateTransaction('Get', JSON.stringify({ id: last }))),
    lastId: () => last,
    close: () => {
      peers.close();
      vault.close();
      rmSync(folder, { recursive: true });
    },
  };
}
