import { recordKey, type Actor, type RecordState } from '@daunguon/records';
import type api from 'fabric-contract-api';

export type TransactionContext = Pick<api.Context, 'stub' | 'clientIdentity'>;

/** What a transaction reads; each key is asked for once. Writes of this transaction are not seen, as on Fabric. */
export interface Ledger {
  readonly actor: Actor;
  /** The transaction's own timestamp, ISO 8601 UTC. */
  readonly txTime: string;
  record(id: string | undefined): Promise<RecordState | undefined>;
  entry<Value>(key: string): Promise<Value | undefined>;
  /** The values that exist of many keys; keys that agree in their first `scope` characters are read by one range query. */
  entries<Value>(keys: readonly string[], scope: number): Promise<ReadonlyMap<string, Value>>;
}

/**
 * Who acts, from the certificate only: MSP and the attributes that the organisation's CA wrote (Fabric CA, extension
 * 1.2.3.4.5.6.7.8.1). A NodeOU administrator (`OU=admin`) has no attributes and acts for the organisation.
 */
const actorOf = ({ clientIdentity }: TransactionContext): Actor => {
  const attribute = (name: string): string => clientIdentity.getAttributeValue(name) ?? '';
  const subject = clientIdentity.getID().split('::')[1] ?? '';
  return {
    msp: clientIdentity.getMSPID(),
    unit: attribute('dn.unit'),
    role: attribute('dn.role') || (subject.split('/').includes('OU=admin') ? 'admin' : ''),
    signing: attribute('dn.signing') === 'custodial' ? 'custodial' : 'own',
  };
};

/** Below this many keys of one scope each is read by itself. */
const rangeFrom = 4;
/** A range with more other keys in it than this is left, and the rest read by itself. */
const mostStrangers = 100;

const decode = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** Reads the sorted keys by one range query; returns those it did not reach because too many others lie between them. */
const readRange = async (
  { stub }: TransactionContext,
  keys: readonly string[],
  found: Map<string, unknown>,
): Promise<readonly string[]> => {
  const wanted = new Set(keys);
  let strangers = 0;
  // The end of a range is exclusive; no key has a character below the space.
  for await (const { key, value } of stub.getStateByRange(keys[0] ?? '', `${keys.at(-1)} `)) {
    if (wanted.has(key)) found.set(key, decode(value));
    else if ((strangers += 1) > mostStrangers) return keys.filter((other) => other > key);
  }
  return [];
};

export const openLedger = (ctx: TransactionContext): Ledger => {
  const reads = new Map<string, Promise<unknown>>();
  const read = async (key: string): Promise<unknown> => {
    const bytes = await ctx.stub.getState(key);
    return bytes.length === 0 ? undefined : decode(bytes);
  };
  const entry = <Value>(key: string): Promise<Value | undefined> => {
    const pending = reads.get(key) ?? read(key);
    reads.set(key, pending);
    return pending as Promise<Value | undefined>;
  };
  const entries = async <Value>(keys: readonly string[], scope: number): Promise<ReadonlyMap<string, Value>> => {
    const found = new Map<string, unknown>();
    const single: string[] = [];
    for (const family of Map.groupBy(keys, (key) => key.slice(0, scope)).values()) {
      single.push(...(family.length < rangeFrom ? family : await readRange(ctx, family.toSorted(), found)));
    }
    for (const [index, value] of (await Promise.all(single.map(entry))).entries()) {
      if (value !== undefined) found.set(single[index] ?? '', value);
    }
    return found as ReadonlyMap<string, Value>;
  };
  return {
    actor: actorOf(ctx),
    txTime: ctx.stub.getDateTimestamp().toISOString(),
    entry,
    entries,
    record: async (id) => (id === undefined ? undefined : entry<RecordState>(recordKey(id))),
  };
};
