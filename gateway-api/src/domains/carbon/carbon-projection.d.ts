import type { RecordState } from '@daunguon/records';
import type { Op } from '../../index-store/index-store.ts';
/** Fields of the index by which carbon records are found; `subject` is the project, or the record that one is about. */
export declare function carbonFields({ type, body }: RecordState): Record<string, string>;
/** Digits of a serial so that text sorts as numbers do. */
export declare const sortableSerial: (serial: string) => string;
/** One line a block by project, vintage and first serial: the history of a serial begins there, and so do the dashboard's numbers.
 * `block` is the ledger block that wrote it last. */
export declare function carbonOps(state: RecordState, ledgerBlock: number): Op[];
