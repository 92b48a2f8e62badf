/** The embedded network with carbon's people: certificates as the certificate authority writes them, an issued batch, clients that try conflicts again. */
import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Network } from '@hyperledger/fabric-gateway';
import { parseDomainError, type RecordState, type RecordType } from '@daunguon/records';
import type { PersonName } from '../../../records/src/domains/carbon/carbon-fixtures.ts';
import { readBlock } from '../../../gateway-api/src/ledger/read-block.ts';
import { ATTRIBUTE_OID } from '../../src/ca/enrolment.ts';
import { issue, type KeyAndCert } from '../../src/crypto/certificates.ts';
import { startClientNetwork, type ClientNetwork } from '../fixtures/client-network.ts';
import { daysAgo, freshId } from '../system.ts';

const valid = 0;
/**
 * peer.TxValidationCode of conflicts that another try can win: MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT, and ENDORSEMENT_POLICY_FAILURE where an
 * earlier transaction of the block changed who must endorse a key. Who names the endorsers wants to hear of the last.
 */
const conflicts = new Set([11, 12]);
const policyFailure = 10;
/** Tries before a conflict counts as an answer: with fifty clients at one block, somebody waits long. */
const attempts = 60;

/** As in the property tests of the rules: an owner whose account is closed and a verifier of the first owner's legal entity among them. */
const roles = {
  owner: ['AgriMSP', 'project-owner', 'carbon:own', '3600000001'],
  buyer: ['TechMSP', 'project-owner', 'carbon:own', '3600000002'],
  closed: ['AgriMSP', 'project-owner', 'carbon:own', '3600000003', '2026-06-01T00:00:00Z'],
  verifier: ['TechMSP', 'verifier', 'carbon:verify', '3600000004'],
  other: ['AgriMSP', 'verifier', 'carbon:verify', '3600000005'],
  kin: ['AgriMSP', 'verifier', 'carbon:verify', '3600000001-001'],
  authority: ['AgriMSP', 'authority', 'carbon:authority', '3600000006'],
} as const satisfies Record<PersonName, readonly [string, string, string, string, string?]>;
export type CarbonPerson = PersonName;

export interface CarbonNetwork {
  readonly network: ClientNetwork;
  readonly project: string;
  readonly unitOf: Readonly<Record<CarbonPerson, string>>;
  /** Conflicts that were tried again so far. */
  readonly retries: () => number;
  /** Transactions that were committed so far. */
  readonly committed: () => number;
  /** `accepted`, or the code of the refusal, or the validation code where it is not valid. */
  submit(who: CarbonPerson, transaction: string, command: object, endorsers?: string[]): Promise<string>;
  record(id: string): Promise<RecordState>;
  /** Every version of every record that valid transactions wrote, in the ledger's order, up to the last own commit. */
  history(): Promise<readonly RecordState[]>;
  /** Newest versions of the records of a type, in the order in which they came to be, as far as the blocks have arrived. */
  seen<State extends RecordState>(type: RecordType): State[];
  /** The same, the last that came to be first: for a look at a few of many. */
  lastSeen<State extends RecordState>(type: RecordType): Generator<State>;
  /** An approved monitoring period of so many tonnes in a year of its own. */
  approve(tonnes: string): Promise<string>;
  stop(): Promise<void>;
}

const decision = { number: '12/QĐ', date: daysAgo(2), authority: 'Sở Nông nghiệp và Môi trường' };
const digest = 'd'.repeat(64);

