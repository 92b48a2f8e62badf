import {
  DomainError,
  serialText,
  unitsIn,
  type BlockBody,
  type MonitoringBody,
  type ProjectBody,
  type RecordState,
} from '@daunguon/records';
import {
  adjustments,
  coverage,
  declarations,
  projectStatus,
  registryCode,
  unitStatus,
  unitTypes,
  type CadIssuance,
  type CadProject,
  type CadUnit,
} from './cad-trust.ts';

type NameOf = (unit: string) => string;

const issuanceOf = ({ from, until, issuance, verification }: MonitoringBody, nameOf: NameOf): CadIssuance[] =>
  issuance === undefined || verification === undefined
    ? []
    : [
        {
          ...{ id: issuance, startDate: from, endDate: until, verificationApproach: 'Third party' },
          ...{ verificationReportDate: verification.at.slice(0, 10), verificationBody: nameOf(verification.unit) },
        },
      ];

/** `periods` are the project's own; those of which nothing was issued are left out. `nameOf` tells the name of a unit. */
export const cadProjectOf = (
  { id, body }: RecordState<ProjectBody>,
  periods: readonly RecordState<MonitoringBody>[] = [],
  nameOf: NameOf = (unit) => unit,
): CadProject => ({
  warehouseProjectId: id,
  ...{ projectId: body.code, originProjectId: body.origin?.projectId ?? body.code, projectName: body.name },
  ...{ currentRegistry: registryCode, registryOfOrigin: body.origin?.registry ?? registryCode },
  ...{ methodology: body.methodology, sector: body.sector, projectStatus: projectStatus[body.stage] },
  ...{ unitMetric: 'tCO2e', coveredByNDC: coverage[body.coveredByNdc] },
  ...(body.description === undefined ? {} : { description: body.description }),
  projectTags: `kind=${body.kind} bufferBps=${body.bufferBps}`,
  projectLocations: [{ country: 'Viet Nam', geographicIdentifier: body.commune }],
  estimations: [{ creditingPeriodStart: body.creditingFrom, creditingPeriodEnd: body.creditingUntil, unitCount: 0 }],
  issuances: periods.flatMap((period) => issuanceOf(period.body, nameOf)),
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
