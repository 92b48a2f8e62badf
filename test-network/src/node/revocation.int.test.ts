/** A revoked certificate is refused from the block on that carries its organisation's new revocation list. */
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Contract, Network as Channel } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { revocationUpdate } from '../config/revocation-update.ts';
import { createCrl, issueNode } from '../crypto/certificates.ts';
import type { KeyAndCert } from '../crypto/certificates.ts';
import { newestConfigBlock } from '../qscc/qscc.ts';
import { refusal, startTestNetwork } from './network-fixture.ts';
import type { TestNetwork } from './network-fixture.ts';
import type { Network } from './network-types.ts';

let system: TestNetwork;
let network: Network;
beforeAll(async () => {
  system = await startTestNetwork();
  network = system.network;
}, 30_000);
afterAll(() => system.stop());

const channelOf = (person: KeyAndCert): Channel => system.connectAs('EduMSP', 'EduMSP', person);
const contractOf = (person: KeyAndCert): Contract => channelOf(person).getContract('records');
const issuer = () => {
  const { caCertPem, caKey } = network.material.organisations.get('EduMSP')!;
  return { certPem: caCertPem, key: caKey };
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
    // a block stream that is open is judged again when the configuration moves
    const blocks = await channelOf(leaver).getBlockEvents({ startBlock: BigInt(height) });
    const heard = blocks[Symbol.asyncIterator]().next();
    const update = revocationUpdate(newestConfigBlock(network.ledger), 'EduMSP', [list], admin);
    expect(await network.broadcast(update)).toEqual({ status: common.Status.SUCCESS, info: '' });
    while (network.ledger.height() === height) await new Promise((done) => setTimeout(done, 5));
    expect(network.ledger.config().sequence).toBe(1);
    await expect(heard).rejects.toThrow(`Unexpected status response: ${common.Status.FORBIDDEN}`);

    const error = await refusal(contractOf(leaver).submitTransaction('put', 'after', '1'));
    expect(error.details[0]?.message).toBe(
      'error validating proposal: access denied: channel [province] creator org [EduMSP]',
    );
    const refused = await refusal(late.submit());
    expect(refused.details.map(({ message }) => message).join()).toContain('status=FORBIDDEN');
    await contractOf(stayer).submitTransaction('put', 'after', '2');
    expect(network.ledger.verify().faults).toEqual([]);
  });
});
