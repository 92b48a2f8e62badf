import { join } from 'node:path';
import { writeTrustFiles, type TrustedAnchor } from '../gateway-api/src/log/trust-files.ts';
import topology from '../network/topology.json' with { type: 'json' };
import type { Places } from './places.ts';

/** Organisations with a peer: each cosigns the log, under its domain as the name of its key. */
export const cosigningOrganisations = topology.organisations.filter(({ peerPort }) => peerPort !== undefined);

export const cosignersDir = ({ data }: Places): string => join(data, 'cosigners');
export const logKeyFile = ({ data }: Places): string => join(data, 'log', 'vkey');

/** The account that anchors on this machine's EVM chain, as the gateway tells; none where there is no chain or it does not answer. */
async function anchorsOf({ gatewayUrl, evm }: Places): Promise<TrustedAnchor[]> {
  if (evm === undefined) return [];
  for (let tries = 0; tries < 30; tries += 1) {
    const answer = await fetch(`${gatewayUrl}/api/operations/anchor`).catch(() => undefined);
    if (answer?.ok !== true) return [];
    const { chainId, contract, sender } = (await answer.json()) as Partial<TrustedAnchor>;
    if (chainId !== undefined && contract && sender) return [{ chainId, contract, sender, rpc: [evm.url] }];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return [];
}

/** The trust policy of this machine's test network: three of the four organisations, no outside witness. */
export const writeTrust = async (places: Places): Promise<void> =>
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
    anchors: await anchorsOf(places),
  });
