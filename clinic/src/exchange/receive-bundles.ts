import { randomBytes } from 'node:crypto';
import { newId, type TrustPolicy } from '@daunguon/proof';
import { keyById } from '../facility-keys.ts';
import { GatewayRefusal, type GatewayClient } from '../gateway-client.ts';
import type { ClinicStore } from '../store/clinic-store.ts';
import { BundleRefusal, openBundle, type Handed } from './bundle-jwe.ts';
import { checkBundle, type BundleCheck } from './check-bundle.ts';
import { checkSignature, type SignatureCheck } from './check-signature.ts';

/** A bundle that arrived, checked, with the receipt whose commitment goes to the ledger. */
export interface Received {
  readonly exchange: string;
  readonly record: string;
  readonly from: string;
  readonly patient: string;
  readonly handed: Handed;
  readonly check: BundleCheck & { readonly signature: SignatureCheck };
  readonly receipt?: unknown;
}
interface Parcel {
  readonly record: string;
  readonly from: string;
  readonly patient: string;
  readonly jwe: string;
}
/**
 * A pick-up that has begun: its request id is on disk first, so that a killed agent asks for the same one again; then the parcel, which
 * is given out once, until it is checked and acknowledged.
 */
interface PickUp {
  readonly requestId: string;
  readonly id: string;
  readonly parcel?: Parcel;
}

export interface ReceiveDeps {
  readonly store: ClinicStore;
  readonly gateway: GatewayClient;
  readonly policy: TrustPolicy;
  readonly say: (line: string) => void;
}

/**
 * Picks up whatever waits for this facility and finishes pick-ups that were cut short. One that cannot be finished keeps none of the
 * others back. @throws GatewayRefusal where the gateway cannot be reached
 */
export async function receiveBundles(deps: ReceiveDeps): Promise<readonly Received[]> {
  const { store, gateway } = deps;
  const { items } = await gateway.get<{ items: readonly { id: string }[] }>('/api/health/exchanges');
  for (const { id } of items) {
    if (store.task('pick-up', id) === undefined && store.record(id) === undefined) {
      store.putTask('pick-up', id, { requestId: newId(randomBytes(16)), id } satisfies PickUp);
    }
  }
  const received: Received[] = [];
  for (const pickUp of store.tasks<PickUp>('pick-up')) {
    try {
      received.push(...(await receiveOne(deps, pickUp)));
    } catch (error) {
      if (error instanceof GatewayRefusal && error.transient) throw error;
      const isOver = error instanceof GatewayRefusal || error instanceof BundleRefusal;
      deps.say(`${pickUp.id}: ${isOver ? error.code : 'unexpected'}`);
      if (isOver) store.removeTask('pick-up', pickUp.id);
    }
  }
  return received;
}

/** Nothing while the record's proof is not there yet. @throws GatewayRefusal and BundleRefusal: it is over */
async function receiveOne(deps: ReceiveDeps, pickUp: PickUp): Promise<readonly Received[]> {
  const { store, gateway } = deps;
  const { id, requestId } = pickUp;
  const acknowledge = (match: BundleCheck['match']) =>
    gateway.post<{ receipt: unknown }>('/api/health/exchanges/acknowledge', { requestId, id, match });
  let kept = store.record(id) === undefined ? undefined : store.content<Received>(id);
  if (kept === undefined) {
    const parcel = pickUp.parcel ?? (await gateway.post<Parcel>('/api/health/exchanges/pick-up', { requestId, id }));
    store.putTask('pick-up', id, { ...pickUp, parcel } satisfies PickUp);
    try {
      kept = await checkParcel(deps, id, parcel);
    } catch (error) {
      if (error instanceof BundleRefusal) await acknowledge('none');
      throw error;
    }
    if (kept === undefined) return [];
    store.putReceived(id, kept.patient, kept);
  }
  const { receipt } = await acknowledge(kept.check.match);
  const complete = { ...kept, receipt };
  store.putReceived(id, kept.patient, complete);
  store.removeTask('pick-up', id);
  return [complete];
}

async function checkParcel(deps: ReceiveDeps, id: string, parcel: Parcel): Promise<Received | undefined> {
  const { store, gateway, policy } = deps;
  const { jwe, record, from, patient } = parcel;
  const handed = await openBundle(jwe, id, (kid) => keyById(store, 'seal', kid)?.privateJwk);
  const proofOf = (one: string): Promise<unknown> =>
    gateway.get<unknown>(`/r/${one}`).catch((error: unknown) => {
      if (error instanceof GatewayRefusal && !error.transient) return undefined;
      throw error;
    });
  const proof = await proofOf(record);
  if (proof === undefined) return undefined;
  const signature = await checkSignature(handed, proofOf, policy, gateway.now());
  return { exchange: id, record, from, patient, handed, check: { ...checked(), signature } };

  function checked(): BundleCheck {
    try {
      return checkBundle(handed, record, proof, policy, gateway.now());
    } catch {
      // Values without a canonical form, such as half a character: no commitment was made to them.
      throw new BundleRefusal('not-a-bundle');
    }
  }
}
