/** Runs real Fabric through transactions of every kind and writes down what it said: `node record.ts <file>`. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from '@hyperledger/fabric-gateway';
import { gateway as gatewayProtos } from '@hyperledger/fabric-protos';
import { isOrdered } from '../../../gateway-api/src/ledger/commit-status.ts';
import { organisationUpdate } from '../../src/config/organisation-update.ts';
import { createCrl, issueNode } from '../../src/crypto/certificates.ts';
import type { KeyAndCert } from '../../src/crypto/certificates.ts';
import { loadOrCreateMaterial } from '../../src/crypto/material.ts';
import { administratorGateway, readConnectionProfile } from '../../src/fabric/profile-gateway.ts';
import { broadcast } from '../../src/node/broadcast.ts';
import { cryptoDir } from '../../src/node/network-ledger.ts';
import { revoke } from '../../src/node/revoke.ts';
import { loadTopology } from '../../src/topology/topology.ts';
import { readEndorserTransaction, readHeader } from '../../src/validation/envelope.ts';
import { killNodes, startFabricProcess } from '../fixtures/fabric-process.ts';
import { CHAINCODES } from '../golden-blocks/chaincodes.ts';
import { everyKind } from '../golden-blocks/every-kind.ts';
import type { Driver } from '../golden-blocks/every-kind.ts';
import { writeRecording } from './recording.ts';
import type { RecordedEndorsement, Recording } from './recording.ts';

const peers = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'] as const;

/** Follows one peer: its blocks as they come. */
const follow = async (data: string, mspId: string): Promise<{ blocks: Buffer[]; close(): void }> => {
  const { gateway, close } = administratorGateway(data, mspId);
  const events = await gateway.getNetwork('province').getBlockEvents({ startBlock: 0n });
  const blocks: Buffer[] = [];
  const reading = (async () => {
    for await (const block of events) blocks.push(Buffer.from(block.serializeBinary()));
  })().catch(() => undefined);
  const end = (): void => {
    events.close();
    void reading.then(close);
  };
  return { blocks, close: end };
};

/** A client of AgriMSP who is revoked at the end: a configuration transaction on the channel. */
const revokeSomebody = async (data: string): Promise<void> => {
  const ca = JSON.parse(readFileSync(join(data, 'crypto/EduMSP/ca.json'), 'utf8')) as KeyAndCert;
  const issuer = { certPem: ca.certPem, key: createPrivateKey(ca.keyPem) };
  const person = await issueNode(issuer, 'p-1', 'client');
  const serial = new X509Certificate(person.certPem).serialNumber;
  const crlFile = join(data, 'edu.crl');
  writeFileSync(crlFile, await createCrl(issuer, [{ serial, at: new Date() }]));
  await revoke(readConnectionProfile(data), { data, mspId: 'EduMSP', crlFile });
};

/** A new organisation takes part in the channel, and leaves it again: two configuration transactions that a majority of administrators signs. */
const newcomerComesAndGoes = async (data: string, newest: () => Promise<Buffer>): Promise<void> => {
  const port = { mspId: 'PortMSP', domain: 'port.daunguon.local', nameVi: 'Cảng vụ', name: 'Port authority' };
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const { organisations } = await loadOrCreateMaterial(cryptoDir(data), topology);
  const newcomer = await loadOrCreateMaterial(join(data, 'newcomer'), { ...topology, organisations: [port] });
  const [first, ...others] = peers.map((mspId) => organisations.get(mspId)!.admin);
  const [orderer] = Object.values(readConnectionProfile(data).orderers);
  for (const change of [{ add: newcomer.organisations.get('PortMSP')! }, { remove: 'PortMSP' }]) {
    const answer = await broadcast(orderer!, organisationUpdate(await newest(), change, [first!, ...others]));
    if (answer.getStatus() !== 200) throw new Error(`the update was refused: ${answer.getInfo()}`);
  }
};

