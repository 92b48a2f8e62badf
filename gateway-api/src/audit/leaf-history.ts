import { mapKey, parseLeaf, type Json } from '@daunguon/proof';
import type { RecordState, RecordStatus, RecordType } from '@daunguon/records';
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

export interface LeafHistory {
  readonly states: readonly RecordState[];
  /** Versions of which the source did not give the body. */
  readonly withheld: number;
}

/**
 * Every version of every record of a domain as the proven leaves and their opened bodies tell it, in the log's order. A leaf names its record by
 * the map key, SHA-256 of the id: ids come from the bodies that name them; a record that nobody names keeps its key. Who owns a record is in no leaf.
 */
export function leafHistory(log: MirrorLog, domain: string): LeafHistory {
  const found: {
    key: string;
    n: number;
    type: string;
    status: string;
    ts: string;
    commitment: string;
    body: Json;
    salt: string;
    msp: string;
  }[] = [];
  const ids = new Map<string, string>();
  let withheld = 0;
  for (const bytes of log.store.leaves(0)) {
    const leaf = parseLeaf(bytes);
    if (leaf.leaf !== 'record/1' || !leaf.type.startsWith(`${domain}/`) || leaf.commitment === null) continue;
    const opened = log.db.body(leaf.commitment);
    if (opened === undefined) {
      withheld += 1;
      continue;
    }
    for (const id of namedIn(opened.body)) {
      const key = Buffer.from(mapKey(id, sha256)).toString('hex');
      ids.set(key, id);
    }
    const { key, n, type, status, ts, commitment, msp } = leaf;
    found.push({ key, n, type, status, ts, commitment, msp, body: opened.body, salt: opened.salt });
  }
  const states = found.map(({ key, n, type, status, msp, ...rest }): RecordState => ({
    ...{ id: ids.get(key) ?? key, type: type as RecordType, version: n, status: status as RecordStatus, owner: '' },
    ...{ ...rest, by: { msp, unit: '', role: '', signing: 'own' } },
  }));
  return { states, withheld };
}
