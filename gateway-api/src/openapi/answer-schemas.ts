import {
  buyerClasses,
  domains,
  importSources,
  idSchema,
  recordStatuses,
  recordTypes,
  takedownSchema,
  type RecordType,
} from '@daunguon/records';
import { z } from 'zod';
import { allProblems } from '../http/http-problems.ts';
import { importProblemCodes } from '../import/import-problems.ts';

/** What the API answers, as schemas. Strict: an answer with more or less is not what was promised (a scenario checks real ones). */
const text = z.string();
const count = z.int().min(0);
const instant = z.iso.datetime();

/** Any record's body by its type. */
const bodySchemas: Readonly<Record<string, z.ZodType>> = Object.assign(
  {},
  ...Object.values(domains).map(({ bodies }) => bodies),
) as Record<string, z.ZodType>;

/** The id of a record: 26 characters, or the GS1 Digital Link path of an alias. */
const recordId = z.string().regex(/^([0-7][0-9A-HJKMNP-TV-Z]{25}|01\/\d{14}\/10\/.{1,60})$/);
const actor = z.strictObject({ msp: text, unit: text, role: text, signing: z.enum(['custodial', 'own']) });
const head = (type: z.ZodType) => ({
  id: recordId,
  type,
  version: z.int().min(1),
  status: z.enum(recordStatuses),
  owner: text,
  commitment: text,
  ts: instant,
  by: actor,
});
const recordOf = (type: z.ZodType, body: z.ZodType) => z.strictObject({ ...head(type), body, salt: text });
/** A record whose contents are only committed to: the ledger holds neither body nor salt. */
const fieldsRecordOf = (type: z.ZodType) => z.strictObject({ ...head(type), facets: z.record(text, text) });

/** `origin/crop-rules` as the API's description and its clients name it: OriginCropRules. */
const nameOf = (type: RecordType): string =>
  `-${type}`.replaceAll(/[-/](.)/g, (_, first: string) => first.toUpperCase());

/** One record as the ledger holds it, by type; a type without a body's schema is one whose fields are committed to. */
const recordSchemas = Object.fromEntries(
  recordTypes.map((type) => {
    const body = bodySchemas[type];
    const schema = body === undefined ? fieldsRecordOf(z.literal(type)) : recordOf(z.literal(type), body);
    return [type, schema.meta({ id: nameOf(type) })];
  }),
) as Readonly<Record<string, z.ZodType>> as Readonly<Record<RecordType, z.ZodType>>;
const anyType = z.enum(recordTypes);
const anyRecord = z
  .union([recordOf(anyType, z.record(text, z.unknown())), fieldsRecordOf(anyType)])
  .meta({ id: 'AnyRecord' });

export const committedSchema = z
  .strictObject({
    ids: z.array(recordId),
    held: z.array(idSchema),
    txId: text,
    blockNumber: count,
    receipt: text.optional(),
    /** False: the index is behind; what was written is on the ledger and shows later. */
    indexed: z.boolean().optional(),
    covered: z.boolean().optional(),
    propagated: count.optional(),
    propagation: z.enum(['complete', 'running']).optional(),
  })
  .meta({ id: 'Committed' });
export const unknownSchema = z
  .strictObject({ txId: text, requestId: idSchema, status: z.literal('unknown') })
  .meta({ id: 'UnknownOutcome' });

const fieldError = z.strictObject({ pointer: text, code: text, detail: text }).meta({ id: 'FieldProblem' });
const rowErrorSchema = z
  .strictObject({
    line: z.int().min(1),
    column: text.optional(),
    code: z.enum(importProblemCodes),
    vi: text,
    en: text,
    sameAs: z.union([z.strictObject({ line: z.int() }), z.strictObject({ record: text })]).optional(),
  })
  .meta({ id: 'RowProblem' });
export const problemSchema = z
  .strictObject({
    type: z.string().startsWith('urn:daunguon:problem:'),
    title: text,
    status: z.int().min(400).max(599),
    detail: text,
    instance: z.string().startsWith('urn:uuid:'),
    code: z.enum(Object.keys(allProblems)),
    errors: z.array(z.union([fieldError, rowErrorSchema])).optional(),
    /** Of what was taken down: on what ground, and when. */
    takedown: takedownSchema.optional(),
  })
  .meta({ id: 'Problem' });

const place = z.strictObject({ code: text, name: text }).meta({ id: 'Place' });
const timelineEntry = z
  .strictObject({
    id: idSchema,
    type: z.enum(recordTypes),
    eventType: text,
    at: instant,
    txId: text,
    unit: z.strictObject({ id: text, name: text }),
    commune: place.optional(),
    /** Weights that sender and receiver read, where they differ. */
    discrepancy: z.strictObject({ sentKg: text, receivedKg: text, beyondTolerance: z.boolean() }).optional(),
    /** Handed to a buyer of this kind, who confirmed nothing. */
    unconfirmed: z.enum(buyerClasses).optional(),
  })
  .meta({ id: 'TimelineEntry' });
