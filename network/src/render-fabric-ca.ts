import type { TopologyOrganisation } from './topology.ts';

export interface FabricCaOptions {
  readonly port: number;
  /** Folder with ca-cert.pem, ca-key.pem, tls.crt and tls.key, as the server sees it. */
  readonly folder: string;
  /** Who registers others. The file holds the secret: only its owner may read it. */
  readonly registrar: { readonly enrollId: string; readonly secret: string };
}

/** fabric-ca-server-config.yaml of an organisation's certificate authority (Fabric CA 1.5, "Fabric CA server's configuration file"). */
export const renderFabricCa = (
  { mspId, domain }: TopologyOrganisation,
  { port, folder, registrar }: FabricCaOptions,
): object => ({
  version: '1.5.21',
  port,
  address: '0.0.0.0',
  tls: {
    enabled: true,
    certfile: `${folder}/tls.crt`,
    keyfile: `${folder}/tls.key`,
    clientauth: { type: 'noclientcert' },
  },
  ca: { name: `ca-${mspId}`, certfile: `${folder}/ca-cert.pem`, keyfile: `${folder}/ca-key.pem` },
  crlsizelimit: 512_000,
  crl: { expiry: '24h' },
  registry: {
    maxenrollments: -1,
    identities: [
      {
        name: registrar.enrollId,
        pass: registrar.secret,
        type: 'client',
        affiliation: '',
        attrs: {
          'hf.Registrar.Roles': 'client',
          'hf.Registrar.DelegateRoles': 'client',
          'hf.Registrar.Attributes': '*',
          'hf.Revoker': true,
          'hf.GenCRL': true,
        },
      },
    ],
  },
  db: { type: 'sqlite3', datasource: 'fabric-ca-server.db', tls: { enabled: false } },
  affiliations: {},
  signing: {
    default: { usage: ['digital signature'], expiry: '8760h' },
    profiles: {
      tls: {
        usage: ['signing', 'key encipherment', 'server auth', 'client auth', 'key agreement'],
        expiry: '8760h',
      },
    },
  },
  csr: {
    cn: `ca.${domain}`,
    names: [{ O: mspId }],
    hosts: [`ca.${domain}`, 'localhost'],
    ca: { expiry: '131400h', pathlength: 0 },
  },
  bccsp: { default: 'SW', sw: { hash: 'SHA2', security: 256, filekeystore: { keystore: 'msp/keystore' } } },
});
