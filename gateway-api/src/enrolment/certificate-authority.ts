import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import FabricCAServices from 'fabric-ca-client';
import { fabricSignature } from '../ledger/native-signer.ts';

interface Profile {
  readonly certificateAuthorities: Record<string, { url: string; caName: string; tlsCACerts: { pem: string[] } }>;
}
interface CaKey {
  toBytes(): string;
}
interface CaClient {
  enroll(request: object): Promise<{ key?: CaKey; certificate: string }>;
  register(request: object, registrar: User): Promise<string>;
  revoke(request: object, registrar: User): Promise<unknown>;
  /** Base64 of the list in PEM. */
  generateCRL(request: object, registrar: User): Promise<unknown>;
}

/** What fabric-ca-client asks of a registrar: a class of this name whose signing identity signs the request token. */
class User {
  readonly #certificate: string;
  readonly #keyPem: string;
  constructor(certificate: string, keyPem: string) {
    this.#certificate = certificate;
    this.#keyPem = keyPem;
  }
  getName(): string {
    return 'registrar';
  }
  getSigningIdentity() {
    const key = createPrivateKey(this.#keyPem);
    return {
      _certificate: this.#certificate,
      sign: (text: string): Buffer => fabricSignature(Buffer.from(text), key),
    };
  }
}

const registrars = new Map<string, Promise<User>>();

/**
 * The organisation's Fabric CA: registers a random name with attributes and enrols the given signing request; revokes a name with its certificate,
 * which may be in other hands.
 */
export async function certificateAuthority(networkDir: string, mspId: string) {
  const profile = JSON.parse(readFileSync(join(networkDir, 'profile.json'), 'utf8')) as Profile;
  const node = profile.certificateAuthorities[`ca-${mspId}`];
  if (node === undefined) throw new Error(`no certificate authority of ${mspId}`);
  const tls = { trustedRoots: node.tlsCACerts.pem as unknown as Buffer, verify: true };
  const client = new FabricCAServices(node.url, tls, node.caName) as unknown as CaClient;
  const registrar = await (registrars.get(mspId) ?? enrolRegistrar(client, networkDir, mspId));
  return {
    async enrol(enrollmentID: string, csr: string, attributes: Readonly<Record<string, string>>): Promise<string> {
      const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value, ecert: true }));
      const request = { enrollmentID, affiliation: '', role: 'client', maxEnrollments: 1, attrs };
      const enrollmentSecret = await client.register(request, registrar);
      return (await client.enroll({ enrollmentID, enrollmentSecret, csr })).certificate;
    },
    async revoke(enrollmentID: string): Promise<void> {
      await client.revoke({ enrollmentID, reason: 'keycompromise' }, registrar);
    },
    revocationList: async (): Promise<string> =>
      Buffer.from(String(await client.generateCRL({}, registrar)), 'base64').toString(),
  };
}

function enrolRegistrar(client: CaClient, networkDir: string, mspId: string): Promise<User> {
  const file = join(networkDir, 'organisations', mspId, 'registrar.json');
  const { enrollId, secret } = JSON.parse(readFileSync(file, 'utf8')) as { enrollId: string; secret: string };
  const user = client.enroll({ enrollmentID: enrollId, enrollmentSecret: secret }).then(({ key, certificate }) => {
    if (key === undefined) throw new Error('no key');
    return new User(certificate, key.toBytes());
  });
  registrars.set(mspId, user);
  user.catch(() => registrars.delete(mspId));
  return user;
}
