/**
 * Requests that a gateway refuses, asked of whatever network runs below. What real Fabric answered is in gateway-answers.json, written by
 * `FABRIC_BIN=… LEDGER=fabric node gateway-answers.ts <file>`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '@hyperledger/fabric-gateway';
import type { Network as Channel } from '@hyperledger/fabric-gateway';
import { organisationUpdate } from '../../src/config/organisation-update.ts';
import type { OrganisationChange } from '../../src/config/organisation-update.ts';
import { issueNode } from '../../src/crypto/certificates.ts';
import type { KeyAndCert } from '../../src/crypto/certificates.ts';
import { loadOrCreateMaterial } from '../../src/crypto/material.ts';
import { readConnectionProfile } from '../../src/fabric/profile-gateway.ts';
import { broadcast } from '../../src/node/broadcast.ts';
import { loadTopology } from '../../src/topology/topology.ts';
import { startClientNetwork } from '../fixtures/client-network.ts';
import type { ClientNetwork } from '../fixtures/client-network.ts';

/** What a client's library says of an answer. */
export interface Answer {
  readonly request: string;
  /** Name of the library's error; `ok` where there was none. */
  readonly said: string;
  /** gRPC status code. */
  readonly code?: number;
  readonly message?: string;
  /** gateway.ErrorDetail, sorted; which orderers answer first is chance, so equal messages of several are one with their number. */
  readonly details?: readonly string[];
}

/** What differs between two runs of one network: transaction ids, times, bytes of certificates, addresses. */
const withoutChance = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{64}\b/g, '(id)')
    .replace(/\b[0-9a-f]{100,}\b/g, '(bytes)')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( \+0000 UTC|Z)?( m=[-+.\d]+)?/g, '(time)')
    .replace(/[\d.]+[mµn]?s\b/g, '(duration)');

const answerOf = async (request: string, work: () => Promise<unknown>): Promise<Answer> => {
  try {
    await work();
    return { request, said: 'ok' };
  } catch (error) {
    const { name, message } = error as Error;
    const plain = { request, said: name, message: withoutChance(message) };
    if (!(error instanceof GatewayError)) return plain;
    const count = new Map<string, number>();
    for (const detail of error.details) {
      const byOrderer = detail.message.includes('orderer');
      const text = `${byOrderer ? 'an orderer' : detail.mspId}: ${withoutChance(detail.message)}`;
      count.set(text, (count.get(text) ?? 0) + 1);
    }
    return { ...plain, code: error.code, details: [...count].map(([text, times]) => `${text} ×${times}`).sort() };
  }
};

/** Asks everything that a client may, in the name of `who`. */
const everything = async (who: string, channel: Channel): Promise<Answer[]> => {
  const contract = channel.getContract('records');
  const first = async (events: Promise<AsyncIterable<unknown> & { close(): void }>): Promise<void> => {
    const opened = await events;
    for await (const _event of opened) break;
    opened.close();
  };
  return [
    await answerOf(`${who}: evaluate`, () => contract.evaluateTransaction('get', 'a')),
    await answerOf(`${who}: endorse`, () => contract.newProposal('put', { arguments: ['a', '1'] }).endorse()),
    await answerOf(`${who}: blocks`, () => first(channel.getBlockEvents({ startBlock: 0n }))),
    await answerOf(`${who}: filtered blocks`, () => first(channel.getFilteredBlockEvents({ startBlock: 0n }))),
    await answerOf(`${who}: events of chaincode`, () =>
      first(channel.getChaincodeEvents('records', { startBlock: 0n })),
    ),
  ];
};

const ordinary = async (agri: Channel): Promise<Answer[]> => {
  const [records, nothing] = [agri.getContract('records'), agri.getContract('nothing')];
  const put = records.newProposal('put', { arguments: ['a', '1'] });
  const answers = [
    await answerOf('a chaincode that is not there: evaluate', () => nothing.evaluateTransaction('get', 'a')),
    await answerOf('a chaincode that is not there: endorse', () => nothing.newProposal('put').endorse()),
    await answerOf('an error of the chaincode: evaluate', () => records.evaluateTransaction('fail', 'no')),
    await answerOf('an error of the chaincode: endorse', () =>
      records.newProposal('fail', { arguments: ['no'] }).endorse(),
    ),
    await answerOf('an error of the simulation: evaluate', () => records.evaluateTransaction('pageThenPut', '', '')),
    await answerOf('an error of the simulation: endorse', () =>
      records.newProposal('pageThenPut', { arguments: ['', ''] }).endorse(),
    ),
    await answerOf('organisations without a peer: endorse', () =>
      records.newProposal('get', { arguments: ['a'], endorsingOrganizations: ['TradeMSP', 'NobodyMSP'] }).endorse(),
    ),
    await answerOf('organisations without a peer: evaluate', () =>
      records.newProposal('get', { arguments: ['a'], endorsingOrganizations: ['TradeMSP'] }).evaluate(),
    ),
    await answerOf('too few organisations for the policy: commit', async () => {
      const few = await records
        .newProposal('put', { arguments: ['a', '1'], endorsingOrganizations: ['EduMSP'] })
        .endorse();
      const { code } = await (await few.submit()).getStatus();
      throw new Error(`validation code ${code}`);
    }),
    await answerOf('a system chaincode: evaluate', () =>
      agri.getContract('qscc').evaluateTransaction('GetBlockByNumber', 'province', '9999'),
    ),
    await answerOf('a system chaincode of another channel: evaluate', () =>
      agri.getContract('cscc').evaluateTransaction('GetConfigBlock', 'elsewhere'),
    ),
  ];
  const transaction = await put.endorse();
  await (await transaction.submit()).getStatus();
  await records.submitTransaction('event', 'Heard', '1');
  answers.push(await answerOf('a proposal that is committed already: endorse', () => put.endorse()));
  return answers;
};

