import type { ChannelConfig, Consenter, Identity } from '../types.ts';
import { field } from '../node/wire.ts';
import { bytesFields, eachField, repeatedField } from '../rwset/proto-reader.ts';
import { headerDer, METADATA } from './block.ts';
import type { ParsedBlock } from './block.ts';

const identities = new WeakMap<ChannelConfig, Map<number, Identity | undefined>>();

const serializedConsenter = (consenter: Consenter): Buffer =>
  Buffer.concat([field(1, Buffer.from(consenter.mspId)), field(2, Buffer.from(consenter.certificatePem))]);

const consenterIdentity = (config: ChannelConfig, id: number): Identity | undefined => {
  const known = identities.get(config) ?? new Map<number, Identity | undefined>();
  identities.set(config, known);
  if (known.has(id)) return known.get(id);
  const consenter = config.consenters.find((candidate) => candidate.id === id);
  let identity: Identity | undefined;
  try {
    identity = consenter === undefined ? undefined : config.identity(serializedConsenter(consenter));
  } catch {
    identity = undefined;
  }
  known.set(id, identity);
  return identity;
};

/** BFT quorum ceil((N+F+1)/2) with F = floor((N-1)/3) (SmartBFT computeQuorum): 3 of 4. */
export const quorumOf = (consenters: number): number =>
  Math.ceil((consenters + Math.floor((consenters - 1) / 3) + 1) / 2);

/** Bytes a consenter signs: metadata value || IdentifierHeader || header DER (orderer/consensus/smartbft/signer.go). */
const signedBlockBytes = (value: Uint8Array, identifierHeader: Uint8Array, block: ParsedBlock): Buffer =>
  Buffer.concat([value, identifierHeader, headerDer(block.number, block.previousHash, block.dataHash)]);

/** Ids of the distinct consenters whose signature on the block verifies. */
const signingConsenters = (config: ChannelConfig, block: ParsedBlock): Set<number> => {
  const signers = new Set<number>();
  const slot = block.metadata[METADATA.signatures] ?? Buffer.alloc(0);
  const value = bytesFields(slot).get(1) ?? Buffer.alloc(0);
  for (const signature of repeatedField(slot, 2)) {
    const parts = bytesFields(signature);
    const identifierHeader = parts.get(3);
    if (identifierHeader === undefined) continue;
    let id = 0;
    eachField(identifierHeader, (number, _bytes, integer) => {
      if (number === 1) id = integer;
    });
    const identity = consenterIdentity(config, id);
    const bytes = parts.get(2);
    if (identity === undefined || bytes === undefined || signers.has(id)) continue;
    if (identity.verify(signedBlockBytes(value, identifierHeader, block), bytes)) signers.add(id);
  }
  return signers;
};

/** @throws when fewer than a quorum of the channel's consenters signed (protoutil BlockSignatureVerifier). */
export const checkOrdererSignatures = (config: ChannelConfig, block: ParsedBlock): void => {
  const signed = signingConsenters(config, block).size;
  const quorum = quorumOf(config.consenters.length);
  if (signed < quorum)
    throw new Error(
      `block ${String(block.number)} carries ${String(signed)} valid consenter signatures, ${String(quorum)} are needed`,
    );
};
