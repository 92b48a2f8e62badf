import type { common } from '@hyperledger/fabric-protos';
import { msp } from '@hyperledger/fabric-protos';

const definition = (value: common.ConfigValue): msp.FabricMSPConfig =>
  msp.FabricMSPConfig.deserializeBinary(msp.MSPConfig.deserializeBinary(value.getValue_asU8()).getConfig_asU8());

/** The MSP value with another revocation list. */
export const withRevocationList = (value: common.ConfigValue, crlPems: readonly string[]): Uint8Array => {
  const outer = msp.MSPConfig.deserializeBinary(value.getValue_asU8());
  const inner = definition(value);
  inner.setRevocationListList(crlPems.map((pem) => Buffer.from(pem)));
  outer.setConfig(inner.serializeBinary());
  return outer.serializeBinary();
};

/** True when two MSP values differ in nothing but the revocation list. */
export const sameButRevocations = (before: common.ConfigValue, after: common.ConfigValue): boolean => {
  const crls = definition(after)
    .getRevocationListList_asU8()
    .map((bytes) => Buffer.from(bytes).toString());
  return (
    before.getModPolicy() === after.getModPolicy() &&
    Buffer.from(withRevocationList(before, crls)).equals(after.getValue_asU8())
  );
};
