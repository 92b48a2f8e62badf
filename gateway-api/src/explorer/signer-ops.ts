import 'reflect-metadata';
import { X509Crl, X509CrlReason, type X509CrlEntry } from '@peculiar/x509';
import type { CollectionSpec, Op } from '../index-store/index-store.ts';
import type { DecodedTransaction } from '../ledger/decode-block.ts';
import { signerId } from '../ledger/signers.ts';

/** Certificates that signed on the ledger, and those that the channel refuses since some block. Keys: `signerId`. */
export const signerCollections: readonly CollectionSpec[] = [
  { name: 'signers', indexed: [] },
  { name: 'revokedSigners', indexed: [] },
];

/** None of what is no list: Fabric does not read it either. */
function entriesOf(pem: string): readonly X509CrlEntry[] {
  try {
    return new X509Crl(pem).entries;
  } catch {
    return [];
  }
}

/** Last use of a certificate; of a configuration, what its lists revoke. The first list that names a certificate counts. */
export function signerOps({ signer, time, revocations = [] }: DecodedTransaction, block: number): Op[] {
  const used: Op[] =
    signer === undefined ? [] : [{ op: 'put', collection: 'signers', id: signer, doc: { block, time } }];
  const revoked = revocations.flatMap(({ mspId, pem }) =>
    entriesOf(pem).map(({ serialNumber, revocationDate, reason }): Op => {
      const isCompromised = reason === X509CrlReason.keyCompromise;
      return {
        ...{ op: 'increment', collection: 'revokedSigners', id: signerId(mspId, serialNumber), by: { lists: 1 } },
        onInsert: { block, time, at: revocationDate.toISOString(), isCompromised },
      };
    }),
  );
  return [...used, ...revoked];
}
