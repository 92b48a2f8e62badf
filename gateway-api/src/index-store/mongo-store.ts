import mongoose, { Schema, type Model } from 'mongoose';
import { canonicalize } from '@daunguon/proof';
import { markOf } from './index-mark.ts';
import { fieldsOf, newBlocks } from './index-store.ts';
import type { BlockRef, CollectionSpec, Doc, IndexedBlock, IndexStore, Page, Query, StoredDoc } from './index-store.ts';
import { filterOf, sortOf } from './mongo-query.ts';
import { netEffects, type Effect } from './net-effects.ts';
import { checkQuery, encodeCursor, type SortValue } from './page-cursor.ts';

interface Row {
  _id: string;
  /** Number of the last block that wrote this document. */
  _block?: number;
  [field: string]: unknown;
}
type Write = mongoose.mongo.AnyBulkWriteOperation<Row>;

/** The driver's collection under a model: string ids, no casting. */
const driverOf = (model: Model<Row>) => model.collection as unknown as mongoose.mongo.Collection<Row>;

const schemaOf = (spec: CollectionSpec): Schema<Row> => {
  const { all, single } = fieldsOf(spec);
  const definition = Object.fromEntries(all.map((field) => [field, Schema.Types.Mixed]));
  const options = { strict: false, versionKey: false, minimize: false, autoIndex: false, autoCreate: false } as const;
  const schema = new Schema({ _id: String, ...definition }, options) as unknown as Schema<Row>;
  for (const order of [...single.map((field) => [field]), ...(spec.orders ?? [])])
    schema.index(Object.fromEntries([...order, '_id'].map((field) => [field, 1])) as Record<string, 1>);
  return schema;
};

/**
 * An object or array inside a document is held as its JSON text: the index never asks for what is in it, and a record's body may have what
 * these stores refuse, as member names with a dot, or on FerretDB arrays in arrays, which every polygon is.
 */
const held = (doc: Doc): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(doc).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? { json: JSON.stringify(value) } : value,
    ]),
  );

const zeros = (by: Readonly<Record<string, number>>): Doc =>
  Object.fromEntries(Object.keys(by).map((name) => [name, 0]));

/**
 * The writes of one effect, in two rounds. Puts and deletes may be repeated. A counter first comes into being as of the
 * block before, then one update guarded by its block number adds the block: a repetition finds nothing to update.
 */
const writesOf = (effect: Effect, block: number): readonly [Write[], Write[]] => {
  const filter = { _id: effect.id };
  if (effect.kind === 'delete') return [[{ deleteOne: { filter } }], []];
  if (effect.kind === 'put') {
    return [[{ replaceOne: { filter, replacement: { ...held(effect.doc), _block: block } as Row, upsert: true } }], []];
  }
  const fresh = { ...zeros(effect.by), ...held(effect.onInsert ?? {}), _block: block - 1 };
  const guarded = { _id: effect.id, _block: { $lt: block } };
  return [
    [{ updateOne: { filter, update: { $setOnInsert: fresh }, upsert: true } }],
    [
      {
        updateOne: {
          filter: guarded,
          update: { $inc: effect.by as mongoose.mongo.MatchKeysAndValues<Row>, $set: { _block: block } },
        },
      },
    ],
  ];
};

const stored = (row: Row): StoredDoc => {
  const { _block, ...doc } = row;
  const open = (value: unknown): unknown =>
    typeof value === 'object' && value !== null ? JSON.parse((value as { json: string }).json) : value;
  return Object.fromEntries(Object.entries(doc).map(([name, value]) => [name, open(value)])) as StoredDoc;
};

/** FerretDB stalls on large updates; MongoDB takes 100,000 and 48 MB, 1,000 keeps a message small. */
const chunkSize = async (connection: mongoose.Connection): Promise<number> => {
  const info = await connection.db?.admin().command({ buildInfo: 1 });
  return info !== undefined && ('ferretdb' in info || 'ferretdbVersion' in info) ? 50 : 1000;
};

/**
 * The production index: MongoDB through mongoose. No multi-document transactions, so a crash inside a block leaves part
 * of it; the checkpoint is written last and the same block applied again completes it, exactly once per document.
 * Names of top-level fields must not contain `.` or start with `$` or `_`.
 */
