import { auditCarbon, totalsOf, type BlockBody, type RecordState } from '@daunguon/records';
import { measurement, type Measurement } from './measurement.ts';

const blocks = 10_000;
const each = 100;
const id = (label: string, number: number): string => `${label}${String(number).padStart(20, '0')}`;
const draft = { version: 1, status: 'active', salt: '', commitment: '', ts: '2026-01-01T00:00:00Z' } as const;
const by = { msp: 'AgriMSP', unit: '', role: '', signing: 'own' } as const;
const state = (type: string, name: string, body: object): RecordState =>
  ({ ...draft, by, id: name, type, owner: 'U', body }) as RecordState;

/** A batch of 100 blocks of 100 units: what its project, period, issuance and blocks would be on the ledger. */
function batch(number: number): RecordState[] {
  const [project, monitoring, issuance] = [id('P', number), id('M', number), id('S', number)];
  const common = { project, projectCode: `DN-${number}`, vintage: 2025 };
  const reviewed = (legalEntity: string) => ({ unit: 'V', legalEntity, at: draft.ts });
  const units = String(100 * each);
  const parts = Array.from({ length: 100 }, (_, part) => {
    const start = part * each + 1;
    const range = { start: String(start), end: String(start + each - 1), quantity: String(each) };
    return state('carbon/block', id('B', number * 100 + part), {
      ...common,
      ...range,
      issuance,
      state: 'active',
      issuanceTime: draft.ts,
    });
  });
  return [
    state('carbon/project', project, { code: `DN-${number}`, legalEntity: '3600000001', stage: 'registered' }),
    state('carbon/monitoring', monitoring, {
      ...{ project, from: '2025-01-01', until: '2025-12-31', vintage: 2025, tonnes: units, stage: 'issued', issuance },
      verifier: 'V',
      ...{ verification: { ...reviewed('3600000002'), tonnes: units }, approval: reviewed('3600000003') },
    }),
    state('carbon/issuance', issuance, { ...common, start: '1', end: units, quantity: units, monitoring, block: 'B' }),
    ...parts,
  ];
}

/** Seconds of a full audit of 1,000,000 units in 10,000 blocks, beside the seconds of adding them up only. The leaves' own check is the mirror's. */
export async function carbonAudit(): Promise<Measurement> {
  const history = Array.from({ length: blocks / 100 }, (_, number) => batch(number)).flat();
  const begun = performance.now();
  const report = auditCarbon(history);
  const seconds = (performance.now() - begun) / 1000;
  if (report.issued !== 1_000_000n || report.blocks !== blocks || report.findings.length > 0) {
    throw new Error(`${report.issued} units, ${report.blocks} blocks, ${JSON.stringify(report.findings[0])}`);
  }
  const counting = performance.now();
  const all = history.filter(({ type }) => type === 'carbon/block') as RecordState<BlockBody>[];
  const added = totalsOf(all);
  if (added.active !== 1_000_000n) throw new Error(String(added.active));
  return measurement({
    name: 'carbon-audit',
    value: seconds,
    unit: 's for 1,000,000 units in 10,000 blocks',
    target: { atMost: 10 },
    other: { name: 's to add them up only', value: (performance.now() - counting) / 1000 },
  });
}
