import { join } from 'node:path';
import { writeTrustFiles } from '../gateway-api/src/log/trust-files.ts';
import topology from '../network/topology.json' with { type: 'json' };
import type { Places } from './places.ts';

/** Organisations with a peer: each cosigns the log, under its domain as the name of its key. */
export const cosigningOrganisations = topology.organisations.filter(({ peerPort }) => peerPort !== undefined);

export const cosignersDir = ({ data }: Places): string => join(data, 'cosigners');
export const logKeyFile = ({ data }: Places): string => join(data, 'log', 'vkey');

/** The trust policy of this machine's test network: three of the four organisations, no outside witness. */
export const writeTrust = (places: Places): Promise<void> =>
  writeTrustFiles({
    folder: join(places.data, 'trust'),
    logKeyFile: logKeyFile(places),
    organisations: cosigningOrganisations.map(({ mspId, domain, nameVi, name }) => ({
      ...{ mspId, keyName: domain, nameVi, name },
      vkeyFile: join(cosignersDir(places), mspId, 'vkey'),
      url: `${places.cosignersUrl}/${mspId}`,
    })),
    quorum: 3,
    gateways: [places.gatewayUrl],
    mirrors: [places.mirrorUrl],
  });
