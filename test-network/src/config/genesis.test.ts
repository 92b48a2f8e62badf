/** What a real orderer checks before it joins a channel (orderer/consensus/smartbft, common/channelconfig). */
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import type { NetworkMaterial } from '../crypto/material.ts';
import { loadTopology } from '../topology/topology.ts';
import { configEnvelopeOf, group, value } from './config-block.ts';
import { createGenesisBlock } from './genesis.ts';

const dir = mkdtempSync(join(tmpdir(), 'daunguon-genesis-'));
let material: NetworkMaterial;
let block: Buffer;
let channel: common.ConfigGroup;
let ordererGroup: common.ConfigGroup;

beforeAll(async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  material = await loadOrCreateMaterial(dir, topology);
  block = createGenesisBlock(topology, material);
  channel = configEnvelopeOf(block).config.getChannelGroup()!;
  ordererGroup = group(channel, 'Orderer');
});
afterAll(() => rmSync(dir, { recursive: true }));

const policyOf = (parent: common.ConfigGroup, name: string): common.Policy =>
  parent.getPoliciesMap().get(name)!.getPolicy()!;
const capabilityOf = (parent: common.ConfigGroup): string[] => {
  const names: string[] = [];
  common.Capabilities.deserializeBinary(value(parent, 'Capabilities'))
    .getCapabilitiesMap()
    .forEach((_, name) => names.push(name));
  return names;
};

describe('the genesis block', () => {
  test('its data hash is the hash of its one envelope, and it follows nothing', () => {
    const parsed = common.Block.deserializeBinary(block);
    const [envelope] = parsed.getData()!.getDataList_asU8();
    expect(Buffer.from(parsed.getHeader()!.getDataHash_asU8())).toEqual(
      createHash('sha256').update(envelope!).digest(),
    );
    expect(parsed.getHeader()!.getPreviousHash_asU8()).toHaveLength(0);
  });

  test('capabilities are those of a v3 channel, whose orderer addresses belong to organisations', () => {
    expect([channel, ordererGroup, group(channel, 'Application')].map(capabilityOf)).toEqual([
      ['V3_0'],
      ['V2_0'],
      ['V2_5'],
    ]);
    expect(channel.getValuesMap().has('OrdererAddresses')).toBe(false);
    const endpoints = common.OrdererAddresses.deserializeBinary(value(group(ordererGroup, 'AgriMSP'), 'Endpoints'));
    expect(endpoints.getAddressesList()).toEqual(['localhost:7050']);
  });

  test('SmartBFT options pass the library’s own validation', () => {
    const type = orderer.ConsensusType.deserializeBinary(value(ordererGroup, 'ConsensusType'));
    expect(type.getType()).toBe('BFT');
    const options = orderer.smartbft.Options.deserializeBinary(type.getMetadata_asU8()).toObject();
    expect(options).toEqual({
      requestBatchMaxCount: 500,
      requestBatchMaxBytes: 10_485_760,
      requestBatchMaxInterval: '50ms',
      incomingMessageBufferSize: 200,
      requestPoolSize: 400,
      requestForwardTimeout: '2s',
      requestComplainTimeout: '20s',
      requestAutoRemoveTimeout: '3m0s',
      requestMaxBytes: 0,
      viewChangeResendInterval: '5s',
      viewChangeTimeout: '20s',
      leaderHeartbeatTimeout: '1m0s',
      leaderHeartbeatCount: 10,
      collectTimeout: '1s',
      syncOnStart: false,
      speedUpViewChange: false,
      leaderRotation: orderer.smartbft.Options.Rotation.ROTATION_OFF,
      decisionsPerLeader: 0,
    });
  });

  test('four consenters with certificates of their organisations, numbered from 1', () => {
    const consenters = common.Orderers.deserializeBinary(value(ordererGroup, 'Orderers')).getConsenterMappingList();
    expect(consenters.map((it) => [it.getId(), it.getMspId(), it.getPort()])).toEqual([
      [1, 'AgriMSP', 7050],
      [2, 'EduMSP', 8050],
      [3, 'HealthMSP', 9050],
      [4, 'TechMSP', 10050],
    ]);
    for (const consenter of consenters) {
      const organisation = material.organisations.get(consenter.getMspId())!;
      const identity = new X509Certificate(Buffer.from(consenter.getIdentity_asU8()));
      expect(identity.verify(new X509Certificate(organisation.caCertPem).publicKey)).toBe(true);
      for (const tls of [consenter.getClientTlsCert_asU8(), consenter.getServerTlsCert_asU8()])
        expect(
          new X509Certificate(Buffer.from(tls)).verify(new X509Certificate(organisation.tlsCaCertPem).publicKey),
        ).toBe(true);
    }
  });

  test('BlockValidation is three of the consenters’ exact identities (common/policies/bft.go)', () => {
    const policy = policyOf(ordererGroup, 'BlockValidation');
    expect(policy.getType()).toBe(common.Policy.PolicyType.SIGNATURE);
    const envelope = common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8());
    expect(envelope.getRule()!.getNOutOf()!.getN()).toBe(3);
    expect(
      envelope
        .getRule()!
        .getNOutOf()!
        .getRulesList()
        .map((rule) => rule.getSignedBy()),
    ).toEqual([0, 1, 2, 3]);
    const identities = envelope.getIdentitiesList();
    expect(identities.map((it) => it.getPrincipalClassification())).toEqual([2, 2, 2, 2]);
    const [first] = identities.map((it) => msp.SerializedIdentity.deserializeBinary(it.getPrincipal_asU8()));
    expect([first!.getMspid(), Buffer.from(first!.getIdBytes_asU8()).toString()]).toEqual([
      'AgriMSP',
      material.organisations.get('AgriMSP')!.orderer!.certPem,
    ]);
  });
});
