import {
  checkRange,
  DomainError,
  serialText,
  unitsIn,
  type BlockBody,
  type ProjectBody,
  type RecordState,
} from '@daunguon/records';

/** Field names of the Climate Action Data Trust's data model (Chia-Network/cadt), as far as a registry like this one has them. */
export interface CadUnit {
  readonly warehouseUnitId: string;
  readonly issuanceId: string;
  readonly warehouseProjectId: string;
  readonly serialNumberBlock: string;
  readonly unitBlockStart: string;
  readonly unitBlockEnd: string;
  readonly unitCount: number;
  readonly vintageYear: number;
  readonly unitType: string;
  readonly unitOwner: string;
  readonly countryJurisdictionOfOwner: string;
  readonly unitStatus: string;
  readonly unitStatusReason?: string;
  readonly correspondingAdjustmentDeclaration: string;
  readonly correspondingAdjustmentStatus: string;
}
export interface CadProject {
  readonly warehouseProjectId: string;
  readonly projectId: string;
  readonly originProjectId: string;
  readonly currentRegistry: string;
  readonly registryOfOrigin: string;
  readonly projectName: string;
  readonly methodology: string;
  readonly sector: string;
  readonly projectStatus: string;
  readonly unitMetric: 'tCO2e';
  readonly coveredByNDC: string;
}

const unitStatus: Readonly<Record<BlockBody['state'], string>> = {
  active: 'Held',
  'pending-transfer': 'Held',
  blocked: 'Held',
  buffer: 'Buffer',
  'pending-export': 'Pending Export',
  retired: 'Retired',
  cancelled: 'Cancelled',
  exported: 'Exported',
  superseded: 'Held',
};
const projectStatus: Readonly<Record<ProjectBody['stage'], string>> = {
  submitted: 'Listed',
  validated: 'Listed',
  registered: 'Registered',
  suspended: 'Registered',
  completed: 'Completed',
  withdrawn: 'Withdrawn',
  deregistered: 'De-registered',
};
const unitTypes: Readonly<Record<ProjectBody['kind'], string>> = {
  reduction: 'Reduction - technical',
  'removal-nature': 'Removal - nature',
  'removal-technical': 'Removal - technical',
};
const declarations = { committed: 'Committed', 'not-required': 'Not Required' } as const;
const adjustments = { declared: 'Not Started', pending: 'Pending', completed: 'Completed' } as const;

export const cadProjectOf = ({ id, body }: RecordState<ProjectBody>): CadProject => ({
  warehouseProjectId: id,
  ...{ projectId: body.code, originProjectId: body.origin?.projectId ?? body.code, projectName: body.name },
  ...{ currentRegistry: 'DNPR', registryOfOrigin: body.origin?.registry ?? 'DNPR', methodology: body.methodology },
  ...{ sector: body.sector, projectStatus: projectStatus[body.stage], unitMetric: 'tCO2e' },
  coveredByNDC: { inside: 'Inside NDC', outside: 'Outside NDC', unknown: 'Unknown' }[body.coveredByNdc],
});

/** A split block is written by its parts, never beside them. @throws DomainError for a count that no JSON number holds exactly */
export const cadUnitOf = (
  { id, owner, body }: RecordState<BlockBody>,
  project: Pick<ProjectBody, 'kind'>,
  ownerName: string,
): CadUnit => {
  if (body.state === 'superseded') throw new DomainError('carbon/block-state', `${id}: ${body.state}`);
  const units = unitsIn(body);
  if (units > BigInt(Number.MAX_SAFE_INTEGER)) throw new DomainError('carbon/range-malformed', body.quantity);
  return {
    ...{ warehouseUnitId: id, issuanceId: body.issuance, warehouseProjectId: body.project },
    ...{ serialNumberBlock: serialText(body), unitBlockStart: body.start, unitBlockEnd: body.end },
    ...{ unitCount: Number(units), vintageYear: body.vintage, unitType: unitTypes[project.kind] },
    ...{ unitOwner: ownerName || owner, countryJurisdictionOfOwner: 'Viet Nam', unitStatus: unitStatus[body.state] },
    ...(body.cancellation === undefined ? {} : { unitStatusReason: body.cancellation.reason }),
    ...(body.retirement === undefined ? {} : { unitStatusReason: `certificate ${body.retirement}` }),
    correspondingAdjustmentDeclaration:
      body.adjustment === undefined ? 'Unknown' : declarations[body.adjustment.declaration],
    correspondingAdjustmentStatus: body.adjustment === undefined ? 'Not Started' : adjustments[body.adjustment.status],
  };
};

