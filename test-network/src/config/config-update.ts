import { common, msp } from '@hyperledger/fabric-protos';
import { randomBytes } from 'node:crypto';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { SignedData, SigningIdentity } from '../types.ts';
import { channelConfigFrom } from './channel-config.ts';
import { configOf, configOfEnvelope, groupAt, mspConfigOf, mspConfigValue, setValue } from './config-tree.ts';

export class ConfigUpdateError extends Error {
  override readonly name = 'ConfigUpdateError';
}

/** Where an organisation's MSP definition stands: it may order as well as endorse. */
const organisationPaths = (mspId: string): string[][] => [
  ['Application', mspId],
  ['Orderer', mspId],
];

/**
 * Applies a CONFIG_UPDATE envelope to the newest configuration block and gives the new common.ConfigEnvelope (sequence + 1).
 * Taken today: a new certificate revocation list of one organisation, signed by an admin of that organisation (the value's
 * mod_policy, its `Admins`), on the version it was made for. Any other difference is refused (common/configtx/update.go).
 * @throws ConfigUpdateError
 */
export function applyConfigUpdate(block: Buffer, envelope: Buffer): Buffer {
  const current = configOf(block);
  const { update, updateBytes, signatures, channelId } = readUpdate(envelope);
  const config = channelConfigFrom(current, channelId);
  if (update.getChannelId() !== channelId) throw new ConfigUpdateError(`update of channel ${update.getChannelId()}`);
  const next = current.cloneMessage();
  let changed = 0;
  const writeSet = update.getWriteSet();
  for (const section of ['Application', 'Orderer']) {
    const group = writeSet && groupAt(writeSet, [section]);
    for (const [mspId, wanted] of (group?.getGroupsMap().toArray() ?? []) as unknown as [
      string,
      common.ConfigGroup,
    ][]) {
      const target = groupAt(next.getChannelGroup()!, [section, mspId]);
      if (!target) throw new ConfigUpdateError(`organisation ${mspId} is not in ${section}`);
      const version = target.getValuesMap().get('MSP')!.getVersion();
      const value = wanted.getValuesMap().get('MSP');
      if (!value || value.getVersion() !== version + 1) {
        throw new ConfigUpdateError(`${section}/${mspId}: made for another version of the MSP definition`);
      }
      requireOnlyRevocations(mspConfigOf(target), mspConfigOf(wanted), mspId);
      if (!config.satisfies(`/Channel/${section}/${mspId}/Admins`, signedData(signatures, updateBytes))) {
        throw new ConfigUpdateError(`${mspId}: not signed by an admin of the organisation`);
      }
      target.getValuesMap().get('MSP')!.setValue(value.getValue_asU8());
      target
        .getValuesMap()
        .get('MSP')!
        .setVersion(version + 1);
      changed++;
    }
  }
  if (changed === 0) throw new ConfigUpdateError('the update changes nothing that may be changed');
  next.setSequence(current.getSequence() + 1);
  const result = new common.ConfigEnvelope();
  result.setConfig(next);
  result.setLastUpdate(common.Envelope.deserializeBinary(envelope));
  return Buffer.from(result.serializeBinary());
}

/** A CONFIG transaction is valid when applying the update it carries to the current block gives exactly its configuration. */
export function validateConfigTransaction(currentBlock: Buffer, transaction: Buffer): void {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(transaction).getPayload_asU8());
  const carried = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8());
  const update = carried.getLastUpdate();
  if (!update) throw new ConfigUpdateError('a configuration transaction without its update');
  const derived = applyConfigUpdate(currentBlock, Buffer.from(update.serializeBinary()));
  const wanted = common.ConfigEnvelope.deserializeBinary(derived).getConfig()!.serializeBinary();
  if (!Buffer.from(wanted).equals(Buffer.from(configOfEnvelope(transaction).serializeBinary()))) {
    throw new ConfigUpdateError('the configuration is not what its update makes of the current one');
  }
}

