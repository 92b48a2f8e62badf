import type { ChangeStatus } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import type { SealedStore } from '../../vault/sealed-store.ts';

/** After an erasure is on the ledger, contents and wraps go: what nobody can open is forgotten, the act stays. */
export const afterErasure =
  (sealed: Pick<SealedStore, 'erase'>) =>
  async (transaction: string, command: object): Promise<object> => {
    if (transaction !== 'Credential:ChangeStatus') return {};
    const { id, act } = command as ChangeStatus;
    if (act === 'erase') sealed.erase(id);
    return {};
  };

/** A process that died between commit and erasure left contents behind: at start they go. */
export async function finishErasures(store: IndexStore, sealed: Pick<SealedStore, 'erase'>): Promise<number> {
  let erased = 0;
  let after: string | undefined;
  do {
    const equals = { type: 'credential/credential', status: 'erased' };
    const page = await store.find('records', { equals, limit: 1000, ...(after === undefined ? {} : { after }) });
    for (const { _id } of page.docs) if (sealed.erase(_id)) erased += 1;
    after = page.next;
  } while (after !== undefined);
  return erased;
}
