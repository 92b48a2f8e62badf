import grpc from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { Endorsement, Endorser } from '../endorser/endorser.ts';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import { envelope, field, optionalField, payload } from '../node/wire.ts';
import type { EndorsementInterest } from '../types.ts';
import { proposalOf } from './evaluate.ts';
import type { ErrorDetail } from './gateway-error.ts';
import { GatewayRefusal } from './gateway-error.ts';
import type { GatewayContext } from './gateway-context.ts';
import { ENDORSEMENT_TIMEOUT_MS } from './gateway-context.ts';
import { responseStatus } from './response-status.ts';

const { ABORTED, DEADLINE_EXCEEDED, FAILED_PRECONDITION, UNAVAILABLE } = grpc.status;

const withDeadline = <T>(work: Promise<T>, text: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GatewayRefusal(DEADLINE_EXCEEDED, text)), ENDORSEMENT_TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Combinations of organisations that satisfy every policy the transaction touches, by the organisations that have peers. */
const layoutsFor = (context: GatewayContext, interest: EndorsementInterest): string[][] => {
  const { ledger, endorsers } = context;
  const chaincodePolicies = interest.chaincodes.flatMap((name) => ledger.definition(name)?.endorsementPolicy ?? []);
  const application = interest.applicationPolicies.length > 0 ? interest.applicationPolicies : chaincodePolicies;
  const policies = { application: [...application], keys: [...interest.keyPolicies] };
  return context.layouts(policies, ledger.config()).filter((layout) => layout.every((mspId) => endorsers.has(mspId)));
};

/** Transient data may only go to members of the collections it was written to without reading. */
const distributable = (proposal: UnpackedProposal, interest: EndorsementInterest, layouts: string[][]): string[][] => {
  if (!proposal.hasTransient) return layouts;
  const limits = interest.collectionsWritten.filter(({ read }) => !read);
  const outside = (mspId: string): boolean => limits.some(({ memberMspIds }) => !memberMspIds.includes(mspId));
  const kept = layouts.filter((layout) => !layout.some(outside));
  if (kept.length > 0 || layouts.length === 0) return kept;
  const names = limits.map(({ collection }) => collection).join(' ');
  throw new GatewayRefusal(
    FAILED_PRECONDITION,
    `requires endorsement from organisation(s) that are not in the distribution policy of the private data collection(s): [${names}]; retry specifying trusted endorsing organizations to protect transient data`,
  );
};

/** Endorsements of one transaction as they come in. */
interface Collection {
  readonly details: ErrorDetail[];
  readonly good: Map<string, Endorsement>;
  readonly failed: Set<string>;
  ask(endorser: Endorser): Promise<Endorsement>;
  collect(endorser: Endorser): Promise<void>;
}

const startCollection = (proposal: UnpackedProposal, host: Endorser): Collection => {
  const asked = new Map<string, Promise<Endorsement>>();
  const [details, good, failed]: [ErrorDetail[], Map<string, Endorsement>, Set<string>] = [[], new Map(), new Set()];
  const ask = (endorser: Endorser): Promise<Endorsement> => {
    const known = asked.get(endorser.mspId) ?? endorser.process(proposal);
    asked.set(endorser.mspId, known);
    return known;
  };
  const collect = async (endorser: Endorser): Promise<void> => {
    const answer = await ask(endorser);
    const { mspId, address } = endorser;
    const fail = (message: string): void => {
      failed.add(mspId);
      details.push({ address, mspId, message });
    };
    const { code, message } = responseStatus(answer, endorser === host);
    const first = [...good.values()][0];
    if (code !== grpc.status.OK) fail(message);
    else if (first?.payload && answer.payload && !first.payload.equals(answer.payload))
      fail('ProposalResponsePayloads do not match');
    else good.set(mspId, answer);
  };
  return { details, good, failed, ask, collect };
};

/** common.Envelope{Payload{header as it was sent, Transaction}} without a signature: the client adds it. */
const preparedTransaction = (proposal: UnpackedProposal, endorsements: readonly Endorsement[]): Buffer => {
  const responsePayload = endorsements[0]?.payload ?? Buffer.alloc(0);
  const signatures = endorsements.flatMap(({ endorsement }) =>
    endorsement ? [field(2, Buffer.concat([field(1, endorsement.endorser), field(2, endorsement.signature)]))] : [],
  );
  const action = Buffer.concat([field(1, responsePayload), ...signatures]);
  const actionPayload = Buffer.concat([field(1, proposal.payload), field(2, action)]);
  const transaction = field(1, Buffer.concat([optionalField(1, proposal.signatureHeader), field(2, actionPayload)]));
  return envelope(payload(proposal.header, transaction), Buffer.alloc(0));
};

