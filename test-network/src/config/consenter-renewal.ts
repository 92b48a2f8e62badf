import { common } from '@hyperledger/fabric-protos';
import type { NodeMaterial } from '../crypto/material.ts';
import type { ChannelChange } from './channel-update.ts';
import { group, value } from './config-block.ts';
import { consenterMapping, setConsenterCertificates, setConsenters } from './orderer-group.ts';
import { isRaft, setRaftConsenter } from './raft-consenters.ts';

/** A consenter goes on with other certificates, under the id and the address it has. */
export const consenterRenewal =
  (mspId: string, node: Pick<NodeMaterial, 'certPem' | 'tls'>): ChannelChange =>
  (channel) => {
    const orderers = group(channel, 'Orderer');
    if (isRaft(orderers)) {
      const endpoints = common.OrdererAddresses.deserializeBinary(value(group(orderers, mspId), 'Endpoints'));
      const [host = '', port = ''] = (endpoints.getAddressesList()[0] ?? '').split(':');
      return setRaftConsenter(orderers, { host, port: Number(port), tls: node.tls });
    }
    const consenters = consenterMapping(orderers);
    const own = consenters.find((each) => each.getMspId() === mspId);
    if (own === undefined) throw new Error(`${mspId} has no consenter`);
    setConsenterCertificates(own, node);
    setConsenters(orderers, consenters);
  };