export async function startCarbonNetwork(): Promise<CarbonNetwork> {
  const network = await startClientNetwork('records');
  const { organisations } = network.material;
  const unitOf = Object.fromEntries(Object.keys(roles).map((who) => [who, freshId()])) as Record<CarbonPerson, string>;
  const person = async (mspId: string, attrs: object): Promise<KeyAndCert> => {
    const { caCertPem, caKey } = organisations.get(mspId)!;
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const key = new x509.PublicKey(publicKey.export({ type: 'spki', format: 'der' }));
    const extension = new x509.Extension(ATTRIBUTE_OID, false, Buffer.from(JSON.stringify({ attrs })));
    const issuer = { certPem: caCertPem, key: caKey };
    const subject: x509.JsonName = [{ OU: ['client'] }, { CN: [freshId()] }];
    return { keyPem, certPem: await issue(issuer, subject, key, { days: 1, extensions: [extension] }) };
  };
  const channels = {} as Record<CarbonPerson, Network>;
  const offices = new Map<string, Network>();
  for (const [who, [mspId, role]] of Object.entries(roles)) {
    const attributes = { 'dn.role': role, 'dn.unit': unitOf[who as CarbonPerson], 'dn.signing': 'own' };
    channels[who as CarbonPerson] = network.connectAs('TechMSP', mspId, await person(mspId, attributes));
    if (!offices.has(mspId)) offices.set(mspId, network.connect('TechMSP', mspId));
  }
  let [retries, committed, lastBlock, height] = [0, 0, 0n, -1n];
  const history: RecordState[] = [];
  /** Of each type: ids in the order in which they came to be, and the newest version of each. */
  const recordsOf = new Map<string, { readonly ids: string[]; readonly newest: Map<string, RecordState> }>();
  const take = (state: RecordState): void => {
    const { type, id } = state;
    history.push(state);
    const known = recordsOf.get(type) ?? { ids: [], newest: new Map<string, RecordState>() };
    if (!known.newest.has(id)) known.ids.push(id);
    known.newest.set(id, state);
    recordsOf.set(type, known);
  };
  const blocks = await network.connect('TechMSP').getBlockEvents({ startBlock: 0n });
  const follow = async (): Promise<void> => {
    for await (const block of blocks) {
      const { number, transactions } = readBlock(block, 'records');
      for (const { value } of transactions.flatMap(({ writes }) => writes)) take(JSON.parse(value) as RecordState);
      height = BigInt(number);
    }
  };
  let stopping = false;
  const following = follow().catch((error: unknown) => {
    if (!stopping) throw error;
  });
  const send = async (channel: Network, name: string, command: object, endorsers?: string[]): Promise<string> => {
    const [contractName = '', transaction = ''] = name.split(':');
    const json = JSON.stringify({ requestId: freshId(), ...command });
    for (let attempt = 1; ; attempt += 1) {
      try {
        const proposal = channel.getContract('records', contractName).newProposal(transaction, {
          arguments: [json],
          ...(endorsers === undefined ? {} : { endorsingOrganizations: endorsers }),
        });
        const { code, blockNumber } = await (await (await proposal.endorse()).submit()).getStatus();
        if (blockNumber > lastBlock) lastBlock = blockNumber;
        if (code === valid) {
          committed += 1;
          return 'accepted';
        }
        const again = conflicts.has(code) || (code === policyFailure && endorsers === undefined);
        if (!again || attempt === attempts) return String(code);
      } catch (error) {
        const { message, details } = error as Error & { details?: readonly { message: string }[] };
        const refusal = [message, ...(details ?? []).map((one) => one.message)].map(parseDomainError).find(Boolean);
        if (refusal !== undefined) return refusal.code;
        // Peers that stand at different blocks endorse different results: the same as a conflict.
        if (attempt === attempts) throw error;
      }
      retries += 1;
      await new Promise((resolve) => setTimeout(resolve, 10 * Math.min(attempt, 10) * (0.5 + Math.random())));
    }
  };
  const must = async (said: Promise<string>): Promise<void> => {
    const answer = await said;
    if (answer !== 'accepted') throw new Error(answer);
  };
  const submit: CarbonNetwork['submit'] = (who, transaction, command, endorsers) =>
    send(channels[who], `Carbon:${transaction}`, command, endorsers);
  for (const [mspId, office] of offices) {
    await must(send(office, 'Registry:RegisterOrganisation', { id: freshId(), mspId, name: mspId }));
  }
  for (const [who, [mspId, , may, taxCode, until = '2036-01-01T00:00:00Z']] of Object.entries(roles)) {
    const office = offices.get(mspId)!;
    const unit = { id: unitOf[who as CarbonPerson], name: who, kind: 'project-owner', commune: '26068', taxCode };
    await must(send(office, 'Registry:RegisterUnit', unit));
    const period = { from: '2026-01-01T00:00:00Z', until };
    await must(send(office, 'Registry:GrantAccreditation', { id: freshId(), unit: unit.id, may: [may], ...period }));
  }
  const project = freshId();
  await must(
    submit('owner', 'SubmitProject', {
      ...{ id: project, code: 'DN-AF-1', name: 'Nông lâm kết hợp', methodology: 'VM0047', sector: 'AFOLU' },
      ...{ kind: 'removal-nature', commune: '26068', creditingFrom: '1990-01-01', creditingUntil: '2050-12-31' },
      ...{ bufferBps: 1000, coveredByNdc: 'inside' },
    }),
  );
  await must(submit('verifier', 'MoveProject', { id: project, to: 'validated', reportDigest: digest }));
  await must(submit('authority', 'MoveProject', { id: project, to: 'registered', decision }));
  let days = 0;
  return {
    ...{ network, project, unitOf, submit, retries: () => retries, committed: () => committed },
    async approve(tonnes) {
      const [id, day] = [freshId(), new Date(Date.UTC(2000, 0, (days += 1))).toISOString().slice(0, 10)];
      const period = { from: day, until: day, vintage: Number(day.slice(0, 4)), tonnes, reportDigest: digest };
      const verifier = unitOf.verifier;
      await must(submit('owner', 'SubmitMonitoring', { id, project, verifier, ...period }));
      await must(submit('verifier', 'VerifyMonitoring', { id, tonnes, reportDigest: digest }));
      await must(submit('authority', 'ApproveMonitoring', { id, decision }));
      return id;
    },
    async record(id) {
      const contract = network.connect('TechMSP').getContract('records', 'Registry');
      const bytes = await contract.evaluateTransaction('Get', JSON.stringify({ id }));
      return JSON.parse(Buffer.from(bytes).toString()) as RecordState;
    },
    async history() {
      while (height < lastBlock) await new Promise((resolve) => setTimeout(resolve, 20));
      return history;
    },
    seen: <State extends RecordState>(type: RecordType) => [...(recordsOf.get(type)?.newest.values() ?? [])] as State[],
    *lastSeen<State extends RecordState>(type: RecordType) {
      const { ids, newest } = recordsOf.get(type) ?? { ids: [], newest: new Map<string, RecordState>() };
      for (let at = ids.length - 1; at >= 0; at -= 1) yield newest.get(ids[at] ?? '') as State;
    },
    async stop() {
      stopping = true;
      blocks.close();
      await following;
      await network.stop();
    },
  };
}
