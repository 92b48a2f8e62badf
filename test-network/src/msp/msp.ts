import { msp } from '@hyperledger/fabric-protos';
import { X509Certificate, hash, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Identity, NodeRole } from '../types.ts';
import { isLowS } from './low-s.ts';
import { MspError } from './msp-error.ts';
import { revokedSerials } from './revocation.ts';

/** An organisation's definition, as in msp.FabricMSPConfig. */
export interface MspDefinition {
  readonly mspId: string;
  readonly rootPems: readonly string[];
  readonly crlPems: readonly string[];
}

export interface Msp {
  readonly mspId: string;
  /** @throws MspError */
  identity(serialized: Buffer, certificate: Buffer): Identity;
}

const malformed = { isMalformed: true };

const NODE_ROLES: readonly string[] = ['client', 'peer', 'admin', 'orderer'];

/** Exactly one of the four NodeOUs (msp/mspimplvalidate.go validateIdentityOUsV143). */
const nodeRole = (certificate: X509Certificate): NodeRole => {
  const units = certificate.subject.split('\n').flatMap((line) => (line.startsWith('OU=') ? [line.slice(3)] : []));
  const roles = units.filter((unit) => NODE_ROLES.includes(unit));
  if (roles.length !== 1)
    throw new MspError('the identity must be a client, a peer, an orderer or an admin, and only one');
  return roles[0] as NodeRole;
};

const parseCertificate = (bytes: Buffer): X509Certificate => {
  if (!bytes.toString('latin1', 0, 40).includes('-----BEGIN CERT'))
    throw new MspError('could not decode the PEM structure', malformed);
  try {
    return new X509Certificate(bytes);
  } catch {
    throw new MspError('parseCertificate failed', malformed);
  }
};

/** Checks signatures of one key. What was found good is not checked again: the orderer and the peers of one process see the same ones. */
const verifier = (publicKey: KeyObject): Identity['verify'] => {
  const good = new Set<string>();
  return (message, signature) => {
    if (!isLowS(signature)) return false;
    const name = hash('sha256', message) + signature.toString('latin1');
    if (good.has(name)) return true;
    const isGood = verify('sha256', message, publicKey, signature);
    if (good.size >= 100) good.clear();
    if (isGood) good.add(name);
    return isGood;
  };
};

/** An MSP whose roots sign identities directly. Expiry is not judged here, as in Fabric. */
export const createMsp = (definition: MspDefinition): Msp => {
  const { mspId } = definition;
  const roots = definition.rootPems.map((pem) => {
    const certificate = new X509Certificate(pem);
    return { certificate, revoked: revokedSerials(definition.crlPems, certificate) };
  });
  const cache = new Map<string, Identity>();

  const check = (serialized: Buffer, bytes: Buffer): Identity => {
    const certificate = parseCertificate(bytes);
    if (certificate.ca) throw new MspError('a CA certificate cannot be used as an identity');
    const root = roots.find(
      (candidate) =>
        certificate.checkIssued(candidate.certificate) && certificate.verify(candidate.certificate.publicKey),
    );
    if (!root) throw new MspError(`the supplied identity is not valid: not issued by ${mspId}`, malformed);
    if (root.revoked.has(BigInt(`0x${certificate.serialNumber}`)))
      throw new MspError('the certificate has been revoked');
    const { publicKey } = certificate;
    if (publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new MspError('not a P-256 key');
    return {
      mspId,
      serialized,
      certificate,
      role: nodeRole(certificate),
      notAfter: new Date(certificate.validTo),
      verify: verifier(publicKey),
    };
  };

  return {
    mspId,
    identity: (serialized, certificate) => {
      const key = serialized.toString('latin1');
      const known = cache.get(key);
      if (known) return known;
      const identity = check(serialized, certificate);
      if (cache.size >= 10_000) cache.clear();
      cache.set(key, identity);
      return identity;
    },
  };
};

/** Finds the MSP that an msp.SerializedIdentity names, and asks it. */
export const identityOf = (msps: ReadonlyMap<string, Msp>, serialized: Buffer): Identity => {
  let parsed: msp.SerializedIdentity;
  try {
    parsed = msp.SerializedIdentity.deserializeBinary(serialized);
  } catch {
    throw new MspError('could not deserialize a SerializedIdentity', malformed);
  }
  const found = msps.get(parsed.getMspid());
  if (!found) throw new MspError(`MSP ${parsed.getMspid()} is unknown`, malformed);
  return found.identity(serialized, Buffer.from(parsed.getIdBytes_asU8()));
};
