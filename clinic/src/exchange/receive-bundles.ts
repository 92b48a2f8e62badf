import { randomBytes } from 'node:crypto';
import { newId, type TrustPolicy } from '@daunguon/proof';
import { keyById } from '../facility-keys.ts';
import { GatewayRefusal, type GatewayClient } from '../gateway-client.ts';
import type { ClinicStore } from '../store/clinic-store.ts';
import { BundleRefusal, openBundle, type Handed } from './bundle-jwe.ts';
import { checkBundle, type BundleCheck } from './check-bundle.ts';

/** A bundle that arrived, checked, with the receipt whose commitment goes to the ledger. */
export interface Received {
  readonly exchange: string;
  readonly record: string;
  readonly from: string;
  readonly patient: string;
  readonly handed: Handed;
  readonly check: BundleCheck;
  readonly receipt?: unknown;
}
interface PickedUp {
  readonly id: string;
  readonly record: string;
  readonly from: string;
  readonly patient: string;
  readonly jwe: string;
}
/** A pick-up that has begun: its request id is on disk first, so that a killed agent asks for the same one again. */
interface PickUp {
  readonly requestId: string;
  readonly id: string;
}

export interface ReceiveDeps {
  readonly store: ClinicStore;
  readonly gateway: GatewayClient;
  readonly policy: TrustPolicy;
  readonly say: (line: string) => void;
}

/** Picks up whatever waits for this facility and finishes pick-ups that were cut short. */
export async function receiveBundles(deps: ReceiveDeps): Promise<readonly Received[]> {
  const { store, gateway } = deps;
  const { items } = await gateway.get<{ items: readonly { id: string }[] }>('/api/health/exchanges');
  for (const { id } of items) {
    if (store.task('pick-up', id) === undefined && store.task('received', id) === undefined) {
      store.putTask('pick-up', id, { requestId: newId(randomBytes(16)), id } satisfies PickUp);
    }
  }
  const received: Received[] = [];
  for (const pickUp of store.tasks<PickUp>('pick-up')) {
    const one = await receiveOne(deps, pickUp).catch((error: unknown) => {
      if (!(error instanceof GatewayRefusal) || error.transient) throw error;
      // Withdrawn, expired or gone: there is nothing to pick up any more.
      deps.say(`${pickUp.id}: ${error.message}`);
      store.removeTask('pick-up', pickUp.id);
      return undefined;
    });
    if (one !== undefined) received.push(one);
  }
  return received;
}

async function receiveOne({ store, gateway, policy, say }: ReceiveDeps, pickUp: PickUp): Promise<Received | undefined> {
  const { id, requestId } = pickUp;
  let kept = store.task<Received>('received', id);
  if (kept === undefined) {
    const { jwe, record, from, patient } = await gateway.post<PickedUp>('/api/health/exchanges/pick-up', pickUp);
    try {
      const handed = await openBundle(jwe, id, (kid) => keyById(store, 'seal', kid)?.privateJwk);
      const proof = await gateway.get<unknown>(`/r/${record}`);
      const check = checkBundle(handed, record, proof, policy, gateway.now());
      kept = { exchange: id, record, from, patient, handed, check };
    } catch (error) {
      if (!(error instanceof BundleRefusal)) throw error;
      say(`${id}: ${error.code}`);
      await gateway.post('/api/health/exchanges/acknowledge', { requestId, id, match: 'none' });
      store.removeTask('pick-up', id);
      return undefined;
    }
    store.putTask('received', id, kept);
  }
  const answer = { requestId, id, match: kept.check.match };
  const { receipt } = await gateway.post<{ receipt: unknown }>('/api/health/exchanges/acknowledge', answer);
  const complete = { ...kept, receipt };
  store.putTask('received', id, complete);
  store.removeTask('pick-up', id);
  return complete;
}
