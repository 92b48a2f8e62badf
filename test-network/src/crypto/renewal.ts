/** New keys and certificates for an organisation's nodes, under the authorities that it has. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { issueNode, issueTls } from './certificates.ts';
import type { KeyAndCert } from './certificates.ts';
import { keepPair } from './material.ts';
import type { OrganisationMaterial } from './material.ts';

export const renewableKinds = ['peer', 'orderer', 'chaincode', 'admin'] as const;
export type RenewableKind = (typeof renewableKinds)[number];

/** A node's TLS certificate: as a server under its own name, and as a client. */
export const issueNodeTls = (
  { domain, tlsCaCertPem, tlsCaKey }: OrganisationMaterial,
  kind: string,
): Promise<KeyAndCert> => issueTls({ certPem: tlsCaCertPem, key: tlsCaKey }, `${kind}.${domain}`);

const issueOwn = ({ domain, caCertPem, caKey }: OrganisationMaterial, kind: string): Promise<KeyAndCert> =>
  issueNode({ certPem: caCertPem, key: caKey }, `${kind}.${domain}`, kind);

/** Names of the pairs that a node has in its organisation's folder of keys (see `loadOrCreateMaterial`). */
const pairs: Readonly<Record<RenewableKind, readonly (readonly [string, typeof issueOwn])[]>> = {
  peer: [['peer', issueOwn], ['peer-tls', issueNodeTls]], // prettier-ignore
  orderer: [['orderer', issueOwn], ['orderer-tls', issueNodeTls]], // prettier-ignore
  // a chaincode server signs nothing; an administrator serves nothing
  chaincode: [['chaincode-tls', issueNodeTls]],
  admin: [['admin', issueOwn]],
};

export interface Renewal {
  /** The new enrolment pair, undefined for a node without one. */
  readonly own?: KeyAndCert;
  readonly tls?: KeyAndCert;
  /** Puts the new pairs in the place of those in force. */
  promote(): void;
}

/**
 * New pairs for a node, kept beside those in force until `promote`: a renewal that was broken off goes on with the pairs it had made, so that
 * what a channel may already know of them stays true. `dir` is the network's folder of keys.
 */
export const renewal = async (
  dir: string,
  organisation: OrganisationMaterial,
  kind: RenewableKind,
): Promise<Renewal> => {
  const next = (name: string): string => join(dir, organisation.mspId, `${name}.next`);
  const made = new Map<string, KeyAndCert>();
  for (const [name, issue] of pairs[kind]) made.set(name, await keepPair(next(name), () => issue(organisation, kind)));
  const [own, tls] = [made.get(kind), made.get(`${kind}-tls`)];
  return {
    ...(own && { own }),
    ...(tls && { tls }),
    promote: () => {
      for (const name of made.keys())
        if (existsSync(`${next(name)}.json`))
          renameSync(`${next(name)}.json`, join(dir, organisation.mspId, `${name}.json`));
    },
  };
};
