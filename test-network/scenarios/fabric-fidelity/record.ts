/** Runs real Fabric through transactions of every kind and writes down what it said: `node record.ts <file>`. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract, Transaction } from '@hyperledger/fabric-gateway';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { gateway as gatewayProtos, peer } from '@hyperledger/fabric-protos';
import { isOrdered } from '../../../gateway-api/src/ledger/commit-status.ts';
import { organisationUpdate } from '../../src/config/organisation-update.ts';
import type { OrganisationChange } from '../../src/config/organisation-update.ts';
import { createCrl, issueNode } from '../../src/crypto/certificates.ts';
import type { KeyAndCert } from '../../src/crypto/certificates.ts';
import { loadOrCreateMaterial } from '../../src/crypto/material.ts';
import { unpackProposal } from '../../src/endorser/proposal.ts';
import { administratorGateway, readConnectionProfile } from '../../src/fabric/profile-gateway.ts';
import { broadcast, clientOf } from '../../src/node/broadcast.ts';
import { cryptoDir } from '../../src/node/network-ledger.ts';
import { unaryCall } from '../../src/node/raw-calls-fixture.ts';
import { revoke } from '../../src/node/revoke.ts';
import { loadTopology, withPortOffset } from '../../../network/src/topology.ts';
import { readEndorserTransaction, readHeader } from '../../src/validation/envelope.ts';
import { administrator, connectByProfile } from '../fabric-client/profile-client.ts';
import { killNodes, startFabricProcess } from '../fixtures/fabric-process.ts';
import { CHAINCODES } from '../golden-blocks/chaincodes.ts';
import { everyKind } from '../golden-blocks/every-kind.ts';
import type { Driver } from '../golden-blocks/every-kind.ts';
import { everyMessage } from './every-message.ts';
import type { Call } from './every-message.ts';
import { deployOther } from './other-chaincode.ts';
import { writeRecording } from './recording.ts';
import type { RecordedEndorsement, RecordedMessage, RecordedStream, Recording } from './recording.ts';

const peers = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'] as const;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

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

/**
 * A new organisation takes part in the channel, has its client's transaction committed, and leaves it again: two configuration transactions
 * that a majority of administrators signs.
 */
const newcomerComesAndGoes = async (
  data: string,
  newest: () => Promise<Buffer>,
  commitAs: (newcomer: Contract) => Promise<void>,
): Promise<void> => {
  const port = { mspId: 'PortMSP', domain: 'port.daunguon.local', nameVi: 'Cảng vụ', name: 'Port authority' };
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const { organisations } = await loadOrCreateMaterial(cryptoDir(data), topology);
  const newcomer = await loadOrCreateMaterial(join(data, 'newcomer'), { ...topology, organisations: [port] });
  const [first, ...others] = peers.map((mspId) => organisations.get(mspId)!.admin);
  const [orderer] = Object.values(readConnectionProfile(data).orderers);
  const organisation = newcomer.organisations.get('PortMSP')!;
  const update = async (change: OrganisationChange, current: Buffer): Promise<void> => {
    const answer = await broadcast(orderer!, organisationUpdate(current, change, [first!, ...others]));
    if (answer.getStatus() !== 200) throw new Error(`the update was refused: ${answer.getInfo()}`);
  };
  await update({ add: organisation }, await newest());
  const withNewcomer = await newest();
  const person = { certificate: organisation.adminCertPem, key: organisation.adminKeyPem };
  const client = connectByProfile(data, 'AgriMSP', { mspId: 'PortMSP', person });
  await commitAs(client.gateway.getNetwork('province').getContract('records'));
  client.close();
  await update({ remove: 'PortMSP' }, withNewcomer);
};

/** Asks AgriMSP's peer alone, which answers with all it has: also where it refuses. */
const askPeer = async (
  data: string,
  { by = 'AgriMSP', name, args, transientData }: Call,
): Promise<Omit<RecordedEndorsement, 'height'>> => {
  const client = connectByProfile(data, 'AgriMSP', { mspId: by, person: administrator(data, by), offline: true });
  const proposal = client.gateway
    .getNetwork('province')
    .getContract('records')
    .newProposal(name, { arguments: [...args], ...(transientData && { transientData }) });
  const signed = client.gateway.newSignedProposal(proposal.getBytes(), await client.sign(proposal.getDigest()));
  client.close();
  const request = gatewayProtos.ProposedTransaction.deserializeBinary(signed.getBytes())
    .getProposal()!
    .serializeBinary();
  const node = clientOf(readConnectionProfile(data).peers['peer.AgriMSP']!);
  const answer = peer.ProposalResponse.deserializeBinary(
    await unaryCall(node, '/protos.Endorser/ProcessProposal', request),
  );
  node.close();
  return {
    mspId: 'AgriMSP',
    proposal: hex(request),
    payload: hex(answer.getPayload_asU8()),
    message: answer.getResponse()!.getMessage(),
  };
};

