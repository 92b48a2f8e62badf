import type { IssueRecall, LiftRecall, RecallBody } from '@daunguon/records';
import type { Deps } from '../../deps.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { CommandRoute } from '../command-route.ts';
import { stateOf } from '../record-reads.ts';
import { descendantLevels, propagations } from './recall-spread.ts';

/** After a notice was issued or lifted: carries it to every descendant. What failed is said in the answer and can be sent again. */
export function afterRecall({ store, ledger }: Deps) {
  return async (route: CommandRoute, identity: LedgerIdentity, command: object): Promise<object> => {
    const issued = route.transaction === 'Origin:IssueRecall';
    if (!issued && route.transaction !== 'Origin:LiftRecall') return {};
    const noticeId = issued ? (command as IssueRecall).id : (command as LiftRecall).noticeId;
    const batch = issued
      ? (command as IssueRecall).batch
      : ((await stateOf(store, noticeId))?.body as RecallBody | undefined)?.batch;
    if (batch === undefined) return {};
    let propagated = 0;
    try {
      const levels = await descendantLevels(store, batch);
      for (const spread of propagations(noticeId, levels, issued ? 'mark' : 'unmark')) {
        await ledger.submit(identity, 'Origin:PropagateRecall', spread);
        propagated += spread.ids.length;
      }
      return { propagated };
    } catch (error) {
      console.error('recall propagation', noticeId, error);
      return { propagated, propagation: 'incomplete' };
    }
  };
}
