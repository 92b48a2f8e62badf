import { DomainError } from '../../domain-error.ts';
import { breakGlassHours, type Review } from './access-log.ts';

/** An emergency access: reads without a consent for a day, and is answered for afterwards. */
export interface EmergencyAccess {
  readonly id: string;
  readonly patient: string;
  readonly unit: string;
  /** Blinded account of the person who opened. */
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  readonly review?: { readonly verdict: Review['verdict']; readonly note?: string; readonly at: string };
}

export const breakGlassEnds = ({ at }: Pick<EmergencyAccess, 'at'>): string =>
  new Date(Date.parse(at) + breakGlassHours * 3_600_000).toISOString();

export const requireBreakGlass = (
  opened: EmergencyAccess | undefined,
  { patient, grantee }: { readonly patient: string; readonly grantee: string },
  at: string,
): EmergencyAccess => {
  const usable =
    opened !== undefined && opened.patient === patient && opened.unit === grantee && at < breakGlassEnds(opened);
  if (!usable) throw new DomainError('health/break-glass-not-usable', opened?.id ?? '');
  return opened;
};

/** Reviewed once, by somebody else. */
export const reviewBreakGlass = (
  opened: EmergencyAccess,
  { verdict, note }: Pick<Review, 'verdict' | 'note'>,
  reviewer: string,
  at: string,
): EmergencyAccess => {
  if (opened.by === reviewer) throw new DomainError('health/own-review', opened.id);
  if (opened.review !== undefined) throw new DomainError('health/reviewed', opened.id);
  return { ...opened, review: { verdict, at, ...(note === undefined ? {} : { note }) } };
};
