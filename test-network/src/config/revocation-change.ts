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