/** What is wrong with one unit of a file, by the pointer of its field. */
export interface CadFinding {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}
export interface CadImport {
  readonly units: number;
  readonly quantity: string;
  readonly findings: readonly CadFinding[];
}

const reasons = new Set(['retired', 'cancelled']);
/** The letters before the number and its zeros: `A001` and `A010` are 1 and 10 of series A. */
const split = (text: string): readonly [string, string] => {
  const [, before = '', digits = ''] = /^([^\d]*)0*(\d+)$/.exec(text) ?? [];
  return [before, digits];
};

/** Checks units as CAD Trust writes them. Its own tool sums counts and reads no serials, so ranges that lie about themselves come from there. */
export const checkCadUnits = (value: unknown): CadImport => {
  const units = Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [];
  const findings: CadFinding[] = Array.isArray(value)
    ? []
    : [{ pointer: '', code: 'wrong-type', detail: 'a list of units' }];
  const ranges: { series: string; start: bigint; end: bigint; index: number }[] = [];
  let quantity = 0n;
  for (const [index, unit] of units.entries()) {
    const at = (field: string, code: string, detail: string) =>
      void findings.push({ pointer: `/${index}/${field}`, code, detail });
    const [start, end] = [String(unit['unitBlockStart'] ?? ''), String(unit['unitBlockEnd'] ?? '')];
    const [series, first] = split(start);
    const [other, last] = split(end);
    const count = unit['unitCount'];
    if (typeof count !== 'number' || !Number.isSafeInteger(count))
      at('unitCount', 'carbon/range-malformed', String(count));
    else if (series !== other) at('unitBlockEnd', 'carbon/range-malformed', `${start} – ${end}`);
    else {
      try {
        const range = checkRange(first, last, String(count));
        quantity += unitsIn(range);
        const name = `${String(unit['warehouseProjectId'] ?? '')}/${String(unit['vintageYear'] ?? '')}/${series}`;
        ranges.push({ series: name, start: BigInt(range.start), end: BigInt(range.end), index });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        at('unitBlockEnd', error.code, error.subject);
      }
    }
    const status = String(unit['unitStatus'] ?? '').toLowerCase();
    if (reasons.has(status) && !unit['unitStatusReason']) at('unitStatusReason', 'missing', status);
    const year = unit['vintageYear'];
    if (typeof year !== 'number' || !/^\d{4}$/.test(String(year)))
      at('vintageYear', 'carbon/vintage-outside', String(year));
  }
  for (const { index, overlaps } of overlapsIn(ranges)) {
    findings.push({ pointer: `/${index}/unitBlockStart`, code: 'carbon/range-overlaps', detail: `/${overlaps}` });
  }
  return { units: units.length, quantity: String(quantity), findings };
};

/** Ranges of one series that overlap one before them, in order of their first serials. */
export const overlapsIn = (
  ranges: readonly { readonly series: string; readonly start: bigint; readonly end: bigint; readonly index: number }[],
): { index: number; overlaps: number }[] =>
  [...Map.groupBy(ranges, ({ series }) => series).values()].flatMap((series) => {
    const sorted = [...series].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.index - b.index));
    let widest = sorted[0];
    return sorted.slice(1).flatMap((range) => {
      const before = widest as (typeof sorted)[number];
      if (range.end > before.end) widest = range;
      return range.start <= before.end ? [{ index: range.index, overlaps: before.index }] : [];
    });
  });
