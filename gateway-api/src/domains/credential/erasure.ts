import type { ChangeStatus } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import type { SealedStore } from '../../vault/sealed-store.ts';
import type { ShareStore } from '../../vault/share-store.ts';
import type { BulkStore } from './bulk-import.ts';

/** Everywhere that contents of a record are kept. */
export interface ContentStores {
  readonly sealed: Pick<SealedStore, 'erase'>;
  /** What holders show of them. */
  readonly shares: Pick<ShareStore, 'dropOf'>;
  /** What imports told of them. */
  readonly imports: readonly Pick<BulkStore, 'dropResults'>[];
}
type EraseContents = (ids: readonly string[]) => void;

/** Answers of how many records there were sealed contents. */
export function eraseContents({ sealed, shares, imports }: ContentStores, ids: readonly string[]): number {
  const gone = new Set(ids);
  if (gone.size > 0) for (const told of imports) told.dropResults(({ id }) => gone.has(id));
  for (const id of ids) shares.dropOf(id);
  return ids.filter((id) => sealed.erase(id)).length;
}

/** After an erasure is on the ledger, contents and wraps go: what nobody can open is forgotten, the act stays. */
export const afterErasure =
  (erase: EraseContents) =>
  async (transaction: string, command: object): Promise<object> => {
    if (transaction !== 'Credential:ChangeStatus') return {};
    const { id, act } = command as ChangeStatus;
    if (act === 'erase') erase([id]);
    return {};
  };

/** A process that died between commit and erasure left contents behind: at start they go. */
export async function finishErasures(store: IndexStore, erase: EraseContents): Promise<void> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const equals = { type: 'credential/credential', status: 'erased' };
    const page = await store.find('records', { equals, limit: 1000, ...(after === undefined ? {} : { after }) });
    ids.push(...page.docs.map(({ _id }) => _id));
    after = page.next;
  } while (after !== undefined);
  erase(ids);
}
