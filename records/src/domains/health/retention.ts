import { DomainError } from '../../domain-error.ts';
import { vietnamDate } from '../../vietnam-date.ts';

/**
 * Years for which a facility keeps a record, by kind (Law on medical examination and treatment 15/2023/QH15 and the ministry's
 * circulars under it). `none`: no duty of its own, such as a copy that another facility sent.
 */
export const retentionYears = {
  none: 0,
  outpatient: 10,
  inpatient: 10,
  accident: 15,
  'mental-health': 20,
  death: 20,
} as const;
export type RetentionClass = keyof typeof retentionYears;
export interface Retention {
  readonly class: RetentionClass;
  /** Last day of the duty, YYYY-MM-DD. */
  readonly until: string;
}

/** Until when a record of this date is kept; null where nothing asks for it. 29 February ends on 1 March. */
export const retentionOf = (kind: RetentionClass, date: string): Retention | null => {
  const years = retentionYears[kind];
  if (years === 0) return null;
  const end = new Date(`${date}T00:00:00Z`);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return { class: kind, until: end.toISOString().slice(0, 10) };
};

/** @throws DomainError with class and last day while the law asks for the record. */
export const requireErasable = (retention: Pick<Retention, 'class' | 'until'> | null, now: string): void => {
  if (retention !== null && vietnamDate(now) <= retention.until) {
    throw new DomainError('health/retention-holds', `${retention.class}, ${retention.until}`);
  }
};
