import { hashedSpace } from '../ledger/state-store.ts';
import type { StateReader } from '../ledger/state-store.ts';
import type { ChaincodeDefinition, EndorsementInterest } from '../types.ts';
import { findCollection } from '../validation/collections.ts';
import { keyPolicy } from '../validation/endorsement-policy.ts';
import { sha256 } from './rwset-builder.ts';
import type { NamespaceDraft } from './rwset-builder.ts';

const SEQUENCE_KEY = /^namespaces\/fields\/(.+)\/Sequence$/;

/** Chaincodes a simulation invoked, known by their `_lifecycle` sequence reads, and those it touched. */
const chaincodesOf = (drafts: readonly NamespaceDraft[]): string[] => {
  const names = drafts.flatMap((draft) =>
    draft.namespace === '_lifecycle'
      ? draft.reads.flatMap(({ key }) => SEQUENCE_KEY.exec(key.toString('utf8'))?.[1] ?? [])
      : [draft.namespace],
  );
  return [...new Set(names)];
};

/** What endorsers must satisfy together, decided as validation will decide it (ProposalResponse.interest). */
export const endorsementInterest = (
  drafts: readonly NamespaceDraft[],
  state: StateReader,
  definition: (chaincode: string) => ChaincodeDefinition | undefined,
  mspIds: readonly string[],
): EndorsementInterest => {
  const application = new Map<string, Buffer>();
  const keyPolicies = new Map<string, Buffer>();
  const collectionsWritten: EndorsementInterest['collectionsWritten'][number][] = [];
  const chaincodes = chaincodesOf(drafts);
  const addApplication = (policy: Buffer): void => void application.set(policy.toString('latin1'), policy);

  for (const chaincode of chaincodes) {
    const found = definition(chaincode);
    if (found === undefined) continue;
    let covered = false;
    const visit = (space: string, keys: readonly Buffer[], otherwise: () => void): void => {
      for (const key of keys) {
        covered = true;
        const policy = keyPolicy(state.get(space, key)?.metadata ?? Buffer.alloc(0));
        if (policy === undefined) otherwise();
        else keyPolicies.set(policy.toString('latin1'), policy);
      }
    };
    const draft = drafts.find((candidate) => candidate.namespace === chaincode);
    if (draft !== undefined) {
      const keys = [...draft.writes, ...draft.metadataWrites].map(({ key }) => key);
      visit(chaincode, keys, () => addApplication(found.endorsementPolicy));
      for (const entry of draft.collections) {
        const config = findCollection(found, entry.collection, mspIds);
        const hashes = [...entry.writes, ...entry.metadataWrites].map(({ key }) => sha256(key));
        visit(hashedSpace(chaincode, entry.collection), hashes, () =>
          addApplication(config?.endorsementPolicy ?? found.endorsementPolicy),
        );
        if (hashes.length === 0) continue;
        collectionsWritten.push({
          namespace: chaincode,
          collection: entry.collection,
          memberMspIds: config?.memberMspIds ?? [],
          read: entry.reads.length > 0,
        });
      }
    }
    if (!covered) addApplication(found.endorsementPolicy);
  }
  return {
    chaincodes,
    applicationPolicies: [...application.values()],
    keyPolicies: [...keyPolicies.values()],
    collectionsWritten,
  };
};
