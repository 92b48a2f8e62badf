import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTrustPolicy, type TrustPolicy } from '@daunguon/proof';
import type { AskErasure } from '@daunguon/records';
import { masterKey, type ClinicConfig } from './config.ts';
import { eraseRecord } from './erase-record.ts';
import { receiveBundles } from './exchange/receive-bundles.ts';
import { sendPrepared, waitingBundles } from './exchange/send-bundle.ts';
import { facilityKey, signDigest } from './facility-keys.ts';
import { gatewayClient, GatewayRefusal, type GatewayClient } from './gateway-client.ts';
import type { IntakeDeps, KeptRecord } from './intake/take-in.ts';
import { openClinicStore, type ClinicStore } from './store/clinic-store.ts';

export interface Agent {
  readonly store: ClinicStore;
  readonly gateway: GatewayClient;
  readonly intake: IntakeDeps;
  /** Sends what is staged, picks up what came, finishes what was begun. Everything in it may be repeated. */
  tick(): Promise<void>;
}

export const trustPolicyOf = ({ trustDir }: Pick<ClinicConfig, 'trustDir'>): TrustPolicy =>
  readTrustPolicy(
    readFileSync(join(trustDir, 'policy.txt'), 'utf8'),
    JSON.parse(readFileSync(join(trustDir, 'policy.json'), 'utf8')),
  );

/** Until the gateway says that it is on the ledger the commitment is sent again: nothing is lost, and nothing comes twice. */
export async function sendCommitments(store: ClinicStore, gateway: GatewayClient): Promise<void> {
  for (const { id } of store.inState('staged')) {
    const { commitment, saltSeed } = store.content<KeptRecord>(id);
    const { status } = await gateway.post<{ status: string }>('/api/health/commitments', { id, commitment, saltSeed });
    if (status === 'committed') store.setState(id, 'committed');
  }
}

export function openAgent(config: ClinicConfig, say: (line: string) => void = console.log): Agent {
  const store = openClinicStore(config.dataDir, masterKey(config.dataDir));
  const gateway = gatewayClient(config, Date.now, say);
  const sign = async (digest: string): Promise<string | null> => {
    try {
      return await signDigest(await facilityKey(store, gateway, 'sign'), digest);
    } catch (error) {
      // Without the gateway a first key cannot be registered yet: the file is taken all the same.
      if (error instanceof GatewayRefusal) return null;
      throw error;
    }
  };
  const { unit, maxBytes } = config;
  return {
    store,
    gateway,
    intake: { store, unit, maxBytes, now: () => gateway.now(), sign },
    tick: async () => {
      await sendCommitments(store, gateway);
      for (const id of waitingBundles(store)) await sendPrepared(store, gateway, id);
      for (const { id, ground, requester } of store.tasks<AskErasure>('erasure')) {
        await eraseRecord(store, gateway, id, { ground, requester });
      }
      await facilityKey(store, gateway, 'seal');
      for (const { exchange, check } of await receiveBundles({ store, gateway, policy: trustPolicyOf(config), say })) {
        say(`đã nhận / received ${exchange}: ${check.authenticity}, ${check.match}`);
      }
    },
  };
}