/** Somebody whose certificate ends while they work. `pass` lets ten seconds go by. */
const expired = async (network: ClientNetwork, pass: () => Promise<void>): Promise<Answer[]> => {
  const { caCertPem, caKey } = network.material.organisations.get('EduMSP')!;
  const person = await issueNode({ certPem: caCertPem, key: caKey }, 'short', 'client', 8 / 86_400);
  const channel = network.connectAs('AgriMSP', 'EduMSP', person);
  const contract = channel.getContract('records');
  const endorse = () => contract.newProposal('put', { arguments: ['short', '1'] }).endorse();
  const [held, submitted] = [await endorse(), await (await endorse()).submit()];
  await pass();
  return [
    await answerOf('an expired client: submit what was endorsed before', () => held.submit()),
    await answerOf('an expired client: status of what was submitted before', () => submitted.getStatus()),
    ...(await everything('an expired client', channel)),
  ];
};

/** An organisation comes, has a transaction committed, and is removed while another of its transactions is on its way. */
const removed = async (network: ClientNetwork): Promise<Answer[]> => {
  const { dataDir, material } = network;
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const port = { mspId: 'PortMSP', domain: 'port.daunguon.local', nameVi: 'Cảng vụ', name: 'Port authority' };
  const newcomer = await loadOrCreateMaterial(join(dataDir, 'newcomer'), { ...topology, organisations: [port] });
  const organisation = newcomer.organisations.get('PortMSP')!;
  const person: KeyAndCert = { certPem: organisation.adminCertPem, keyPem: organisation.adminKeyPem };
  const [first, ...others] = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'].map(
    (mspId) => material.organisations.get(mspId)!.admin,
  );
  const [orderer] = Object.values(readConnectionProfile(dataDir).orderers);
  const peers = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'].map((mspId) =>
    network.connect(mspId).getContract('cscc'),
  );
  /** The newest configuration block, once every peer has another than `known`. */
  const newest = async (known?: Buffer): Promise<Buffer> => {
    for (;;) {
      const [own, ...rest] = await Promise.all(
        peers.map(async (cscc) => Buffer.from(await cscc.evaluateTransaction('GetConfigBlock', 'province'))),
      );
      if (
        !(known?.equals(own!) ?? false) &&
        rest.every((other) => other.subarray(0, 100).equals(own!.subarray(0, 100)))
      )
        return own!;
      await sleep(50);
    }
  };
  const change = async (wanted: OrganisationChange, current: Buffer): Promise<Buffer> => {
    await broadcast(orderer!, organisationUpdate(current, wanted, [first!, ...others]));
    return newest(current);
  };
  const channel = network.connectAs('AgriMSP', 'PortMSP', person);
  const contract = channel.getContract('records');
  const before = await everything('an organisation that is not there yet', channel);
  const joined = await change({ add: organisation }, await newest());
  const during = await answerOf('an organisation that takes part: submit', () =>
    contract.submitTransaction('put', 'port', '1'),
  );
  const [held, submitted] = [
    await contract.newProposal('put', { arguments: ['port', '2'] }).endorse(),
    await contract.submitAsync('put', { arguments: ['port', '3'] }),
  ];
  await change({ remove: 'PortMSP' }, joined);
  return [
    ...before,
    during,
    await answerOf('an organisation that was removed: submit what was endorsed before', () => held.submit()),
    await answerOf('an organisation that was removed: status of what was submitted before', () =>
      submitted.getStatus(),
    ),
    ...(await everything('an organisation that was removed', channel)),
  ];
};

/** `pass`: lets ten seconds go by, for the network too. */
export const askEverything = async (network: ClientNetwork, pass: () => Promise<void>): Promise<Answer[]> => {
  const agri = network.connect('AgriMSP');
  const { adminCertPem: certPem, adminKeyPem: keyPem, peer } = network.material.organisations.get('EduMSP')!;
  return [
    ...(await ordinary(agri)),
    ...(await everything(
      'a certificate of another organisation',
      network.connectAs('AgriMSP', 'AgriMSP', { certPem, keyPem }),
    )),
    // a peer's certificate is for reading
    ...(await everything('a certificate that may only read', network.connectAs('AgriMSP', 'EduMSP', peer!))),
    ...(await removed(network)),
    ...(await expired(network, pass)),
  ];
};

if (import.meta.main) {
  const file = process.argv[2];
  if (!file) throw new Error('usage: node gateway-answers.ts <file>');
  const network = await startClientNetwork('basic');
  try {
    const answers = await askEverything(network, () => sleep(10_000));
    writeFileSync(file, `${JSON.stringify(answers, null, 2)}\n`);
    console.log(`${answers.length} answers in ${file}`);
  } finally {
    await network.stop();
  }
  process.exit(0);
}
