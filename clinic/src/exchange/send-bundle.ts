import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import {
  maxJweCharacters,
  type ConsentPurpose,
  type DataClass,
  type FacilityKeyBody,
  type SendBundle,
} from '@daunguon/records';
import type { GatewayClient } from '../gateway-client.ts';
import { IntakeRefusal, showFields, type KeptRecord } from '../intake/take-in.ts';
import type { ClinicStore } from '../store/clinic-store.ts';
import { sealBundle, type Handed } from './bundle-jwe.ts';

export interface ToSend {
  readonly record: string;
  readonly to: string;
  readonly purpose: ConsentPurpose;
  readonly classes: readonly DataClass[];
  readonly consent?: string;
  readonly breakGlass?: string;
  /** These sections alone, by number; absent: the whole document. */
  readonly sections?: readonly number[];
}

interface KeyList {
  readonly items: readonly { readonly id: string; readonly status: string; readonly body: FacilityKeyBody }[];
}

/** The receiver's registered key that holds now. @throws when there is none. */
async function receivingKey(gateway: GatewayClient, unit: string) {
  const { items } = await gateway.get<KeyList>(`/api/health/keys?unit=${unit}&limit=100`);
  const at = new Date(gateway.now()).toISOString();
  const usable = items.filter(({ status, body }) => {
    return status === 'active' && body.use === 'seal' && body.validFrom <= at && at < body.validUntil;
  });
  // Of several the newest: the others are being replaced by it.
  const [found] = usable.sort((a, b) => (a.body.validUntil < b.body.validUntil ? 1 : -1));
  if (found === undefined) throw new Error(`${unit} has no key to receive with`);
  return { id: found.id, jwk: found.body.jwk };
}

/**
 * Seals and writes the request down; `sendPrepared` sends it, as often as it takes. Returns the exchange's id.
 * @throws IntakeRefusal `file-too-large`: sealed it is more than the gateway takes
 */
export async function prepareBundle(store: ClinicStore, gateway: GatewayClient, wanted: ToSend): Promise<string> {
  const { record, sections, ...asked } = wanted;
  const stored = store.record(record);
  if (stored === undefined) throw new Error('there is no such record here');
  const kept = store.content<KeptRecord>(record);
  const id = newId(randomBytes(16));
  const { name, bytes, saltSeed, fields } = kept;
  const handed: Handed =
    sections === undefined
      ? { kind: 'document', name, bytes, saltSeed, fields }
      : {
          kind: 'fields',
          shown: showFields(record, kept, ['/type', '/facility', '/date', ...sections.map((n) => `/sections/${n}`)]),
        };
  const jwe = await sealBundle(handed, id, await receivingKey(gateway, asked.to));
  if (jwe.length > maxJweCharacters) throw new IntakeRefusal('file-too-large', 'send sections alone');
  const request = {
    ...{ requestId: newId(randomBytes(16)), id, record, patient: stored.patient, ...asked },
    ...{ shown: showFields(record, kept, ['/facility']), jwe },
  } as unknown as SendBundle;
  store.putTask('outbox', id, request);
  return id;
}

/** Sends one; a refusal of the gateway ends it and is thrown. */
export async function sendPrepared(store: ClinicStore, gateway: GatewayClient, id: string): Promise<{ until: string }> {
  const request = store.task<SendBundle>('outbox', id);
  if (request === undefined) throw new Error('nothing waits under this id');
  try {
    const answer = await gateway.post<{ until: string }>('/api/health/exchanges', request);
    store.removeTask('outbox', id);
    return answer;
  } catch (error) {
    if ((error as { transient?: boolean }).transient === false) store.removeTask('outbox', id);
    throw error;
  }
}

export const waitingBundles = (store: ClinicStore): readonly string[] =>
  store.tasks<SendBundle>('outbox').map(({ id }) => id);
