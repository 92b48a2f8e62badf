import { CanonicalText, canonicalize, commitRecord, recordSalt, sha256Hex } from '@daunguon/proof';
import {
  DomainError,
  domainErrorMessage,
  recordKey,
  requestKey,
  type FieldsDraft,
  type FieldsState,
  type Outcome,
  type OwnedKey,
  type RecordDraft,
  type RecordState,
} from '@daunguon/records';
import { openLedger, type Ledger, type TransactionContext } from './ledger.ts';
import { ownerPolicy } from './owner-policy.ts';

/** What a transaction returns, and returns again when its request id comes again. */
export interface TransactionResult {
  readonly requestId: string;
  readonly event: string;
  /** Records written, in the order of the rule. */
  readonly ids: readonly string[];
  /** Those of `ids` that were saved as held. */
  readonly held: readonly string[];
}

interface RequestGuard {
  readonly hash: string;
  readonly result: TransactionResult;
}

const encoder = new TextEncoder();

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError('registry/invalid-command', 'JSON');
  }
};

/** @throws what the work was rejected with. */
const settled = <Value>(result: PromiseSettledResult<Value>): Value => {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
};

/** Runs `work`; a DomainError leaves as its JSON in the message, because the shim sends nothing but the message. */
export const withDomainErrors = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw new Error(domainErrorMessage(error), { cause: error });
    throw error;
  }
};

const put = (ctx: TransactionContext, key: string, value: unknown): Promise<void> =>
  ctx.stub.putState(key, encoder.encode(canonicalize(value)));

const own = async (ctx: TransactionContext, { key, msp }: OwnedKey): Promise<void> => {
  const policy = ownerPolicy(msp);
  if (policy !== undefined) await ctx.stub.setStateValidationParameter(key, policy);
};

/** A `RecordState` whose body is written once, for the commitment and for the ledger. */
const stateOf = (
  ctx: TransactionContext,
  { actor, txTime }: Ledger,
  draft: RecordDraft,
): RecordState<CanonicalText> => {
  const salt = recordSalt(ctx.stub.getTxID(), draft.id, draft.version);
  const body = new CanonicalText(draft.body);
  return { ...draft, body, salt, commitment: commitRecord(body, salt), ts: txTime, by: actor };
};

/** The commitment was made where the contents are: no peer ever sees them, nor a salt. */
const fieldsStateOf = ({ actor, txTime }: Ledger, draft: FieldsDraft): FieldsState => ({
  ...draft,
  ts: txTime,
  by: actor,
});

/**
 * One transaction: parse, answer a repeated request with its first result, decide by a pure rule, save, emit one event.
 * The request guard makes a command exactly-once whatever the client repeats.
 */
export const transact = <Command extends { readonly requestId: string }>(
  ctx: TransactionContext,
  json: string,
  parse: (value: unknown) => Command,
  decide: (command: Command, ledger: Ledger) => Promise<Outcome>,
): Promise<string> =>
  withDomainErrors(async () => {
    const command = parse(parseJson(json));
    const ledger = openLedger(ctx);
    const { requestId } = command;
    const hash = sha256Hex(canonicalize({ command, msp: ledger.actor.msp, unit: ledger.actor.unit }));
    // A rule only reads. It is asked in the same turn, so that its reads go in one message with the guard; a repeated request needs no answer of it.
    const [guard, decision] = await Promise.allSettled([
      ledger.entry<RequestGuard>(requestKey(requestId)),
      decide(command, ledger),
    ]);
    const earlier = settled(guard);
    if (earlier !== undefined) {
      if (earlier.hash !== hash) throw new DomainError('registry/request-id-reused', requestId);
      return canonicalize(earlier.result);
    }
    const { next, committed = [], entries, event, owned = [] } = settled(decision);
    const result: TransactionResult = {
      requestId,
      event,
      ids: [...next, ...committed].map(({ id }) => id),
      held: next.filter(({ status }) => status === 'held').map(({ id }) => id),
    };
    await Promise.all([
      ...next.map((draft) => put(ctx, recordKey(draft.id), stateOf(ctx, ledger, draft))),
      ...committed.map((draft) => put(ctx, recordKey(draft.id), fieldsStateOf(ledger, draft))),
      ...entries.map(({ key, value }) => put(ctx, key, value)),
      put(ctx, requestKey(requestId), { hash, result } satisfies RequestGuard),
      ...owned.map((key) => own(ctx, key)),
    ]);
    ctx.stub.setEvent(event, encoder.encode(canonicalize({ requestId, ids: result.ids })));
    return canonicalize(result);
  });