/** The recorder's lines, put together by chaincode and transaction. */
const readStreams = (file: string): RecordedStream[] => {
  const streams = new Map<string, { chaincode: string; txId: string; messages: RecordedMessage[] }>();
  for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
    const { chaincode, ...message } = JSON.parse(line) as RecordedMessage & { chaincode: string };
    const txId = peer.ChaincodeMessage.deserializeBinary(Buffer.from(message.bytes, 'hex')).getTxid();
    const key = `${chaincode}/${txId}`;
    const stream = streams.get(key) ?? { chaincode, txId, messages: [] };
    streams.set(key, stream);
    stream.messages.push(message);
  }
  return [...streams.values()];
};

/** Starts a network of its own in a throw-away folder. Needs FABRIC_BIN. */
export const record = async (): Promise<Recording> => {
  const root = mkdtempSync(join(tmpdir(), 'daunguon-fabric-'));
  const data = join(root, 'network');
  const topologyFile = join(root, 'topology.json');
  const base = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  writeFileSync(topologyFile, JSON.stringify({ ...base, chaincodes: CHAINCODES.slice(0, 1) }));
  const said = join(root, 'streams');
  mkdirSync(said);
  const chaincodeServer = join(import.meta.dirname, 'stream-recorder.ts');
  const fabric = await startFabricProcess({ data, topologyFile, chaincodeServer, env: { RECORD_STREAMS: said } });
  const firstPeer = Number(new URL(readConnectionProfile(data).peers['peer.AgriMSP']!.url).port);
  const withPorts = withPortOffset(base, firstPeer - base.organisations[0]!.peerPort!);
  await deployOther(data, withPorts, said);
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
  const endorsing =
    (by: Contract): Driver<Transaction>['endorse'] =>
    async (name, args, more) => {
      const proposal = by.newProposal(name, { arguments: [...args], ...more });
      const transaction = await proposal.endorse().catch((error: unknown) => {
        // what the peers said stands in the details alone
        throw error instanceof GatewayError ? new Error(`${name}: ${JSON.stringify(error.details)}`) : error;
      });
      const proposed = gatewayProtos.ProposedTransaction.deserializeBinary(proposal.getBytes());
      const prepared = gatewayProtos.PreparedTransaction.deserializeBinary(transaction.getBytes());
      const envelope = Buffer.from(prepared.getEnvelope()!.serializeBinary());
      endorsed.push({
        ...{ height, mspId: 'AgriMSP', message: '' },
        proposal: hex(proposed.getProposal()!.serializeBinary()),
        payload: hex(readEndorserTransaction(readHeader(envelope)).responsePayload),
      });
      return transaction;
    };
  const driver: Driver<Transaction> = {
    endorse: endorsing(contract),
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
    for (const call of everyMessage) endorsed.push({ height, ...(await askPeer(data, call)) });
    await deployOther(data, withPorts, said, '1.1');
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
    await newcomerComesAndGoes(data, newestConfig, async (newcomer) => {
      height = await settled();
      await driver.commit(await endorsing(newcomer)('put', ['newcomer', '1']));
    });
    await newestConfig();
    height = await settled();
    await driver.commit(await driver.endorse('put', ['after', '1']));
    const asked = new Set(['', ...endorsed.map(({ proposal }) => unpackProposal(Buffer.from(proposal, 'hex')).txId)]);
    // whether peers answer at all is asked at the start, outside of the recording
    const streams = readStreams(join(said, 'AgriMSP.jsonl')).filter(({ txId }) => asked.has(txId));
    return { blocks: followed[0]!.blocks.map(hex), endorsed, streams };
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
  const { blocks, endorsed, streams } = recording;
  const messages = streams.flatMap((stream) => stream.messages).length;
  console.log(`${blocks.length} blocks, ${endorsed.length} proposals, ${messages} messages of chaincode in ${file}`);
  process.exit(0);
}