const tooFew = (details: readonly ErrorDetail[]): GatewayRefusal =>
  new GatewayRefusal(
    ABORTED,
    'failed to collect enough transaction endorsements, see attached details for more info',
    details,
  );

const fromOrganisations = async (
  context: GatewayContext,
  collection: Collection,
  proposal: UnpackedProposal,
  organisations: readonly string[],
): Promise<Endorsement[]> => {
  const { endorsers, ledger } = context;
  const known = ledger.definition(proposal.chaincode) && proposal.channelId === ledger.config().channelId;
  const missing = organisations.filter((mspId) => !known || !endorsers.has(mspId));
  if (missing.length > 0)
    throw new GatewayRefusal(UNAVAILABLE, `failed to find any endorsing peers for org(s): ${missing.join(', ')}`);
  await Promise.all(organisations.map((mspId) => collection.collect(endorsers.get(mspId)!)));
  if (collection.failed.size > 0) throw tooFew(collection.details);
  return [...collection.good.values()];
};

const fromPolicies = async (
  context: GatewayContext,
  collection: Collection,
  proposal: UnpackedProposal,
): Promise<Endorsement[]> => {
  const { host, endorsers, ledger } = context;
  const definition = ledger.definition(proposal.chaincode);
  if (!definition || proposal.channelId !== ledger.config().channelId)
    throw new GatewayRefusal(
      FAILED_PRECONDITION,
      `no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for chaincode ${proposal.chaincode} in channel ${proposal.channelId}`,
    );
  const prefer = (layouts: string[][]): string[] | undefined =>
    layouts
      .filter((layout) => !layout.some((mspId) => collection.failed.has(mspId)))
      .sort((a, b) => Number(b.includes(host.mspId)) - Number(a.includes(host.mspId)))[0];
  if (!proposal.hasTransient) {
    // nothing secret in it: the peers that the chaincode's own policy needs simulate at the same time as the first
    const base = { chaincodes: [proposal.chaincode], applicationPolicies: [], keyPolicies: [], collectionsWritten: [] };
    for (const mspId of prefer(layoutsFor(context, base)) ?? []) void collection.ask(endorsers.get(mspId)!);
  }
  await collection.collect(host);
  const first = collection.good.get(host.mspId);
  if (!first)
    throw new GatewayRefusal(
      ABORTED,
      'failed to endorse transaction, see attached details for more info',
      collection.details,
    );
  const interest = first.interest;
  if (!interest) return [first];
  const layouts = distributable(proposal, interest, layoutsFor(context, interest));
  if (layouts.length === 0)
    throw new GatewayRefusal(
      FAILED_PRECONDITION,
      'no combination of peers can be derived which satisfy the endorsement policy',
    );
  for (let layout = prefer(layouts); layout; layout = prefer(layouts)) {
    const open = layout.filter((mspId) => !collection.good.has(mspId));
    await Promise.all(open.map((mspId) => collection.collect(endorsers.get(mspId)!)));
    if (layout.every((mspId) => collection.good.has(mspId))) return layout.map((mspId) => collection.good.get(mspId)!);
  }
  throw tooFew(collection.details);
};

const words = { missing: 'the proposed transaction must contain a signed proposal', unreadable: '' };

/** gateway.Gateway/Endorse (Fabric: internal/pkg/gateway/endorse.go). */
export const endorse = async (context: GatewayContext, request: Buffer): Promise<Buffer> => {
  const message = gateway.EndorseRequest.deserializeBinary(request);
  const proposal = proposalOf(message.getProposedTransaction(), words);
  const organisations = message.getEndorsingOrganizationsList();
  const collection = startCollection(proposal, context.host);
  return context.onTheirWay.endorsing(proposal.txId, async () => {
    const work =
      organisations.length > 0
        ? fromOrganisations(context, collection, proposal, organisations)
        : fromPolicies(context, collection, proposal);
    const endorsements = await withDeadline(work, 'endorsement timeout expired while collecting endorsements');
    return field(1, preparedTransaction(proposal, endorsements));
  });
};
