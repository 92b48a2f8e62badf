/** All certificates of an organisation end; the clock is the test's. What Fabric says to its clients: scenarios/fabric-fidelity. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { common } from '@hyperledger/fabric-protos';
import { issueNode, issueTls } from '../crypto/certificates.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import { METADATA, parseBlock } from '../ledger/block.ts';
import type { Topology } from '../topology/topology.ts';
import { baseChaincode, refusal, startTestNetwork } from './network-fixture.ts';
import type { TestNetwork } from './network-fixture.ts';
import { cryptoDir } from './network-ledger.ts';

const day = 86_400_000;
const everybody = { endorsingOrganizations: ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'] };

/** TechMSP's certificates, good for so many days: those it signs with, and those of its TLS listeners. */
const techEnds =
  (signing: number, tls: number) =>
  async (dataDir: string, topology: Topology): Promise<void> => {
    const { organisations } = await loadOrCreateMaterial(cryptoDir(dataDir), topology);
    const { caCertPem, caKey, tlsCaCertPem, tlsCaKey, domain } = organisations.get('TechMSP')!;
    const write = (name: string, pair: object): void =>
      writeFileSync(join(cryptoDir(dataDir), 'TechMSP', `${name}.json`), JSON.stringify(pair));
    for (const role of ['peer', 'orderer', 'admin'])
      write(role, await issueNode({ certPem: caCertPem, key: caKey }, `${role}.${domain}`, role, signing));
    for (const role of ['peer', 'orderer'])
      write(
        `${role}-tls`,
        await issueTls({ certPem: tlsCaCertPem, key: tlsCaKey }, `${role}.${domain}`, { days: tls }),
      );
  };

let system: TestNetwork;
afterEach(async () => {
  jest.useRealTimers();
  await system.stop();
});
const moveClock = (ms: number): void =>
  void jest.useFakeTimers({
    now: Date.now() + ms,
    advanceTimers: true,
    doNotFake: ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'], // prettier-ignore
  });

/** Who signed the newest block: the consenters' ids. */
const signers = (): number[] => {
  const { ledger } = system.network;
  const metadata = common.Metadata.deserializeBinary(
    parseBlock(ledger.block(ledger.height() - 1)!).metadata[METADATA.signatures]!,
  );
  return metadata
    .getSignaturesList()
    .map((each) => common.IdentifierHeader.deserializeBinary(each.getIdentifierHeader_asU8()).getIdentifier());
};

test('what its nodes sign with has ended: their endorsements and block signatures still count, its people are refused', async () => {
  // the policy asks for TechMSP: without its expired signature nothing would be valid
  const chaincodes = [baseChaincode({ endorsementPolicy: "AND('AgriMSP.peer', 'TechMSP.peer')" })];
  system = await startTestNetwork({ chaincodes, prepare: techEnds(1, 3650) });
  const agri = system.connect('AgriMSP').getContract('records');
  const tech = system.connect('AgriMSP', 'TechMSP').getContract('records');
  await tech.submitTransaction('put', 'before', '1');
  moveClock(2 * day);
  expect((await refusal(tech.evaluateTransaction('get', 'before'))).details[0]!.message).toBe(
    'proposal client identity expired',
  );
  await agri.submitTransaction('put', 'after', '1');
  expect(Buffer.from(await agri.evaluateTransaction('get', 'after')).toString()).toBe('1');
  expect(system.network.ledger.verify().faults).toEqual([]);
});

test('the TLS certificates of its nodes have ended: nobody reaches them; the others go on', async () => {
  system = await startTestNetwork({ prepare: techEnds(3650, 1) });
  const agri = system.connect('AgriMSP').getContract('records');
  await agri.submit('put', { arguments: ['before', '1'], ...everybody });
  moveClock(2 * day);
  await agri.submitTransaction('put', 'after', '1');
  const asked = await refusal(agri.submit('put', { arguments: ['x', '1'], ...everybody }));
  expect([asked.code, asked.message]).toEqual([
    grpc.status.UNAVAILABLE,
    expect.stringContaining('failed to find any endorsing peers for org(s): TechMSP'),
  ]);
  // three of four consenters are a quorum
  expect(signers()).toEqual([1, 2, 3]);
  expect(system.network.ledger.verify().faults).toEqual([]);
});

test('a client turns away from a peer whose TLS certificate has ended', async () => {
  system = await startTestNetwork({ prepare: techEnds(3650, -1 / 1440) });
  const error = await refusal(system.connect('TechMSP').getContract('records').evaluateTransaction('get', 'a'));
  expect([error.code, error.message]).toEqual([
    grpc.status.UNAVAILABLE,
    expect.stringContaining('certificate has expired'),
  ]);
});
