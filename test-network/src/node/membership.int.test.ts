/** An organisation that a configuration update adds to the running channel takes part from that block on; one that is removed no longer. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { common } from '@hyperledger/fabric-protos';
import { organisationUpdate } from '../config/organisation-update.ts';
import type { OrganisationChange } from '../config/organisation-update.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import { newestConfigBlock } from '../qscc/qscc.ts';
import { loadTopology } from '../topology/topology.ts';
import type { SigningIdentity } from '../types.ts';
import { refusal, startTestNetwork } from './network-fixture.ts';
import type { TestNetwork } from './network-fixture.ts';

let system: TestNetwork;
beforeAll(async () => {
  system = await startTestNetwork();
}, 30_000);
afterAll(() => system.stop());

test('a newcomer writes once it is added, through a restart, and not after it is removed', async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const port = { mspId: 'PortMSP', domain: 'port.daunguon.local', nameVi: 'Cảng vụ', name: 'Port authority' };
  const made = await loadOrCreateMaterial(join(system.dataDir, 'newcomer'), { ...topology, organisations: [port] });
  const newcomer = made.organisations.get('PortMSP')!;
  const person = { certPem: newcomer.adminCertPem, keyPem: newcomer.adminKeyPem };
  const put = (key: string): Promise<unknown> =>
    system.connectAs('AgriMSP', 'PortMSP', person).getContract('records').submitTransaction('put', key, '1');
  const change = async (own: OrganisationChange, signers: number): Promise<number> => {
    const { ledger, material } = system.network;
    const height = ledger.height();
    const admins = [...material.organisations.values()].slice(0, signers).map(({ admin }) => admin);
    const update = organisationUpdate(
      newestConfigBlock(ledger),
      own,
      admins as [SigningIdentity, ...SigningIdentity[]],
    );
    const { status } = await system.network.broadcast(update);
    while (status === common.Status.SUCCESS && ledger.height() === height) await sleep(5);
    return status;
  };

  expect((await refusal(put('too-early'))).details.map(({ message }) => message).join()).toContain('access denied');
  // three of six are no majority
  expect(await change({ add: newcomer }, 3)).toBe(common.Status.BAD_REQUEST);
  expect(await change({ add: newcomer }, 4)).toBe(common.Status.SUCCESS);
  await put('from-the-port');
  await system.restart();
  await put('after-a-restart');
  expect(await change({ remove: 'PortMSP' }, 4)).toBe(common.Status.SUCCESS);
  expect((await refusal(put('too-late'))).details.map(({ message }) => message).join()).toContain('access denied');
  expect(system.network.ledger.verify().faults).toEqual([]);
});