const storyOf = (record: z.ZodType) => ({
  record,
  txId: text,
  blockNumber: count,
  blockTime: instant,
  endorsers: z.array(text),
  statedBy: z.literal('gateway'),
  timeline: z.array(timelineEntry),
  units: z.record(text, z.strictObject({ name: text })),
  recall: z.strictObject({ id: idSchema, reason: text, class: text, at: instant }).optional(),
  commune: place.optional(),
});
export const storySchema = z.strictObject(storyOf(anyRecord)).meta({ id: 'Story' });

const parent = z.strictObject({ id: idSchema, weightKg: text });
const relative = z
  .strictObject({
    ...{ id: idSchema, depth: z.int().min(1), lot: text, kind: text, status: z.enum(recordStatuses), owner: text },
    ...{ weightKg: text, parents: z.array(parent), children: z.array(idSchema) },
  })
  .meta({ id: 'Relative' });
const genealogy = z
  .strictObject({
    parents: z.array(parent),
    children: z.array(idSchema),
    upstream: z.array(relative),
    downstream: z.array(relative),
    cut: z.boolean(),
  })
  .meta({ id: 'Genealogy' });

/** `GET <list>` and `GET <list>/{id}` of a record type. */
export const listSchema = (type: RecordType) =>
  z.strictObject({ items: z.array(recordSchemas[type]), next: text.optional() });
export const detailSchema = (type: RecordType) =>
  z.strictObject({
    ...storyOf(recordSchemas[type]),
    history: z.array(z.strictObject({ txId: text, blockNumber: count, state: recordSchemas[type] })),
    ...(type === 'origin/batch' ? { genealogy } : {}),
  });

export const importSchema = z
  .strictObject({
    importId: idSchema,
    state: z.enum(['previewed', 'running', 'finished']),
    rows: count,
    ok: count,
    errors: z.array(rowErrorSchema),
    errorCount: count,
    duplicates: z.array(rowErrorSchema),
    duplicateCount: count,
    /** Of a file of another register: whose, as of when, read by which mapping, and which columns were not taken. */
    about: z
      .strictObject({
        ...{ source: z.enum(importSources), asOf: z.iso.date(), mapping: text, version: z.iso.date() },
        unused: z.array(text),
      })
      .optional(),
    committed: count,
    refused: count,
  })
  .meta({ id: 'ImportState' });
export const commitImportSchema = z.strictObject({ onlyValid: z.boolean().optional() });

export const healthSchema = z.strictObject({ status: z.literal('ok') });
const upOrDown = z.enum(['up', 'down']);
export const readySchema = z.strictObject({ ready: z.boolean(), block: z.int(), ledger: upOrDown, index: upOrDown });

const base64 = z.base64();
export const preparedSchema = z.strictObject({ proposal: base64, txId: text, argument: text });
export const endorsedSchema = z.strictObject({ payload: base64, txId: text, result: z.unknown() });
export const bodySchema = z.strictObject({ body: z.unknown(), salt: text });
export const newerHeadSchema = z.strictObject({ size: count });
const hashText = base64;
const leafSchema = z.strictObject({ leaf: text, index: count, inclusion: z.array(hashText) });
const mapProof = z.strictObject({
  path: z.array(z.tuple([z.int().min(0).max(255), hashText])),
  ...{ key: hashText.optional(), value: text.optional(), valueHash: hashText.optional() },
});
const opened = { body: z.unknown().optional(), salt: text.optional() };
/** The proof bundle (docs/proof-format.md §6); nobody believes it unread: verifiers parse it themselves. */
export const bundleSchema = z
  .strictObject({
    ...{ bundle: z.literal('daunguon/1'), id: text, record: leafSchema.nullable(), ...opened },
    ...{ state: leafSchema.omit({ index: true }), map: mapProof, checkpoint: text },
    consistency: z.strictObject({ from: count, proof: z.array(hashText) }).nullable(),
    alias: z.strictObject({ id: text, record: leafSchema, map: mapProof, ...opened }).optional(),
    history: z.array(leafSchema.extend(opened)).optional(),
    dates: z
      .array(z.strictObject({ n: count, before: text.nullable(), by: text.nullable(), inclusion: z.array(hashText) }))
      .optional(),
    serials: z
      .array(
        z.strictObject({
          issue: text,
          leaves: z.array(z.strictObject({ index: count, key: hashText, inclusion: z.array(hashText) })),
        }),
      )
      .optional(),
    epoch: z.strictObject({ toSize: count, proof: z.array(hashText) }).optional(),
    ...{ sealed: z.unknown().optional(), anchor: z.unknown().optional(), stated: z.unknown().optional() },
  })
  .meta({ id: 'ProofBundle' });
export const logStatusSchema = z.strictObject({
  ...{ origin: text.nullable(), block: z.int().min(-1), size: count, recorded: count, waiting: z.int() },
  checkpoint: z.strictObject({ size: count, root: hashText, cosigned: z.record(text, instant) }).nullable(),
  cosigners: z.array(z.strictObject({ name: text, url: text.nullable(), state: text })),
  trouble: text.nullable(),
});
/** Objects whose form another page fixes: docs/proof-format.md, docs/anchor.md. */
export const otherwiseDescribed = z.record(text, z.unknown());
