import type { BlockBody, ProjectBody } from '@daunguon/records';

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
/** A monitoring period of which units were issued. Dates are days, both inclusive. */
export interface CadIssuance {
  readonly id: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly verificationApproach: string;
  readonly verificationReportDate: string;
  readonly verificationBody: string;
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
  readonly description?: string;
  /** What this registry knows and CAD Trust has no field for: `kind=…` and `bufferBps=…`, parted by blanks. */
  readonly projectTags: string;
  /** `geographicIdentifier` is the commune's code. */
  readonly projectLocations: readonly { readonly country: string; readonly geographicIdentifier: string }[];
  /** The crediting period; this registry keeps no estimate, so `unitCount` is 0. */
  readonly estimations: readonly {
    readonly creditingPeriodStart: string;
    readonly creditingPeriodEnd: string;
    readonly unitCount: number;
  }[];
  readonly issuances: readonly CadIssuance[];
}

/** Code of this registry. */
export const registryCode = 'DNPR';

export const unitStatus: Readonly<Record<BlockBody['state'], string>> = {
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
export const projectStatus: Readonly<Record<ProjectBody['stage'], string>> = {
  submitted: 'Listed',
  validated: 'Listed',
  registered: 'Registered',
  suspended: 'Registered',
  completed: 'Completed',
  withdrawn: 'Withdrawn',
  deregistered: 'De-registered',
};
export const unitTypes: Readonly<Record<ProjectBody['kind'], string>> = {
  reduction: 'Reduction - technical',
  'removal-nature': 'Removal - nature',
  'removal-technical': 'Removal - technical',
};
export const coverage: Readonly<Record<ProjectBody['coveredByNdc'], string>> = {
  inside: 'Inside NDC',
  outside: 'Outside NDC',
  unknown: 'Unknown',
};
export const declarations = { committed: 'Committed', 'not-required': 'Not Required' } as const;
export const adjustments = { declared: 'Not Started', pending: 'Pending', completed: 'Completed' } as const;
