/** Implicit-meta and signature policies of a real channel configuration (common/policies/implicitmeta.go). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { peer } from '@hyperledger/fabric-protos';
import { channelConfigFromBlock } from '../config/channel-config.ts';
import { createGenesisBlock } from '../config/genesis.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import type { NetworkMaterial } from '../crypto/material.ts';
import { loadTopology } from '../topology/topology.ts';
import type { ChannelConfig, SignedData, SigningIdentity } from '../types.ts';

const dir = mkdtempSync(join(tmpdir(), 'daunguon-policy-'));
const data = Buffer.from('signed');
let material: NetworkMaterial;
let config: ChannelConfig;

beforeAll(async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  material = await loadOrCreateMaterial(dir, topology);
  config = channelConfigFromBlock(createGenesisBlock(topology, material));
});
afterAll(() => rmSync(dir, { recursive: true }));

const signedBy = (signers: readonly SigningIdentity[]): SignedData[] =>
  signers.map((signer) => ({ data, identity: signer.serialized, signature: signer.sign(data) }));
const admins = (...mspIds: string[]): SignedData[] =>
  signedBy(mspIds.map((mspId) => material.organisations.get(mspId)!.admin));
const peers = (...mspIds: string[]): SignedData[] =>
  signedBy(mspIds.map((mspId) => material.organisations.get(mspId)!.peer!.identity));
const six = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP', 'TradeMSP', 'CultureMSP'];

test('MAJORITY of six organisations is four, and one organisation counts once', () => {
  const policy = '/Channel/Application/Admins';
  expect(config.satisfies(policy, admins(...six.slice(0, 3)))).toBe(false);
  expect(config.satisfies(policy, admins(...six.slice(0, 4)))).toBe(true);
  expect(config.satisfies(policy, admins('AgriMSP', 'AgriMSP', 'AgriMSP', 'AgriMSP'))).toBe(false);
  expect(config.satisfies(policy, peers('AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'))).toBe(false);
});

test('ANY of the organisations, whose own policy decides about roles', () => {
  expect(config.satisfies('/Channel/Application/Writers', admins('CultureMSP'))).toBe(true);
  expect(config.satisfies('/Channel/Application/Writers', peers('AgriMSP'))).toBe(false);
  expect(config.satisfies('/Channel/Application/Readers', peers('AgriMSP'))).toBe(true);
  expect(config.satisfies('/Channel/Application/Readers', [])).toBe(false);
});

test('one level further up: /Channel asks Application and Orderer', () => {
  // MAJORITY of two groups is both
  expect(config.satisfies('/Channel/Admins', admins(...six.slice(0, 4)))).toBe(true);
  expect(config.satisfies('/Channel/Admins', admins('TradeMSP', 'CultureMSP', 'AgriMSP', 'EduMSP'))).toBe(false);
});

test('a policy that does not exist is not met', () => {
  expect(config.satisfies('/Channel/Application/Nothing', admins(...six))).toBe(false);
});

test('a chaincode’s policy may be a reference to a channel policy', () => {
  const reference = new peer.ApplicationPolicy();
  reference.setChannelConfigPolicyReference('/Channel/Application/Endorsement');
  const policy = Buffer.from(reference.serializeBinary());
  expect(config.satisfiesApplicationPolicy(policy, peers('AgriMSP', 'EduMSP'))).toBe(false);
  expect(config.satisfiesApplicationPolicy(policy, peers('AgriMSP', 'EduMSP', 'TechMSP'))).toBe(true);
  expect(config.satisfiesApplicationPolicy(policy, admins('AgriMSP', 'EduMSP', 'TechMSP'))).toBe(false);
});
