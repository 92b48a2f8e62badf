import { derivedId, isId } from '@daunguon/proof';
import { importedWords } from '@daunguon/records';
import { countsUnderKey } from '@daunguon/records/valid-on';
import { objectField, textField } from '../../check/body-fields.ts';
import { pastOf } from '../../check/record-past.ts';
import type { PastInput, RecordPast } from '../../check/record-past.ts';
import type { Said } from '../../check/said.ts';
import { sourcesOf, sourceTimeoutMs } from '../../check/source.ts';

/** Why a version came to be (of the first: that it was imported); proven by its own record, whose id follows from credential and version. */
export interface ProvenAct {
  act: string;
  ground: string;
  /** YYYY-MM-DD. */
  date: string;
  decision?: string;
}

/** The key that the gateway names for this credential; what became of the key is proven. */
export interface IssuingKey {
  id: string;
  /** From the unit's own proven record. */
  unitName?: string;
  /** ISO 8601: when it was replaced, and by which. */
  replaced?: { at: string; successor?: string };
  /** `counts`: the credential was proven to be older than the theft. ISO 8601. */
  stolen?: { on: string; reported: string; counts: boolean };
}

/** Everything that explains the standing of one credential. */
export interface CredentialPast {
  past: RecordPast;
  /** By version, as far as they are proven. */
  acts: ReadonlyMap<number, ProvenAct>;
  /** Proven id of what replaces it. */
  successor: string | null;
  key: IssuingKey | null;
}

/** Of an imported credential: from where, and that nobody saw it come about. */
export const importedSaid = ({ acts }: CredentialPast): Said | undefined => {
  const first = acts.get(1);
  return first?.act === 'import' ? importedWords({ source: first.ground, asOf: first.date }) : undefined;
};

/** Follows the derived ids of a credential to its acts and what replaces it, and its key to rotation and theft. Null: no proof came. */
export async function credentialPast(id: string, input: PastInput): Promise<CredentialPast | null> {
  const past = await pastOf(id, input);
  if (past === null) return null;
  const superseded = past.versions.at(-1)?.status === 'superseded';
  const [acts, successor, key] = await Promise.all([
    Promise.all(past.versions.map(async ({ n }) => [n, await actOf(id, n, input)] as const)),
    superseded ? successorOf(id, input) : null,
    keyOf(past, input),
  ]);
  const proven = acts.filter((one): one is readonly [number, ProvenAct] => one[1] !== null);
  return { past, acts: new Map(proven), successor, key };
}

async function actOf(id: string, n: number, input: PastInput): Promise<ProvenAct | null> {
  const found = await pastOf(derivedId('act', id, n), input);
  const body = objectField({ body: found?.versions.at(-1)?.body }, 'body');
  const [act, ground, date] = [textField(body, 'act'), textField(body, 'ground'), textField(body, 'date')];
  const decision = textField(body, 'decision');
  if (found?.type !== 'credential/act' || act === undefined || ground === undefined || date === undefined) return null;
  return { act, ground, date, ...(decision === undefined ? {} : { decision }) };
}

async function successorOf(id: string, input: PastInput): Promise<string | null> {
  const successor = derivedId('successor', id);
  return (await pastOf(successor, input))?.type === 'credential/credential' ? successor : null;
}

async function keyOf({ id, versions }: RecordPast, input: PastInput): Promise<IssuingKey | null> {
  const keyId = await namedKey(id, input);
  const key = keyId === null ? null : await pastOf(keyId, input);
  const newest = key?.versions.at(-1);
  if (keyId === null || key?.type !== 'credential/issuer-key' || newest === undefined) return null;
  const body = objectField({ body: newest.body }, 'body');
  const { stolenOn, reportedAt } = objectField(body, 'theft');
  const ended = key.versions.find(({ status }) => status === 'superseded');
  const [unit, successor] = [textField(body, 'unit'), textField(body, 'successor')];
  const unitRecord = unit === undefined ? null : await pastOf(unit, input);
  const unitName = textField(objectField({ body: unitRecord?.versions.at(-1)?.body }, 'body'), 'name');
  const report = key.versions.find(({ status }) => status === 'revoked');
  const issued = versions[0];
  return {
    id: keyId,
    ...(unitName === undefined ? {} : { unitName }),
    ...(ended === undefined ? {} : { replaced: { at: ended.ts, ...(successor === undefined ? {} : { successor }) } }),
    ...(typeof stolenOn !== 'string' || report === undefined || issued === undefined
      ? {}
      : {
          stolen: {
            on: stolenOn,
            reported: typeof reportedAt === 'string' ? reportedAt : report.ts,
            counts: countsUnderKey(issued, { reportIndex: report.index, stolenOn: Date.parse(stolenOn) }),
          },
        }),
  };
}

/** The leaf of a personal record does not say its key: which it was is the gateway's word. */
async function namedKey(id: string, { policy, getJson }: PastInput): Promise<string | null> {
  for (const { url } of sourcesOf({ ...policy, mirrors: [] })) {
    const answer = await getJson(`${url}/r/${id}/story`, sourceTimeoutMs);
    const { record } = objectField({ json: answer?.json }, 'json');
    const key = objectField(objectField({ record }, 'record'), 'facets')['key'];
    if (answer?.status === 200 && isId(key)) return key;
  }
  return null;
}