function readUpdate(envelope: Buffer) {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const channelHeader = common.ChannelHeader.deserializeBinary(payload.getHeader()!.getChannelHeader_asU8());
  const wrapped = common.ConfigUpdateEnvelope.deserializeBinary(payload.getData_asU8());
  const updateBytes = Buffer.from(wrapped.getConfigUpdate_asU8());
  return {
    update: common.ConfigUpdate.deserializeBinary(updateBytes),
    updateBytes,
    signatures: wrapped.getSignaturesList(),
    channelId: channelHeader.getChannelId(),
  };
}

/** A configuration signature covers signature header || update (protoutil ConfigUpdateEnvelopeAsSignedData). */
const signedData = (signatures: common.ConfigSignature[], updateBytes: Buffer): SignedData[] =>
  signatures.map((signature) => {
    const header = Buffer.from(signature.getSignatureHeader_asU8());
    return {
      data: Buffer.concat([header, updateBytes]),
      identity: Buffer.from(common.SignatureHeader.deserializeBinary(header).getCreator_asU8()),
      signature: Buffer.from(signature.getSignature_asU8()),
    };
  });

function requireOnlyRevocations(current: msp.FabricMSPConfig, wanted: msp.FabricMSPConfig, mspId: string): void {
  const plain = (config: msp.FabricMSPConfig): Buffer => {
    const copy = config.cloneMessage();
    copy.clearRevocationListList();
    return Buffer.from(copy.serializeBinary());
  };
  if (!plain(current).equals(plain(wanted)))
    throw new ConfigUpdateError(`${mspId}: only the revocation list may change`);
}

/** CONFIG_UPDATE envelope that puts `revocationList` (PEM or DER) into the organisation's MSP definition, signed by its admin. */
export function revocationUpdate(
  block: Buffer,
  channelId: string,
  admin: SigningIdentity,
  revocationList: Buffer,
): Buffer {
  const current = configOf(block).getChannelGroup()!;
  const writeSet = new common.ConfigGroup();
  for (const path of organisationPaths(admin.mspId)) {
    const source = groupAt(current, path);
    if (!source) continue;
    const section = groupAt(writeSet, [path[0]!]) ?? new common.ConfigGroup();
    writeSet.getGroupsMap().set(path[0]!, section);
    const organisation = new common.ConfigGroup();
    const definition = mspConfigOf(source);
    definition.setRevocationListList([revocationList]);
    setValue(organisation, 'MSP', mspConfigValue(definition));
    organisation
      .getValuesMap()
      .get('MSP')!
      .setVersion(source.getValuesMap().get('MSP')!.getVersion() + 1);
    section.getGroupsMap().set(admin.mspId, organisation);
  }
  const update = new common.ConfigUpdate();
  update.setChannelId(channelId);
  update.setReadSet(new common.ConfigGroup());
  update.setWriteSet(writeSet);
  const updateBytes = Buffer.from(update.serializeBinary());

  const header = Buffer.from(signatureHeader(admin).serializeBinary());
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(header);
  signature.setSignature(admin.sign(Buffer.concat([header, updateBytes])));
  const wrapped = new common.ConfigUpdateEnvelope();
  wrapped.setConfigUpdate(updateBytes);
  wrapped.setSignaturesList([signature]);

  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(channelId);
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(new Date()));
  const fullHeader = new common.Header();
  fullHeader.setChannelHeader(channelHeader.serializeBinary());
  fullHeader.setSignatureHeader(signatureHeader(admin).serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(fullHeader);
  payload.setData(wrapped.serializeBinary());
  const bytes = Buffer.from(payload.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature(admin.sign(bytes));
  return Buffer.from(envelope.serializeBinary());
}

function signatureHeader(identity: SigningIdentity): common.SignatureHeader {
  const header = new common.SignatureHeader();
  header.setCreator(identity.serialized);
  header.setNonce(randomBytes(24));
  return header;
}
