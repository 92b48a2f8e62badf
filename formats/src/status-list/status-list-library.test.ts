import { beforeAll, describe, expect, test } from '@jest/globals';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { checkStatus, createCredential, createList } from '@digitalbazaar/vc-bitstring-status-list';
import { generateKeyPairSync, sign } from 'node:crypto';
import { diploma } from '../credential/credential-fixtures.ts';
import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { addEddsaRdfcProof, eddsaDidKeys, verifyEddsaRdfcProof } from '../data-integrity/eddsa-rdfc-2022.ts';
import { toBase58 } from '../multikey/base58.ts';
import { openBadgesPinned } from '../open-badges/open-badge.ts';
import { buildCredential } from '../vc/build-credential.ts';
import { minEntries } from './bitstring.ts';
import { buildStatusList, statusEntriesOf, statusIn } from './status-list-credential.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
const multikey = `z${toBase58(Uint8Array.of(0xed, 1, ...raw))}`;
const did = `did:key:${multikey}`;
const kid = `${did}#${multikey}`;
const signBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(sign(null, bytes, privateKey));
const created = '2026-06-30T02:00:00Z';
const url = 'https://daunguon.example/status/1';
const pinned = openBadgesPinned;

describe('a revoked and an active diploma with their list, by @digitalbazaar/vc and its status list library', () => {
  const credentialAt = (index: number) =>
    addEddsaRdfcProof(
      buildCredential({
        ...diploma,
        issuer: { ...diploma.issuer, id: did },
        status: { index, lists: { revocation: url } },
      }),
      { kid, sign: signBytes },
      created,
      pinned,
    );
  let list: JsonObject;
  let credentials: readonly JsonObject[];
  beforeAll(async () => {
    const unsigned = buildStatusList({ url, issuer: did, purpose: 'revocation', validFrom: created, set: [5] });
    list = await addEddsaRdfcProof(unsigned, { kid, sign: signBytes }, created, pinned);
    credentials = await Promise.all([5, 6].map(credentialAt));
  });
  /** Contexts, the did:key and the list: what a reader has without a network. */
  const documentLoader: vc.DocumentLoader = (asked) => {
    const method = { '@context': 'https://w3id.org/security/multikey/v1', id: kid, type: 'Multikey' };
    const documents = new Map<string, JsonObject>([
      ...pinned,
      [kid, { ...method, controller: did, publicKeyMultibase: multikey }],
      [did, { '@context': 'https://www.w3.org/ns/did/v1', id: did, assertionMethod: [kid] }],
      [url, structuredClone(list)],
    ]);
    const document = documents.get(asked);
    if (document === undefined) return Promise.reject(new Error(`not here: ${asked}`));
    return Promise.resolve({ contextUrl: null, documentUrl: asked, document });
  };

  test('our list and credentials: theirs says the same', async () => {
    const suite = new DataIntegrityProof({ cryptosuite });
    for (const [at, status] of [true, false].entries()) {
      const credential = structuredClone(credentials[at]!);
      const verified = await vc.verifyCredential({
        ...{ credential, suite, documentLoader, now: '2026-07-01T00:00:00Z' },
        checkStatus: () => Promise.resolve({ verified: true }),
      });
      expect(verified).toMatchObject({ verified: true });
      expect(await checkStatus({ credential, suite, documentLoader })).toMatchObject({
        verified: true,
        results: [{ status }],
      });
    }
  });

  test('their list, signed by them: ours says the same', async () => {
    const theirs = await createList({ length: minEntries });
    theirs.setStatus(5, true);
    const signer = {
      id: kid,
      algorithm: 'Ed25519',
      sign: ({ data }: { data: Uint8Array }) => Promise.resolve(signBytes(data)),
    };
    const suite = new DataIntegrityProof({ signer, cryptosuite, date: created });
    const unsigned = await createCredential({ id: url, list: theirs, statusPurpose: 'revocation' });
    const credential = { ...unsigned, issuer: did, validFrom: created };
    const signed = await vc.issue({ credential, suite, documentLoader, now: '2026-07-01T00:00:00Z' });
    const read = await verifyEddsaRdfcProof(signed, eddsaDidKeys, pinned);
    const statuses = await Promise.all(
      credentials.map(async (one) => {
        const [entry] = statusEntriesOf(await verifyEddsaRdfcProof(one, eddsaDidKeys, pinned));
        return statusIn(read, entry!, did);
      }),
    );
    expect(statuses).toEqual([true, false]);
  });
});
