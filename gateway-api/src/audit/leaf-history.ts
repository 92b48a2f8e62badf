import { mapKey, parseLeaf, type Json, type RecordLeaf } from '@daunguon/proof';
import type { AuditedVersion, RecordType } from '@daunguon/records';
import { sha256 } from '../log/log-store.ts';
import type { MirrorLog } from '../mirror/mirror-log.ts';

const idForm = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** Ids that a body names, however deep. */
function* namedIn(value: Json): Generator<string> {
  if (typeof value === 'string') {
    if (idForm.test(value)) yield value;
  } else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* namedIn(part as Json);
}

/** A version that cannot be looked at: its body is not given, or the record was deleted, which no transaction of the domain does. */
export interface Unseen {
  /** Index of the leaf in the log. */
  readonly leaf: number;
  readonly record: string;
  readonly type: string;
  readonly version: number;
  readonly why: 'withheld' | 'deleted';
}

export interface LeafHistory {
  /** In the log's order, each with the ledger block that it is from. */
  readonly versions: readonly { readonly block: number; readonly state: AuditedVersion }[];
  readonly unseen: readonly Unseen[];
  /** Newest ledger block that the checked head covers; -1 for an empty log. */
  readonly block: number;
}

/**
 * Every version of every record of a domain, up to the checked head, as proven leaves and their opened bodies tell it. A leaf names its record by
 * the map key, SHA-256 of the id: ids come from the bodies that name them; a record that nobody names keeps its key. Who owns a record is in no leaf.
 */
export function leafHistory(log: MirrorLog, domain: string): LeafHistory {
  const found: { leaf: RecordLeaf; at: number; body: Json | undefined; block: number }[] = [];
  const ids = new Map<string, string>();
  const keys = new Map<string, string>();
  const head = log.head()?.size ?? 0;
  let [at, block, closed] = [-1, -1, 0];
  for (const bytes of log.store.leaves(0)) {
    at += 1;
    if (at >= head) break;
    const leaf = parseLeaf(bytes);
    if (leaf.leaf === 'state/1') {
      block = leaf.block;
      for (; closed < found.length; closed += 1) (found[closed] as { block: number }).block = block;
    }
    if (leaf.leaf !== 'record/1') continue;
    // A deletion has no type: what it deletes is known from the leaf before.
    const type = leaf.type === '' ? (keys.get(leaf.key) ?? '') : leaf.type;
    if (!type.startsWith(`${domain}/`)) continue;
    keys.set(leaf.key, type);
    const body = leaf.commitment === null ? undefined : log.db.body(leaf.commitment)?.body;
    for (const id of body === undefined ? [] : namedIn(body)) {
      ids.set(Buffer.from(mapKey(id, sha256)).toString('hex'), id);
    }
    found.push({ leaf: { ...leaf, type }, at, body, block: -1 });
  }
  const nameOf = ({ key }: RecordLeaf): string => ids.get(key) ?? key;
  return {
    block,
    versions: found.flatMap(({ leaf, body, block: of }) =>
      body === undefined
        ? []
        : [{ block: of, state: { id: nameOf(leaf), type: leaf.type as RecordType, version: leaf.n, body } }],
    ),
    unseen: found.flatMap(({ leaf, body, at: index }) =>
      body === undefined
        ? [
            {
              ...{ leaf: index, record: nameOf(leaf), type: leaf.type, version: leaf.n },
              why: leaf.commitment === null ? ('deleted' as const) : ('withheld' as const),
            },
          ]
        : [],
    ),
  };
}
