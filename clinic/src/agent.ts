import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTrustPolicy, type TrustPolicy } from '@daunguon/proof';
import type { AskErasure, SubmitCommitment } from '@daunguon/records';
import { masterKey, type ClinicConfig } from './config.ts';
import { eraseRecord } from './erase-record.ts';
import { receiveBundles } from './exchange/receive-bundles.ts';
import { sendPrepared, waitingBundles } from './exchange/send-bundle.ts';
import { facilityKey, signDigest } from './facility-keys.ts';
import { gatewayClient, GatewayRefusal, type GatewayClient } from './gateway-client.ts';
import { showFields, type IntakeDeps, type KeptRecord } from './intake/take-in.ts';
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

/** The earlier record that a kept one corrects, with what shows that it is this facility's. */
const supersededBy = (store: ClinicStore, { supersedes }: KeptRecord): Pick<SubmitCommitment, 'supersedes'> =>
  supersedes === undefined || store.record(supersedes)?.state === 'erased'
    ? {}
    : { supersedes: showFields(supersedes, store.content<KeptRecord>(supersedes), ['/facility']) as never };

/**
 * Until the gateway says that it is on the ledger the commitment is sent again: nothing is lost, and nothing comes twice. One that is
 * refused, such as the correction of a record that waits for its own batch, keeps none of the others back.
 */
export async function sendCommitments(
  store: ClinicStore,
  gateway: GatewayClient,
  say: (line: string) => void = () => undefined,
): Promise<void> {
  for (const { id } of store.inState('staged')) {
    const kept = store.content<KeptRecord>(id);
    const { commitment, saltSeed } = kept;
    const request: SubmitCommitment = { id, commitment, saltSeed, ...supersededBy(store, kept) };
    await orSay(`${id}: `, say, async () => {
      const { status } = await gateway.post<{ status: string }>('/api/health/commitments', request);
      if (status === 'committed') store.setState(id, 'committed');
    });
  }
}

/** A refusal is said and the work goes on; without the gateway there is none to go on with. */
async function orSay(about: string, say: (line: string) => void, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof GatewayRefusal) || error.transient) throw error;
    say(`${about}${error.message}`);
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
      await sendCommitments(store, gateway, say);
      for (const id of waitingBundles(store)) await orSay(`${id}: `, say, () => sendPrepared(store, gateway, id));
      for (const { id, ground, requester } of store.tasks<AskErasure>('erasure')) {
        await orSay(`${id}: `, say, () => eraseRecord(store, gateway, id, { ground, requester }));
      }
      await facilityKey(store, gateway, 'seal');
      for (const { exchange, check } of await receiveBundles({ store, gateway, policy: trustPolicyOf(config), say })) {
        say(`đã nhận / received ${exchange}: ${check.authenticity}, ${check.match}, ${check.signature}`);
      }
    },
  };
}
