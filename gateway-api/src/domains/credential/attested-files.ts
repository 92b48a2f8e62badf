import type { AttestationBody } from '@daunguon/records';
import { z } from 'zod';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateIn, stateOf } from '../record-reads.ts';
import { unitGrants } from '../registry/unit-grants.ts';

/** One unit's standing for a file, as the index has it; the record `id` proves it. */
export const attestedSchema = z.strictObject({
  /** Of the attestation. */
  id: z.string(),
  unit: z.string(),
  unitName: z.string(),
  status: z.string(),
  bytes: z.number(),
  mediaType: z.string(),
  /** Record that the file belongs to. */
  subject: z.string().optional(),
  ts: z.string(),
});
export type Attested = z.infer<typeof attestedSchema>;

/** A person's certificate in DER: a unit that attests it says that this person signs for it. */
export const certificateType = 'application/pkix-cert';

async function attested(store: IndexStore, equals: Record<string, string>, digest?: string): Promise<Attested[]> {
  const prefix = digest === undefined ? {} : { prefix: { field: 'name', text: digest } };
  const query = { equals: { type: 'credential/attestation', ...equals }, limit: 100, ...prefix };
  const { docs } = await store.find('records', query);
  return Promise.all(
    docs.map(async (doc): Promise<Attested> => {
      const { id, status, ts, body } = stateIn(doc);
      const { unit, bytes, mediaType, subject } = body as AttestationBody;
      const unitName = ((await stateOf(store, unit))?.body as { name?: string } | undefined)?.name ?? unit;
      return { id, unit, unitName, status, bytes, mediaType, ts, ...(subject === undefined ? {} : { subject }) };
    }),
  );
}

/** Who stands, or stood, for the file with this SHA-256 (64 hexadecimal digits); at most 100. */
export const attestedByDigest = (store: IndexStore, digest: string): Promise<Attested[]> => attested(store, {}, digest);

/** Files that belong to a record; at most 100. */
export const attestedAbout = (store: IndexStore, subject: string): Promise<Attested[]> => attested(store, { subject });

/** Units for which the person with this certificate (SHA-256 of its DER) signs at a time: they have registered it, and may attest still. */
export const registeredFor = async (store: IndexStore, certificate: string, at: Date): Promise<Attested[]> => {
  const now = at.toISOString();
  const found = (await attestedByDigest(store, certificate)).filter(
    ({ status, mediaType }) => status === 'active' && mediaType === certificateType,
  );
  const grants = await Promise.all(found.map(({ unit }) => unitGrants(store, unit)));
  return found.filter((_, index) =>
    grants[index]?.some(({ may, from, until }) => may.includes('credential:attest') && from <= now && now < until),
  );
};
