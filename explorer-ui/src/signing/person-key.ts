import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { fabricSignature } from './fabric-signature.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A person's key: it signs, and nothing can read it out again, neither this page nor the gateway. */
export interface PersonKey {
  /** PKCS #10 request for its certificate, PEM, under a random name: an authority certifies a request only by the name that it bears. */
  certificateRequest(): Promise<string>;
  /** ECDSA with SHA-256 over `bytes`, as Fabric wants it. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

const personKeyOf = (keys: CryptoKeyPair): PersonKey => ({
  certificateRequest: async () =>
    (
      await Pkcs10CertificateRequestGenerator.create({
        ...{ name: `CN=${crypto.randomUUID().replaceAll('-', '')}`, keys, signingAlgorithm: algorithm },
      })
    ).toString('pem'),
  sign: async (bytes) =>
    fabricSignature(
      new Uint8Array(await crypto.subtle.sign(algorithm, keys.privateKey, bytes as Uint8Array<ArrayBuffer>)),
    ),
});

/** A new non-extractable P-256 pair; the pair itself can be kept in IndexedDB, which stores the handle and not the key. */
export const newPersonKey = async (): Promise<{ key: PersonKey; pair: CryptoKeyPair }> => {
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  return { key: personKeyOf(pair), pair };
};

/** The key of a pair that was kept. */
export const openPersonKey = (pair: CryptoKeyPair): PersonKey => personKeyOf(pair);
