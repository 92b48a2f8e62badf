import { createHash } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { DomainError, openDatasets } from '@daunguon/records';
import type { IndexStore } from '../index-store/index-store.ts';
import { attestedByDigest, type Attested } from '../domains/credential/attested-files.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openAppointee } from '../vault/appointee.ts';
import type { SubjectKeys } from '../vault/subject-keys.ts';
import type { LedgerIdentity, Vault } from '../vault/vault.ts';
import { formats, mediaTypes } from './files.ts';
import type { SnapshotStore } from './snapshot-store.ts';

export interface AnchoringDeps {
  readonly file: string;
  readonly store: IndexStore;
  readonly ledger: Ledger;
  readonly vault: Pick<Vault, 'get'>;
  readonly keys: Pick<SubjectKeys, 'seal' | 'open' | 'tag'>;
  readonly issuer: string;
  readonly snapshots: SnapshotStore;
}

/** `reason`: `no-attester` or the code of the refusal that stands in the way; nothing is tried again in vain before the next round. */
export interface AnchorRound {
  readonly anchored: number;
  readonly waiting: number;
  readonly reason?: string;
}

/** The same unit and file is the same command for ever, so that a round that broke off attests nothing twice. */
const idOf = (what: string, unit: string, digest: string): string =>
  newId(createHash('sha256').update(`daunguon/opendata/v1 ${what} ${unit} ${digest}`).digest().subarray(0, 16));

/** The units that stand for a file on the ledger now; none: it is not anchored. */
export const standFor = async (store: IndexStore, sha256: string): Promise<readonly Attested[]> =>
  (await attestedByDigest(store, sha256)).filter(({ status }) => status === 'active');

/** Anchors the newest versions' files: the appointed person's unit attests each. Whether it may is the chaincode's decision. */
export function createAnchoring({ file, store, ledger, vault, keys, issuer, snapshots }: AnchoringDeps) {
  const attester = openAppointee(file, { vault, keys }, issuer);

  const pending = async (unit: string | undefined) => {
    const found = [];
    for (const { id } of openDatasets) {
      const newest = snapshots.newest(id);
      if (newest === undefined) continue;
      for (const format of formats) {
        const { sha256, bytes } = newest.files[format];
        // One that the unit has withdrawn is its decision and is not attested anew.
        const isKnown = (await attestedByDigest(store, sha256)).some((one) => one.unit === unit);
        if (!isKnown) found.push({ digest: sha256, bytes, mediaType: mediaTypes[format] });
      }
    }
    return found;
  };

  const attest = async (identity: LedgerIdentity, unit: string, one: { readonly digest: string }): Promise<void> => {
    const { digest } = one;
    const ids = { requestId: idOf('request', unit, digest), id: idOf('attestation', unit, digest) };
    await ledger.submit(identity, 'Credential:Attest', { ...ids, ...one });
  };

  return {
    /** Who stands for published files in the name of the data unit. */
    attester,
    /** Attests what is waiting; ends at the first refusal, because the next would be refused as well. */
    async round(): Promise<AnchorRound> {
      const waiting = await pending(attester.current()?.unit);
      const identity = attester.identity();
      if (identity === undefined) return { anchored: 0, waiting: waiting.length, reason: 'no-attester' };
      let anchored = 0;
      for (const one of waiting) {
        try {
          await attest(identity, identity.unit, one);
        } catch (error) {
          const reason =
            error instanceof DomainError || error instanceof HttpProblem ? error.code : 'ledger/unavailable';
          return { anchored, waiting: waiting.length - anchored, reason };
        }
        anchored += 1;
      }
      return { anchored, waiting: 0 };
    },
  };
}
export type Anchoring = ReturnType<typeof createAnchoring>;
