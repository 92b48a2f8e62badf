/** Transaction simulation on committed state (Fabric kvledger/txmgmt/txmgr: query_executor, tx_simulator). */
import { hashedSpace, privateSpace } from '../ledger/state-store.ts';
import type { StateReader } from '../ledger/state-store.ts';
import type { ChaincodeDefinition, CollectionConfig, KeyHistory, RowIterator, Simulator } from '../types.ts';
import { findCollection } from '../validation/collections.ts';
import { endorsementInterest } from './endorsement-interest.ts';
import { rangeReads } from './range-reads.ts';
import { encodePrivateSet, encodeRwset, sha256 } from './rwset-builder.ts';
import { readEntries } from './rwset-reader.ts';
import type { Version } from './rwset-types.ts';
import { simulationDraft } from './simulation-draft.ts';
import { stateRange } from './state-range.ts';

export interface SimulatorOptions {
  /** Organisation of the peer that simulates. */
  readonly mspId: string;
  readonly creatorMspId: string;
  readonly txId: string;
  readonly state: StateReader;
  readonly definition: (chaincode: string) => ChaincodeDefinition | undefined;
  readonly mspIds: readonly string[];
  readonly history: (namespace: string, key: string) => KeyHistory[];
}

const versionText = (version: Version | undefined): string =>
  version === undefined ? 'nil' : `{BlockNum: ${String(version.block)}, TxNum: ${String(version.tx)}}`;

