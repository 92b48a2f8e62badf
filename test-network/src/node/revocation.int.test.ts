/** A revoked certificate is refused from the block on that carries its organisation's new revocation list. */
import type { ChildProcess } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { connect, GatewayError, hash, signers } from '@hyperledger/fabric-gateway';
import type { Contract } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { freePort, startBasicChaincode } from '../../scenarios/fixtures/basic-chaincode/start-basic-chaincode.ts';
import { revocationUpdate } from '../config/revocation-update.ts';
import { createCrl, issueNode } from '../crypto/certificates.ts';
import { newestConfigBlock } from '../qscc/qscc.ts';
import { loadTopology } from '../topology/topology.ts';
import { startNetwork } from './network.ts';
import type { Network } from './network-types.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-revocation-'));
let network: Network;
let chaincode: ChildProcess;
let client: grpc.Client;

const contractOf = (person: { certPem: string; keyPem: string }): Contract =>
  connect({
    client,
    identity: { mspId: 'EduMSP', credentials: Buffer.from(person.certPem) },
    signer: signers.newPrivateKeySigner(createPrivateKey(person.keyPem)),
    hash: hash.sha256,
  })
    .getNetwork('province')
    .getContract('records');

beforeAll(async () => {
  const address = `127.0.0.1:${await freePort()}`;
  chaincode = await startBasicChaincode(address);
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  network = await startNetwork({ dataDir, topology, ports: 'random', chaincodeAddress: address });
  const tls = Buffer.from(network.material.organisations.get('EduMSP')!.tlsCaCertPem);
  client = new grpc.Client(`localhost:${network.peers.get('EduMSP')}`, grpc.credentials.createSsl(tls));
}, 30_000);

afterAll(async () => {
  client.close();
  await network.close();
  chaincode.kill();
  rmSync(dataDir, { recursive: true });
});

const issuer = () => {
  const { caCertPem, caKey } = network.material.organisations.get('EduMSP')!;
  return { certPem: caCertPem, key: caKey };
};
const failure = async (work: Promise<unknown>): Promise<GatewayError> => {
  const reason = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(reason).toBeInstanceOf(GatewayError);
  return reason as GatewayError;
};

describe('revocation', () => {
  test('an update signed by another organisation’s administrator is refused', async () => {
    const list = await createCrl(issuer(), [{ serial: '01', at: new Date() }]);
    const height = network.ledger.height();
    const { admin: agri } = network.material.organisations.get('AgriMSP')!;
    const forged = revocationUpdate(newestConfigBlock(network.ledger), 'EduMSP', [list], agri);
    const answer = await network.broadcast(forged);
    expect(answer.status).toBe(common.Status.BAD_REQUEST);
    expect(network.ledger.height()).toBe(height);
  });

  test('the revoked is refused, others and the same person’s earlier transactions are not', async () => {
    const [leaver, stayer] = [
      await issueNode(issuer(), 'p-4711', 'client'),
      await issueNode(issuer(), 'p-4712', 'client'),
    ];
    await contractOf(leaver).submitTransaction('put', 'before', '1');
    // endorsed before, submitted after: validation uses the configuration of the block's height
    const late = await contractOf(leaver)
      .newProposal('put', { arguments: ['late', '1'] })
      .endorse();
    const serial = new X509Certificate(leaver.certPem).serialNumber;
    const list = await createCrl(issuer(), [{ serial, at: new Date() }]);
    const { admin } = network.material.organisations.get('EduMSP')!;
    const height = network.ledger.height();
    const update = revocationUpdate(newestConfigBlock(network.ledger), 'EduMSP', [list], admin);
    expect(await network.broadcast(update)).toEqual({ status: common.Status.SUCCESS, info: '' });
    while (network.ledger.height() === height) await new Promise((done) => setTimeout(done, 5));
    expect(network.ledger.config().sequence).toBe(1);

    const error = await failure(contractOf(leaver).submitTransaction('put', 'after', '1'));
    expect(error.details[0]?.message).toBe(
      'error validating proposal: access denied: channel [province] creator org [EduMSP]',
    );
    const refused = await failure(late.submit());
    expect(refused.details.map(({ message }) => message).join()).toContain('status=FORBIDDEN');
    await contractOf(stayer).submitTransaction('put', 'after', '2');
    expect(network.ledger.verify().faults).toEqual([]);
  });
});
