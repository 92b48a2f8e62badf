/** Consenters of a channel that Raft orders: they stand in the consensus metadata, named by their TLS certificates. */
import { orderer } from '@hyperledger/fabric-protos';
import type { common } from '@hyperledger/fabric-protos';
import type { KeyAndCert } from '../crypto/certificates.ts';
import { value } from './config-block.ts';
import { setValue } from './groups.ts';

const consensusType = (orderers: common.ConfigGroup): orderer.ConsensusType =>
  orderer.ConsensusType.deserializeBinary(value(orderers, 'ConsensusType'));

export const isRaft = (orderers: common.ConfigGroup): boolean => consensusType(orderers).getType() === 'etcdraft';

/** Gives the consenter at this address a TLS certificate; one that is not there yet is added. */
export const setRaftConsenter = (
  orderers: common.ConfigGroup,
  { host, port, tls }: { readonly host: string; readonly port: number; readonly tls: Pick<KeyAndCert, 'certPem'> },
): void => {
  const type = consensusType(orderers);
  const metadata = orderer.etcdraft.ConfigMetadata.deserializeBinary(type.getMetadata_asU8());
  const consenters = metadata.getConsentersList();
  let own = consenters.find((each) => each.getHost() === host && each.getPort() === port);
  if (own === undefined) {
    own = new orderer.etcdraft.Consenter();
    own.setHost(host);
    own.setPort(port);
    consenters.push(own);
  }
  own.setClientTlsCert(Buffer.from(tls.certPem));
  own.setServerTlsCert(Buffer.from(tls.certPem));
  metadata.setConsentersList(consenters);
  type.setMetadata(metadata.serializeBinary());
  setValue(orderers, 'ConsensusType', type);
};