/** Starts a network of its own in a throw-away folder. Needs FABRIC_BIN. */
export const record = async (): Promise<Recording> => {
  const root = mkdtempSync(join(tmpdir(), 'daunguon-fabric-'));
  const data = join(root, 'network');
  const topologyFile = join(root, 'topology.json');
  const base = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  writeFileSync(topologyFile, JSON.stringify({ ...base, chaincodes: CHAINCODES.slice(0, 1) }));
  const chaincodeServer = join(import.meta.dirname, '../fixtures/basic-chaincode/basic-chaincode.ts');
  const fabric = await startFabricProcess({ data, topologyFile, chaincodeServer });
  const followed = await Promise.all(peers.map((mspId) => follow(data, mspId)));
  const client = administratorGateway(data, 'AgriMSP');
  const contract = client.gateway.getNetwork('province').getContract('records');
  const endorsed: RecordedEndorsement[] = [];
  /** Resolves once all peers stand at one height and stay there. */
  const settled = async (): Promise<number> => {
    const heights = (): string => followed.map(({ blocks }) => blocks.length).join();
    for (let before = ''; ; await sleep(250)) {
      const now = heights();
      if (now === before && !now.startsWith('0') && new Set(now.split(',')).size === 1)
        return Number(now.split(',')[0]);
      before = now;
    }
  };
  let height = await settled();
  const driver: Driver<Transaction> = {
    endorse: async (name, args, more) => {
      const proposal = contract.newProposal(name, { arguments: [...args], ...more });
      const transaction = await proposal.endorse();
      const proposed = gatewayProtos.ProposedTransaction.deserializeBinary(proposal.getBytes());
      const prepared = gatewayProtos.PreparedTransaction.deserializeBinary(transaction.getBytes());
      const envelope = Buffer.from(prepared.getEnvelope()!.serializeBinary());
      endorsed.push({
        height,
        mspId: 'AgriMSP',
        proposal: Buffer.from(proposed.getProposal()!.serializeBinary()).toString('base64'),
        payload: readEndorserTransaction(readHeader(envelope)).responsePayload.toString('base64'),
      });
      return transaction;
    },
    commit: async (...transactions) => {
      await Promise.all(
        transactions.map((transaction) =>
          transaction.submit().catch((error: unknown) => {
            if (!isOrdered(error)) throw error;
          }),
        ),
      );
      const before = height;
      while ((height = await settled()) === before);
    },
    repeat: async (transaction) => {
      const before = height;
      // orderers refuse what they have ordered ("request already processed") as long as they live; their supervisor starts them again
      killNodes(data, 'orderer');
      // while they start, fewer than a quorum take it, and say so; it may be ordered all the same
      while ((height = await settled()) === before) await transaction.submit().catch(() => undefined);
    },
  };
  try {
    await everyKind(driver);
    await revokeSomebody(data);
    height = await settled();
    /** The newest configuration block, once it is another than the last time. */
    let known = Buffer.alloc(0);
    const newestConfig = async (): Promise<Buffer> => {
      const cscc = client.gateway.getNetwork('province').getContract('cscc');
      for (;;) {
        const block = Buffer.from(await cscc.evaluateTransaction('GetConfigBlock', 'province'));
        if (!block.equals(known)) return (known = block);
        await sleep(50);
      }
    };
    await newcomerComesAndGoes(data, newestConfig);
    await newestConfig();
    height = await settled();
    await driver.commit(await driver.endorse('put', ['after', '1']));
    return { blocks: followed[0]!.blocks.map((block) => block.toString('base64')), endorsed };
  } finally {
    for (const each of followed) each.close();
    client.close();
    await fabric.stop();
    rmSync(root, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const file = process.argv[2];
  if (!file) throw new Error('usage: node record.ts <file>');
  const recording = await record();
  writeRecording(file, recording);
  console.log(`${recording.blocks.length} blocks, ${recording.endorsed.length} proposals in ${file}`);
  process.exit(0);
}
