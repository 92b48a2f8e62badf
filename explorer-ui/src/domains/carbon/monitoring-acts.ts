import type { MonitoringBody, RecordState } from '@daunguon/records';
import {
  because,
  decisionIn,
  field,
  freshId,
  given,
  owns,
  paper,
  periodIs,
  type CarbonAct,
  type CarbonViewer,
} from './act.ts';

const isAppointed = ({ body }: RecordState, { role, unit }: CarbonViewer): boolean =>
  role === 'verifier' && (body as MonitoringBody).verifier === unit;

/** Acts on a monitoring period. */
export const monitoringActs: Readonly<Record<string, readonly CarbonAct[]>> = {
  'carbon/monitoring': [
    {
      ...{ name: 'verify', transaction: 'Carbon:VerifyMonitoring', path: '/api/carbon/monitoring/verify', ...owns },
      ...{ fields: [field('tonnes')], file: 'digest' },
      offered: (record, viewer) => isAppointed(record, viewer) && periodIs(record, 'submitted'),
      command: (values, _ids, { id }, reportDigest) => ({ id, ...given(values, 'tonnes'), reportDigest }),
    },
    {
      ...{ name: 'approve', transaction: 'Carbon:ApproveMonitoring', path: '/api/carbon/monitoring/approve' },
      ...{ fields: paper, ...owns },
      offered: (record, { role }) => role === 'authority' && periodIs(record, 'verified'),
      command: (values, _ids, { id }) => ({ id, decision: decisionIn(values) }),
    },
    {
      ...{ name: 'issue', transaction: 'Carbon:IssueUnits', path: '/api/carbon/issuances', fields: [], ...owns },
      offered: (record, { role }) => role === 'authority' && periodIs(record, 'approved'),
      command: (_values, { id }, monitoring) => ({
        id,
        monitoring: monitoring.id,
        block: freshId(),
        buffer: freshId(),
      }),
    },
    because(
      ...(['reject', 'RejectMonitoring', 'monitoring/reject'] as const),
      (record, viewer) =>
        (isAppointed(record, viewer) && periodIs(record, 'submitted', 'verified')) ||
        (viewer.role === 'authority' && periodIs(record, 'submitted', 'verified', 'approved')),
      owns,
    ),
  ],
};
