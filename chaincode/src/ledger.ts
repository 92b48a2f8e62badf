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

export const openLedger = (ctx: TransactionContext): Ledger => {
  const reads = new Map<string, Promise<unknown>>();
  const read = async (key: string): Promise<unknown> => {
    const bytes = await ctx.stub.getState(key);
    return bytes.length === 0 ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as unknown);
  };
  const entry = <Value>(key: string): Promise<Value | undefined> => {
    const pending = reads.get(key) ?? read(key);
    reads.set(key, pending);
    return pending as Promise<Value | undefined>;
  };
  return {
    actor: actorOf(ctx),
    txTime: ctx.stub.getDateTimestamp().toISOString(),
    entry,
    record: async (id) => (id === undefined ? undefined : entry<RecordState>(recordKey(id))),
  };
};
