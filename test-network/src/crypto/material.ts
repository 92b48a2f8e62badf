import { createPrivateKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topology, TopologyOrganisation } from '../topology/topology.ts';
import type { SigningIdentity } from '../types.ts';
import { createCa, issueNode, issueTls } from './certificates.ts';
import type { KeyAndCert } from './certificates.ts';
import { signingIdentity } from './signing-identity.ts';

export interface NodeMaterial {
  readonly identity: SigningIdentity;
  readonly certPem: string;
  /** Of the certificate above; the nodes of a real network read it from their own folder. */
  readonly keyPem: string;
  readonly tls: KeyAndCert;
  readonly port: number;
}

export interface OrganisationMaterial {
  readonly mspId: string;
  /** Its nodes' names end in it. */
  readonly domain: string;
  readonly caCertPem: string;
  readonly caKey: KeyObject;
  readonly tlsCaCertPem: string;
  readonly tlsCaKey: KeyObject;
  readonly admin: SigningIdentity;
  readonly adminCertPem: string;
  readonly adminKeyPem: string;
  /** Bootstrap identity of the organisation's certificate authority. */
  readonly registrar: { readonly enrollId: string; readonly secret: string };
  readonly peer?: NodeMaterial;
  readonly orderer?: NodeMaterial;
}

/** Every key of the network; by MSP id, in the topology's order. */
export interface NetworkMaterial {
  readonly organisations: ReadonlyMap<string, OrganisationMaterial>;
}

/** Reads a file, or makes it (0600) whole or not at all. */
const keep = async (path: string, make: () => Promise<string> | string): Promise<string> => {
  if (!existsSync(path)) {
    writeFileSync(`${path}.new`, await make(), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return readFileSync(path, 'utf8');
};

/** A pair kept in `path`.json. */
export const keepPair = async (path: string, make: () => Promise<KeyAndCert>): Promise<KeyAndCert> =>
  JSON.parse(await keep(`${path}.json`, async () => JSON.stringify(await make()))) as KeyAndCert;

const loadOrganisation = async (root: string, organisation: TopologyOrganisation): Promise<OrganisationMaterial> => {
  const { mspId, domain, peerPort, ordererPort } = organisation;
  const dir = join(root, mspId);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const ca = await keepPair(join(dir, 'ca'), () => createCa(`O=${mspId}, CN=ca.${domain}`));
  const tlsCa = await keepPair(join(dir, 'tls-ca'), () => createCa(`O=${mspId}, CN=tlsca.${domain}`));
  const signer = { certPem: ca.certPem, key: createPrivateKey(ca.keyPem) };
  const tlsSigner = { certPem: tlsCa.certPem, key: createPrivateKey(tlsCa.keyPem) };
  const node = async (role: 'peer' | 'orderer', port: number): Promise<NodeMaterial> => {
    const own = await keepPair(join(dir, role), () => issueNode(signer, `${role}.${domain}`, role));
    const tls = await keepPair(join(dir, `${role}-tls`), () => issueTls(tlsSigner, `${role}.${domain}`));
    const identity = signingIdentity(mspId, own.certPem, createPrivateKey(own.keyPem));
    return { identity, ...own, tls, port };
  };
  const admin = await keepPair(join(dir, 'admin'), () => issueNode(signer, `admin.${domain}`, 'admin'));
  const secret = await keep(join(dir, 'registrar-secret'), () => randomBytes(18).toString('base64url'));
  return {
    mspId,
    domain,
    caCertPem: ca.certPem,
    caKey: signer.key,
    tlsCaCertPem: tlsCa.certPem,
    tlsCaKey: tlsSigner.key,
    admin: signingIdentity(mspId, admin.certPem, createPrivateKey(admin.keyPem)),
    adminCertPem: admin.certPem,
    adminKeyPem: admin.keyPem,
    registrar: { enrollId: 'registrar', secret },
    ...(peerPort === undefined ? {} : { peer: await node('peer', peerPort) }),
    ...(ordererPort === undefined ? {} : { orderer: await node('orderer', ordererPort) }),
  };
};

/** Keys and certificates of the topology's organisations; made once, then read again from `dir`. */
export const loadOrCreateMaterial = async (dir: string, topology: Topology): Promise<NetworkMaterial> => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const organisations = new Map<string, OrganisationMaterial>();
  for (const organisation of topology.organisations)
    organisations.set(organisation.mspId, await loadOrganisation(dir, organisation));
  return { organisations };
};
