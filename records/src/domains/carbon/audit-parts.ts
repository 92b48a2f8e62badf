import type { RecordState } from '../../record-state.ts';
import type { BlockBody } from './block.ts';
import type { UnitTotals } from './totals.ts';

/** One thing that is not as it must be: which invariant, of which record, in words. */
export interface AuditFinding {
  readonly rule: AuditRule;
  readonly record: string;
  readonly detail: string;
}
export const auditRules = {
  conservation: 'Bảo toàn / Conservation: the units of a batch are its blocks’ units',
  ranges: 'Dải sê-ri rời nhau / Serial ranges are disjoint and count both ends',
  split: 'Chia lô / Parts of a split partition it and inherit what it was',
  states: 'Trạng thái cuối / Only allowed steps; nothing leaves a last state',
  periods: 'Kỳ giám sát / Monitoring periods of a project do not overlap; one issuance each',
  vintage: 'Năm phát sinh / The vintage lies in the monitored period',
  parties: 'Ba pháp nhân / Owner, verifier and authority are three legal entities',
  retirement: 'Chứng nhận loại bỏ / One certificate a retired block, never changed, with a beneficiary',
  buffer: 'Lô dự phòng / What the pool lost, reversals say',
  adjustment: 'Điều chỉnh tương ứng / Exported after approval, first transferred once, never counted at home',
  national: 'Mã trong nước / A domestic code is given once, a national serial too',
} as const;
export type AuditRule = keyof typeof auditRules;

/** A version of a record as an auditor has it: a leaf of the log says nothing of who owns the record. */
export type AuditedVersion<Body = unknown> = Pick<RecordState<Body>, 'id' | 'type' | 'version' | 'body'> & {
  readonly owner?: string;
};

export interface AuditReport {
  /** What the issuances say, each of the next serials of its series: no sum of blocks, which these are held against. */
  readonly issued: bigint;
  readonly totals: UnitTotals;
  readonly batches: number;
  readonly blocks: number;
  readonly certificates: number;
  readonly findings: readonly AuditFinding[];
}

/** All versions of the records of one type, by id, in the log's order. */
export type Versions<Body> = ReadonlyMap<string, readonly AuditedVersion<Body>[]>;
/** The newest version of each block. */
export type Latest = ReadonlyMap<string, AuditedVersion<BlockBody>>;
/** Notes a finding. */
export type Found = (rule: AuditRule, record: string, detail: string) => void;

export const last = <Body>(versions: readonly AuditedVersion<Body>[]): AuditedVersion<Body> =>
  versions.at(-1) as AuditedVersion<Body>;
