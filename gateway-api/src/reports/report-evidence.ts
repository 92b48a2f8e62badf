import type { Bundle } from '@daunguon/proof';
import type { ScanStatement } from '../scans/scan-statement.ts';
import type { StoredReport } from './report-store.ts';

/** What an inspector takes away: the reports, and of each label what is proven and what the gateway states. */
export interface ReportEvidence {
  readonly evidence: 'daunguon-fake-reports/1';
  readonly madeAt: string;
  /** What was asked for. */
  readonly asked: Readonly<Record<string, string>>;
  readonly reports: readonly StoredReport[];
  readonly scans: readonly ({ readonly label: string } & ScanStatement)[];
  /** `npx daunguon-verify` proves each of them, whoever passed this file on. */
  readonly bundles: readonly { readonly label: string; readonly bundle: Bundle }[];
  /** The signed heads under which the bundles stand. */
  readonly heads: readonly string[];
  /** Labels beyond the most that one file holds. */
  readonly left: number;
}

export interface EvidenceSources {
  bundle(label: string): Promise<Bundle>;
  /** Of an item; undefined for a label without a serial. */
  scans(label: string): ScanStatement | undefined;
}

const mostLabels = 50;

export async function reportEvidence(
  reports: readonly StoredReport[],
  asked: Readonly<Record<string, string>>,
  sources: EvidenceSources,
  madeAt: string,
): Promise<ReportEvidence> {
  const labels = [...new Set(reports.map(({ label }) => label))];
  const shown = labels.slice(0, mostLabels);
  const bundles: { label: string; bundle: Bundle }[] = [];
  for (const label of shown) bundles.push({ label, bundle: await sources.bundle(label) });
  return {
    evidence: 'daunguon-fake-reports/1',
    madeAt,
    asked,
    reports,
    scans: shown.flatMap((label) => {
      const scans = sources.scans(label);
      return scans === undefined ? [] : [{ label, ...scans }];
    }),
    bundles,
    heads: [...new Set(bundles.map(({ bundle }) => bundle.checkpoint))],
    left: labels.length - shown.length,
  };
}
