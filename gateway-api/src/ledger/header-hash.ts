import { createHash } from 'node:crypto';
import type { common } from '@hyperledger/fabric-protos';

const der = (tag: number, content: Uint8Array): Buffer => Buffer.concat([Buffer.from([tag, content.length]), content]);

/** SHA-256 of the ASN.1 header (protoutil.BlockHeaderBytes). */
export function headerHash(header: common.BlockHeader): string {
  let hex = header.getNumber().toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  if (parseInt(hex.slice(0, 2), 16) > 127) hex = `00${hex}`;
  const parts = [
    der(2, Buffer.from(hex, 'hex')),
    der(4, header.getPreviousHash_asU8()),
    der(4, header.getDataHash_asU8()),
  ];
  return createHash('sha256')
    .update(der(0x30, Buffer.concat(parts)))
    .digest('hex');
}
