import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeFolder, organisationMsp } from '../../../network/src/node-folders.ts';
import type { NodeKind } from '../../../network/src/node-folders.ts';
import type { KeyAndCert } from '../crypto/certificates.ts';
import { keepPair } from '../crypto/material.ts';
import { issueNodeTls } from '../crypto/renewal.ts';
import type { NetworkMaterial, OrganisationMaterial } from '../crypto/material.ts';
import { cryptoDir } from '../node/network-ledger.ts';

const write = (file: string, content: string, mode = 0o644): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, content, { mode });
};

/** config.yaml of an MSP: a certificate's OU says whether it is a client's, a peer's, an administrator's or an orderer's. */
const nodeOus = `NodeOUs:
  Enable: true
${['Client', 'Peer', 'Admin', 'Orderer']
  .map(
    (role) =>
      `  ${role}OUIdentifier:\n    Certificate: cacerts/ca.pem\n    OrganizationalUnitIdentifier: ${role.toLowerCase()}\n`,
  )
  .join('')}`;

const writeMsp = (folder: string, { caCertPem, tlsCaCertPem }: OrganisationMaterial, own?: KeyAndCert): void => {
  write(join(folder, 'cacerts', 'ca.pem'), caCertPem);
  write(join(folder, 'tlscacerts', 'tlsca.pem'), tlsCaCertPem);
  write(join(folder, 'config.yaml'), nodeOus);
  if (own === undefined) return;
  write(join(folder, 'signcerts', 'cert.pem'), own.certPem);
  write(join(folder, 'keystore', 'key.pem'), own.keyPem, 0o600);
};

/** Keys and certificates of every node in the folders that Fabric's own programs read (as cryptogen lays them out). */
export const writeNodeFolders = async (data: string, { organisations }: NetworkMaterial): Promise<void> => {
  for (const organisation of organisations.values()) {
    const { mspId, peer, orderer, adminCertPem, adminKeyPem, tlsCaCertPem } = organisation;
    const writeTls = (kind: NodeKind, { certPem, keyPem }: KeyAndCert): void => {
      const { tls } = nodeFolder(data, mspId, kind);
      write(tls.certificate, certPem);
      write(tls.key, keyPem, 0o600);
      write(tls.ca, tlsCaCertPem);
    };
    writeMsp(organisationMsp(data, mspId), organisation);
    writeMsp(nodeFolder(data, mspId, 'admin').msp, organisation, { certPem: adminCertPem, keyPem: adminKeyPem });
    for (const [kind, node] of [
      ['peer', peer],
      ['orderer', orderer],
    ] as const) {
      if (node === undefined) continue;
      writeMsp(nodeFolder(data, mspId, kind).msp, organisation, node);
      writeTls(kind, node.tls);
    }
    if (peer === undefined) continue;
    const file = join(cryptoDir(data), mspId, 'chaincode-tls');
    writeTls('chaincode', await keepPair(file, () => issueNodeTls(organisation, 'chaincode')));
  }
};

/** What Fabric's own certificate authority of each organisation signs and answers with. */
export const writeCaFolders = async (data: string, { organisations }: NetworkMaterial): Promise<void> => {
  for (const organisation of organisations.values()) {
    const { mspId, caCertPem, caKey, tlsCaCertPem } = organisation;
    const { root } = nodeFolder(data, mspId, 'ca');
    const tls = await keepPair(join(cryptoDir(data), mspId, 'ca-tls'), () => issueNodeTls(organisation, 'ca'));
    write(join(root, 'ca-cert.pem'), caCertPem);
    write(join(root, 'ca-key.pem'), caKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
    write(join(root, 'tls-ca.crt'), tlsCaCertPem);
    write(join(root, 'tls.crt'), tls.certPem);
    write(join(root, 'tls.key'), tls.keyPem, 0o600);
  }
};
