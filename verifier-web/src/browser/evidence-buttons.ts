import type { Label } from '../check/label.ts';
import type { Outcome } from '../check/outcome.ts';
import { icons } from './dom.ts';
import { opener } from './opener.ts';
import type { Opener } from './opener.ts';
import type { LoadedPolicy } from './policy.ts';

/** "See the details" and "report a fake". */
export function evidenceButtons(
  outcome: Outcome,
  loaded: LoadedPolicy | null,
  label: Label,
): { details: Opener; report: Opener } {
  return {
    details: opener('details', { vi: 'Xem chi tiết kiểm chứng', en: 'Details of the check' }, icons.details, async () =>
      (await import('./auditor-view.ts')).auditorView(outcome, loaded, label),
    ),
    report: opener('report', { vi: 'Báo nghi giả', en: 'Report a suspected fake' }, icons.flag, async () =>
      (await import('./report-view.ts')).reportView(label, loaded?.policy.gateways ?? []),
    ),
  };
}
