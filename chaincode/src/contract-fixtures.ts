import type { TransactionContext } from './ledger.ts';

/** A person as the certificate shows them. */
export interface Person {
  readonly msp: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly subject?: string;
}

/** 26 characters that end in the given label: readable ids for tests. */
export const idOf = (label: string): string => label.padStart(26, '0');

export const registrar: Person = { msp: 'AgriMSP', attributes: { 'dn.role': 'registrar' } };
export const person = (role: string, unit: string, msp = 'AgriMSP'): Person => ({
  msp,
  attributes: { 'dn.role': role, 'dn.unit': idOf(unit), 'dn.signing': 'custodial' },
});

/** A world state with Fabric's rule that a transaction does not see its own writes; a throwing transaction writes nothing. */
export class MemoryChain {
  readonly state = new Map<string, string>();
  /** Key-level policies, as written. */
  readonly policies = new Map<string, Uint8Array>();
  /** Values of private collections, by collection and key. */
  readonly privateData = new Map<string, string>();
  readonly events: { name: string; payload: unknown }[] = [];
  reads = 0;
  now = '2026-11-24T08:00:00.000Z';
  #count = 0;

  async *#range(start: string, end: string): AsyncGenerator<{ key: string; value: Uint8Array }> {
    this.reads += 1;
    for (const key of [...this.state.keys()].sort()) {
      if (key >= start && key < end) yield { key, value: new TextEncoder().encode(this.state.get(key)) };
    }
  }

  async run(
    who: Person,
    transaction: (ctx: TransactionContext, json: string) => Promise<string>,
    command: unknown,
    transient: Readonly<Record<string, unknown>> = {},
  ): Promise<Record<string, unknown>> {
    const writes = new Map<string, string>();
    const policies = new Map<string, Uint8Array>();
    let event: { name: string; payload: unknown } | undefined;
    this.#count += 1;
    const txId = this.#count.toString(16).padStart(64, '0');
    const stub = {
      getState: async (key: string) => {
        this.reads += 1;
        return new TextEncoder().encode(this.state.get(key) ?? '');
      },
      getStateByRange: (start: string, end: string) => this.#range(start, end),
      putState: async (key: string, value: Uint8Array) => void writes.set(key, new TextDecoder().decode(value)),
      setStateValidationParameter: async (key: string, policy: Uint8Array) => void policies.set(key, policy),
      setEvent: (name: string, payload: Uint8Array) => {
        event = { name, payload: JSON.parse(new TextDecoder().decode(payload)) as unknown };
      },
      getTransient: () =>
        new Map(
          Object.entries(transient).map(([name, value]) => [name, new TextEncoder().encode(JSON.stringify(value))]),
        ),
      getPrivateData: async (collection: string, key: string) =>
        new TextEncoder().encode(this.privateData.get(`${collection} ${key}`) ?? ''),
      putPrivateData: async (collection: string, key: string, value: Uint8Array) =>
        void this.privateData.set(`${collection} ${key}`, new TextDecoder().decode(value)),
      purgePrivateData: async (collection: string, key: string) => void this.privateData.delete(`${collection} ${key}`),
      getTxID: () => txId,
      getDateTimestamp: () => new Date(this.now),
    };
    const clientIdentity = {
      getMSPID: () => who.msp,
      getID: () => `x509::${who.subject ?? '/OU=client/CN=1f2e'}::/CN=ca`,
      getAttributeValue: (name: string) => who.attributes[name] ?? null,
    };
    const ctx = { stub, clientIdentity } as unknown as TransactionContext;
    const json = typeof command === 'string' ? command : JSON.stringify(command);
    const result = JSON.parse(await transaction(ctx, json)) as Record<string, unknown>;
    for (const [key, value] of writes) this.state.set(key, value);
    for (const [key, policy] of policies) this.policies.set(key, policy);
    if (event !== undefined) this.events.push(event);
    return result;
  }
}
