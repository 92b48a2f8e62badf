/**
 * What an operator of real Fabric changes in the channel's configuration, signed by a majority of the administrators whose keys lie in the
 * network's data: `add-organisation <MSP id>`, `renew <MSP id> <kind of node>`. Ends once the change is in force. `leader <MSP id>`, asked of
 * that organisation's peer, prints whose consenter leads, where the newest block says it.
 */
import { parseArgs } from 'node:util';
import { common } from '@hyperledger/fabric-protos';
import { channelUpdate } from '../config/channel-update.ts';
import type { ChannelChange } from '../config/channel-update.ts';
import { channelConfigFromBlock } from '../config/channel-config.ts';
import { consenterRenewal } from '../config/consenter-renewal.ts';
import { leaderId } from '../config/leader.ts';
import { joining } from '../config/organisation-update.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import { renewableKinds, renewal } from '../crypto/renewal.ts';
import { changeChannel } from '../node/change-channel.ts';
import { cryptoDir } from '../node/network-ledger.ts';
import { loadTopology, withPortOffset } from '../topology/topology.ts';
import type { SigningIdentity } from '../types.ts';
import { administratorGateway, readConnectionProfile } from './profile-gateway.ts';
import { writeNodeFolders } from './write-node-folders.ts';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ data: text, topology: text, 'port-offset': { ...text, default: '0' } },
    // add-organisation: where the others reach the newcomer's nodes
    ...{ 'peer-host': { ...text, default: 'localhost' }, 'orderer-host': { ...text, default: 'localhost' } },
  },
});
const { data, topology: file } = values;
const [command, mspId, kind] = positionals;
if (!data || !file || !mspId) throw new Error('a command, an MSP id, --data and --topology are needed');
const topology = withPortOffset(loadTopology(file), Number(values['port-offset']));
const material = await loadOrCreateMaterial(cryptoDir(data), topology);
const organisation = material.organisations.get(mspId);
if (organisation === undefined) throw new Error(`topology: no organisation ${mspId}`);

/** Administrators of more than half of the channel's organisations, and of more than half of those that order. */
const majority = (mspIds: readonly string[], ordering: readonly string[]): SigningIdentity[] => {
  const chosen = new Set([mspIds, ordering].flatMap((ids) => ids.slice(0, Math.floor(ids.length / 2) + 1)));
  return [...chosen].map((id) => {
    const found = material.organisations.get(id);
    if (found === undefined) throw new Error(`topology: it lacks ${id}, whose administrator has to sign`);
    return found.admin;
  });
};

const change = (own: ChannelChange): Promise<number> => {
  const profile = readConnectionProfile(data);
  const others = [...material.organisations.values()].filter((each) => each.peer && each.mspId !== mspId);
  const reader = others[0];
  const peer = profile.peers[profile.organizations[reader?.mspId ?? '']?.peers[0] ?? ''];
  if (reader === undefined || peer === undefined) throw new Error('the connection profile names no peer');
  return changeChannel({
    ...{ profile, peer },
    reader: { mspId: reader.mspId, certPem: reader.adminCertPem, keyPem: reader.adminKeyPem },
    update: (current) => {
      const { mspIds, consenters } = channelConfigFromBlock(current);
      const [first, ...rest] = majority(mspIds, [...new Set(consenters.map((each) => each.mspId))]);
      return channelUpdate(current, own, [first!, ...rest]);
    },
  });
};

/** A change that was broken off after its update was in force goes on: then the update has nothing left to change. */
const unlessInForce =
  (words: string) =>
  (error: Error): void => {
    if (!error.message.endsWith(words)) throw error;
  };

const addOrganisation = async (): Promise<void> => {
  const hosts = { peer: values['peer-host'], orderer: values['orderer-host'] };
  const peerMspIds = [...material.organisations.values()].flatMap((each) => (each.peer ? [each.mspId] : []));
  await change(joining({ organisation, hosts, peerMspIds })).catch(unlessInForce('takes part already'));
};

/** The channel learns of a consenter's new certificates before the consenter has them: it starts again as a member. */
const renew = async (): Promise<void> => {
  const found = renewableKinds.find((each) => each === kind);
  if (found === undefined) throw new Error(`renew: a kind of node is one of ${renewableKinds.join(', ')}`);
  const { own, tls, promote } = await renewal(cryptoDir(data), organisation, found);
  if (found === 'orderer') {
    const renewed = consenterRenewal(mspId, { certPem: own!.certPem, tls: tls! });
    await change(renewed).catch(unlessInForce('nothing changes'));
  }
  promote();
  await writeNodeFolders(data, await loadOrCreateMaterial(cryptoDir(data), topology));
};

const leader = async (): Promise<void> => {
  const { gateway, close } = administratorGateway(data, mspId);
  const { channel } = topology;
  const evaluate = async (contract: string, ...args: [string, ...string[]]): Promise<Buffer> =>
    Buffer.from(
      await gateway
        .getNetwork(channel)
        .getContract(contract)
        .evaluateTransaction(...args),
    );
  const { consenters } = channelConfigFromBlock(await evaluate('cscc', 'GetConfigBlock', channel));
  const info = common.BlockchainInfo.deserializeBinary(await evaluate('qscc', 'GetChainInfo', channel));
  const newest = await evaluate('qscc', 'GetBlockByNumber', channel, String(info.getHeight() - 1));
  close();
  const id = leaderId(newest, consenters.map((each) => each.id)); // prettier-ignore
  console.log(consenters.find((each) => each.id === id)?.mspId ?? '');
};

const commands: Readonly<Record<string, () => Promise<void>>> = { 'add-organisation': addOrganisation, renew, leader };
const chosen = commands[command ?? ''];
if (chosen === undefined) throw new Error(`unknown command ${command}`);
await chosen();
process.exit(0);
