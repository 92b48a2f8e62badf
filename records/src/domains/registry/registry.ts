import { z } from 'zod';
import {
  communeCodeSchema,
  idSchema,
  instantSchema,
  mspIdSchema,
  taxCodeSchema,
  textSchema,
} from '../../schema-parts.ts';
import { delegationBodySchema, endDelegationSchema, grantDelegationSchema } from './delegation.ts';
import { agreeRulesSchema, recordCheckpointSchema, registerLogKeySchema } from './log-keys.ts';

/** What a unit may be accredited for. */
export const capabilities = [
  'origin:harvest',
  'origin:pack',
  'origin:ship',
  'origin:receive',
  'origin:gate',
  'origin:inspect',
  'credential:diploma',
  'credential:course-certificate',
  'credential:badge',
  'credential:attest',
  'ocop:produce',
  'ocop:receive',
  'carbon:own',
  'carbon:verify',
  'carbon:authority',
  'health:record',
  'heritage:steward',
] as const;
export type Capability = (typeof capabilities)[number];

export const unitKinds = [
  'cooperative',
  'farm',
  'packing-house',
  'carrier',
  'port',
  'retailer',
  'inspectorate',
  'people-committee',
  'department',
  'school',
  'clinic',
  'project-owner',
  'auditor',
  'museum',
] as const;

const request = { requestId: idSchema, id: idSchema };

const organisation = {
  mspId: mspIdSchema,
  name: textSchema(200),
  nameEn: textSchema(200).optional(),
  taxCode: taxCodeSchema.optional(),
};
export const organisationBodySchema = z.strictObject(organisation);
export const registerOrganisationSchema = z.strictObject({ ...request, ...organisation });
export type RegisterOrganisation = z.infer<typeof registerOrganisationSchema>;

const unit = {
  name: textSchema(200),
  nameEn: textSchema(200).optional(),
  kind: z.enum(unitKinds),
  commune: communeCodeSchema,
  address: textSchema(300).optional(),
  taxCode: taxCodeSchema.optional(),
};
/** A unit below an organisation; `organisation` is the MSP whose registrar registered it. */
export const unitBodySchema = z.strictObject({ ...unit, organisation: mspIdSchema });
export type UnitBody = z.infer<typeof unitBodySchema>;
export const registerUnitSchema = z.strictObject({ ...request, ...unit });
export type RegisterUnit = z.infer<typeof registerUnitSchema>;

const accreditation = {
  unit: idSchema,
  may: z.array(z.enum(capabilities)).min(1).max(capabilities.length),
  from: instantSchema,
  until: instantSchema,
  decision: textSchema(200).optional(),
};
export const accreditationBodySchema = z.strictObject({
  ...accreditation,
  organisation: mspIdSchema,
  suspension: z.strictObject({ reason: textSchema(500), at: instantSchema }).optional(),
});
export type AccreditationBody = z.infer<typeof accreditationBodySchema>;
export const grantAccreditationSchema = z.strictObject({ ...request, ...accreditation });
export type GrantAccreditation = z.infer<typeof grantAccreditationSchema>;
/** `id` is the accreditation. */
export const suspendAccreditationSchema = z.strictObject({ ...request, reason: textSchema(500) });
export type SuspendAccreditation = z.infer<typeof suspendAccreditationSchema>;

const build = {
  product: z.enum(['verifier-web']),
  version: textSchema(40),
  /** SHA-256 of the build's manifest.json, which names every file with its own digest. */
  manifest: z.string().regex(/^[0-9a-f]{64}$/),
};
/** A build of a program that people trust, so that all are served the same one. */
export const buildBodySchema = z.strictObject({ ...build, organisation: mspIdSchema });
export type BuildBody = z.infer<typeof buildBodySchema>;
/** `id` follows from the manifest: whoever has a build finds its record, or the proof that there is none. */
export const registerBuildSchema = z.strictObject({ ...request, ...build });
export type RegisterBuild = z.infer<typeof registerBuildSchema>;

export const getRecordSchema = z.strictObject({ id: idSchema });

/** Transaction name -> schema of its one argument. */
export const registryCommands = {
  RegisterOrganisation: registerOrganisationSchema,
  RegisterUnit: registerUnitSchema,
  GrantAccreditation: grantAccreditationSchema,
  SuspendAccreditation: suspendAccreditationSchema,
  GrantDelegation: grantDelegationSchema,
  EndDelegation: endDelegationSchema,
  RegisterBuild: registerBuildSchema,
  RegisterLogKey: registerLogKeySchema,
  RecordCheckpoint: recordCheckpointSchema,
  AgreeRules: agreeRulesSchema,
} as const;

/** Record type -> schema of its body. */
export const registryBodies = {
  'registry/organisation': organisationBodySchema,
  'registry/unit': unitBodySchema,
  'registry/accreditation': accreditationBodySchema,
  'registry/delegation': delegationBodySchema,
  'registry/build': buildBodySchema,
} as const;
