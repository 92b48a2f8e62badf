import { msp } from '@hyperledger/fabric-protos';
import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { normaliseLowS } from '../msp/low-s.ts';
import type { SigningIdentity } from '../types.ts';

/** msp.SerializedIdentity of a certificate. */
export const serializeIdentity = (mspId: string, certPem: string): Buffer => {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certPem));
  return Buffer.from(identity.serializeBinary());
};

/** Signs as an organisation's node or person; low-S, as Fabric's bccsp demands. */
export const signingIdentity = (mspId: string, certPem: string, key: KeyObject): SigningIdentity => ({
  mspId,
  serialized: serializeIdentity(mspId, certPem),
  sign: (message) => normaliseLowS(sign('sha256', message, key)),
});