/** One transaction's simulator. */
export const openSimulator = (options: SimulatorOptions): Simulator => {
  const { state, txId } = options;
  const draft = simulationDraft();
  let wrote = false;
  let paginated = false;
  let queriedPrivate = false;
  let done = false;

  const refuse = (reason: string): never => {
    throw new Error(`txid [${txId}]: unsuppored transaction. ${reason}`);
  };
  const checkOpen = (): void => {
    if (done) throw new Error('this instance should not be used after calling Done()');
  };
  const checkWrite = (): void => {
    checkOpen();
    if (queriedPrivate) refuse('Transaction has already performed queries on pvt data. Writes are not allowed');
    if (paginated) refuse('Transaction has already performed a paginated query. Writes are not allowed');
    wrote = true;
  };
  const collection = (namespace: string, name: string): CollectionConfig => {
    checkOpen();
    const found = findCollection(options.definition(namespace), name, options.mspIds);
    if (found === undefined)
      throw new Error(`collection [${name}] not defined in the collection config for chaincode [${namespace}]`);
    return found;
  };
  const denied = (access: string, namespace: string, name: string): never => {
    throw new Error(
      `tx creator does not have ${access} access permission on privatedata in chaincodeName:${namespace} collectionName: ${name}`,
    );
  };
  const checkRead = (namespace: string, name: string): CollectionConfig => {
    const config = collection(namespace, name);
    if (config.memberOnlyRead && !config.memberMspIds.includes(options.creatorMspId)) denied('read', namespace, name);
    return config;
  };
  const checkPrivateWrite = (namespace: string, name: string): void => {
    const config = collection(namespace, name);
    if (config.memberOnlyWrite && !config.memberMspIds.includes(options.creatorMspId)) denied('write', namespace, name);
    checkWrite();
  };
  const readHashed = (namespace: string, name: string, key: string) => {
    const row = state.get(hashedSpace(namespace, name), sha256(Buffer.from(key)));
    draft.read(namespace, name, key, row);
    return row;
  };
  const readPublic = (namespace: string, key: string) => {
    checkOpen();
    const row = state.get(namespace, Buffer.from(key));
    draft.read(namespace, '', key, row);
    return row;
  };

  const range: Simulator['range'] = (namespace, start, end, page) => {
    checkOpen();
    if (page !== undefined) {
      if (wrote) refuse('Paginated queries are supported only in a read-only transaction');
      paginated = true;
    }
    const first = page?.bookmark ? page.bookmark : start;
    const next = stateRange(state, namespace, first, end);
    const most = page !== undefined && page.size > 0 ? page.size : Infinity;
    const seen = rangeReads();
    let lastKey: Buffer = Buffer.alloc(0);
    let exhausted = false;
    let count = 0;
    let bookmark: string | undefined;
    draft.addRange(namespace, () => ({
      start: Buffer.from(first),
      end: exhausted ? Buffer.from(end) : lastKey,
      exhausted,
      ...seen.done(),
    }));
    return {
      next: () => {
        // who has a whole page does not learn whether more rows follow
        if (count >= most) return undefined;
        const row = exhausted ? undefined : next();
        if (row === undefined) {
          exhausted = true;
          return undefined;
        }
        count += 1;
        lastKey = row.key;
        seen.add({ key: row.key, version: { block: row.block, tx: row.tx } });
        return { key: row.key.toString('utf8'), value: row.value };
      },
      close: () => undefined,
      bookmark: () => (bookmark ??= (exhausted ? undefined : next())?.key.toString('utf8') ?? ''),
    };
  };

  const privateRange = (namespace: string, name: string, start: string, end: string): RowIterator => {
    const config = checkRead(namespace, name);
    if (wrote) refuse('Queries on pvt data is supported only in a read-only transaction');
    queriedPrivate = true;
    const member = config.memberMspIds.includes(options.mspId);
    const next = stateRange(state, privateSpace(namespace, name), start, end);
    return {
      next: () => {
        const row = member ? next() : undefined;
        return row === undefined ? undefined : { key: row.key.toString('utf8'), value: row.value };
      },
      close: () => undefined,
    };
  };

  return {
    getState: (namespace, key) => readPublic(namespace, key)?.value,
    putState: (namespace, key, value) => {
      checkWrite();
      draft.write(namespace, '', key, value);
    },
    deleteState: (namespace, key) => {
      checkWrite();
      draft.write(namespace, '', key, undefined);
    },
    range,
    history: (namespace, key) => {
      checkOpen();
      return options.history(namespace, key);
    },
    getMetadata: (namespace, key) => readEntries(readPublic(namespace, key)?.metadata ?? Buffer.alloc(0)),
    putMetadata: (namespace, key, entries) => {
      checkWrite();
      draft.writeMetadata(namespace, '', key, entries);
    },
    getPrivate: (namespace, name, key) => {
      const config = checkRead(namespace, name);
      const hashed = readHashed(namespace, name, key);
      const row = config.memberMspIds.includes(options.mspId)
        ? state.get(privateSpace(namespace, name), Buffer.from(key))
        : undefined;
      if (hashed === undefined) return undefined;
      if (row === undefined || row.block !== hashed.block || row.tx !== hashed.tx)
        throw new Error(
          `private data matching public hash version is not available. Public hash version = ${versionText(hashed)}, Private data version = ${versionText(row)}`,
        );
      return row.value;
    },
    getPrivateHash: (namespace, name, key) => {
      collection(namespace, name);
      return readHashed(namespace, name, key)?.value;
    },
    putPrivate: (namespace, name, key, value) => {
      checkPrivateWrite(namespace, name);
      draft.write(namespace, name, key, value);
    },
    deletePrivate: (namespace, name, key) => {
      checkPrivateWrite(namespace, name);
      draft.write(namespace, name, key, undefined);
    },
    purgePrivate: (namespace, name, key) => {
      checkPrivateWrite(namespace, name);
      draft.write(namespace, name, key, undefined, true);
    },
    privateRange,
    getPrivateMetadata: (namespace, name, key) => {
      checkRead(namespace, name);
      return readEntries(readHashed(namespace, name, key)?.metadata ?? Buffer.alloc(0));
    },
    putPrivateMetadata: (namespace, name, key, entries) => {
      checkPrivateWrite(namespace, name);
      draft.writeMetadata(namespace, name, key, entries);
    },
    results: () => {
      const namespaces = draft.namespaces();
      return {
        publicSet: encodeRwset(namespaces),
        privateSet: encodePrivateSet(namespaces),
        interest: endorsementInterest(namespaces, state, options.definition, options.mspIds),
      };
    },
    done: () => {
      done = true;
    },
  };
};