export async function openMongoStore(uri: string, collections: readonly CollectionSpec[]): Promise<IndexStore> {
  const connection = await mongoose
    .createConnection(uri, { serverSelectionTimeoutMS: 10_000, writeConcern: { w: 'majority', journal: true } })
    .asPromise();
  const chunk = await chunkSize(connection);
  const specs = new Map(collections.map((spec) => [spec.name, spec]));
  const models = new Map<string, Model<Row>>();
  for (const spec of collections) {
    const model = connection.model<Row>(spec.name, schemaOf(spec), spec.name);
    await model.createIndexes();
    models.set(spec.name, model);
  }
  const metaSchema = schemaOf({ name: 'meta', indexed: [] });
  const meta = connection.model<Row>('indexCheckpoint', metaSchema, 'indexCheckpoint');
  // What another version of the projection wrote comes anew from the blocks.
  const mark = markOf(collections);
  if ((await meta.findById('mark').lean<Row>())?.['mark'] !== mark) {
    await meta.deleteMany({});
    for (const model of models.values()) await model.deleteMany({});
    await driverOf(meta).replaceOne({ _id: 'mark' }, { mark }, { upsert: true });
  }

  const modelOf = (name: string): Model<Row> => {
    const model = models.get(name);
    if (model === undefined) throw new RangeError(`collection ${name} is not declared`);
    return model;
  };
  const specOf = (name: string): CollectionSpec => {
    modelOf(name);
    return specs.get(name) as CollectionSpec;
  };
  const checkpoint = async (): Promise<BlockRef | undefined> => {
    const row = await meta.findById('checkpoint').lean<Row>();
    return row ? { number: Number(row['number']), hash: String(row['hash']) } : undefined;
  };
  const write = async (name: string, writes: readonly Write[]): Promise<void> => {
    for (let start = 0; start < writes.length; start += chunk) {
      await driverOf(modelOf(name)).bulkWrite(writes.slice(start, start + chunk), { ordered: false });
    }
  };
  const applyBlock = async ({ ref: block, ops }: IndexedBlock): Promise<void> => {
    const byCollection = Map.groupBy(netEffects(specs, ops), (effect) => effect.collection);
    for (const [name, effects] of byCollection) {
      const writes = effects.map((effect) => writesOf(effect, block.number));
      await write(
        name,
        writes.flatMap(([first]) => first),
      );
      await write(
        name,
        writes.flatMap(([, second]) => second),
      );
    }
    await driverOf(meta).replaceOne(
      { _id: 'checkpoint' },
      { number: block.number, hash: block.hash },
      { upsert: true },
    );
  };
  // One block after another: a counter remembers the number of the last block it took, so blocks are never summed up.
  const applyBlocks = async (offered: readonly IndexedBlock[]): Promise<number> => {
    const blocks = newBlocks(await checkpoint(), offered);
    for (const block of blocks) await applyBlock(block);
    return blocks.length;
  };
  const find = async (name: string, query: Query): Promise<Page> => {
    checkQuery(specOf(name), query);
    const limit = query.limit ?? 50;
    const rows = await modelOf(name)
      .find(filterOf(query, true))
      .sort(sortOf(query))
      .limit(limit + 1)
      .lean<Row[]>();
    const docs = rows.slice(0, limit).map(stored);
    const last = docs.at(-1);
    if (rows.length <= limit || last === undefined) return { docs };
    const value = (last[query.sort?.field ?? '_id'] ?? null) as SortValue;
    return { docs, next: encodeCursor({ value, id: last._id }) };
  };
  async function* dump(): AsyncGenerator<string> {
    for (const name of [...specs.keys()].sort()) {
      for await (const row of modelOf(name).find().sort({ _id: 1 }).lean<Row[]>().cursor()) {
        yield `${name}\t${canonicalize(stored(row as unknown as Row))}`;
      }
    }
    const at = await checkpoint();
    if (at !== undefined) yield `checkpoint\t${canonicalize({ ...at })}`;
  }

  return {
    applyBlocks,
    checkpoint,
    get: async (name, id) => {
      const row = await modelOf(name).findById(id).lean<Row>();
      return row ? stored(row) : undefined;
    },
    find: async (name, query = {}) => find(name, query),
    count: async (name, query = {}) => {
      checkQuery(specOf(name), query);
      return modelOf(name).countDocuments(filterOf(query, false));
    },
    dump,
    clear: async () => {
      // The checkpoint goes first: a crash in between leaves an index that starts again from nothing.
      await meta.deleteMany({ _id: 'checkpoint' });
      for (const model of models.values()) await model.deleteMany({});
    },
    // Other gateways may read the same database.
    filling: (work) => work(),
    close: async () => connection.close(),
  };
}

/** Removes a whole index. */
export async function dropMongoDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri, { serverSelectionTimeoutMS: 10_000 }).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
