import { z } from 'zod';
import {
  communeCodeSchema,
  dateSchema,
  idSchema,
  instantSchema,
  taxCodeSchema,
  textSchema,
} from '../../schema-parts.ts';
import { carbonDecisionSchema, digestSchema, parentsSchema, reason, request, reviewSchema } from './carbon-parts.ts';

/** A draft is on nobody's ledger; the first stage is that of a project handed in. */
export const projectStages = [
  'submitted',
  'validated',
  'registered',
  'suspended',
  'completed',
  'withdrawn',
  'deregistered',
] as const;
export type ProjectStage = (typeof projectStages)[number];

const project = {
  /** Part of every serial, unique in this registry. */
  code: z.string().regex(/^[A-Z0-9]{2,12}(-[A-Z0-9]{1,12}){0,3}$/, 'project-code'),
  name: textSchema(200),
  nameEn: textSchema(200).optional(),
  methodology: textSchema(120),
  sector: textSchema(120),
  kind: z.enum(['reduction', 'removal-nature', 'removal-technical']),
  commune: communeCodeSchema,
  creditingFrom: dateSchema,
  creditingUntil: dateSchema,
  /** Share of every issuance that goes to the buffer pool, in hundredths of a percent; rounded up to whole units. */
  bufferBps: z.int().min(0).max(9999),
  coveredByNdc: z.enum(['inside', 'outside', 'unknown']),
  description: textSchema(2000).optional(),
  /** The project elsewhere, where it came from there. */
  origin: z.strictObject({ registry: textSchema(60), projectId: textSchema(60) }).optional(),
  parents: parentsSchema.optional(),
};
export const projectBodySchema = z.strictObject({
  ...project,
  /** Tax code of the owner's unit when the project was handed in. */
  legalEntity: taxCodeSchema,
  stage: z.enum(projectStages),
  validation: reviewSchema.optional(),
  decision: carbonDecisionSchema.optional(),
  /** Why it is at this stage. */
  reason: reason.optional(),
});
export type ProjectBody = z.infer<typeof projectBodySchema>;
export const submitProjectSchema = z.strictObject({ ...request, ...project });
export type SubmitProject = z.infer<typeof submitProjectSchema>;
/** `id` is the project. A verifier validates with a report, the authority decides with a paper, the owner withdraws with a reason. */
export const moveProjectSchema = z.strictObject({
  ...request,
  to: z.enum(projectStages),
  reportDigest: digestSchema.optional(),
  parents: parentsSchema.optional(),
  decision: carbonDecisionSchema.optional(),
  reason: reason.optional(),
});
export type MoveProject = z.infer<typeof moveProjectSchema>;

/** Longitude and latitude in 1e-7 degrees: integers have one canonical form. */
const pointSchema = z.tuple([
  z.int().min(-1_800_000_000).max(1_800_000_000),
  z.int().min(-900_000_000).max(900_000_000),
]);
export type PointE7 = z.infer<typeof pointSchema>;

const plot = {
  project: idSchema,
  name: textSchema(200),
  commune: communeCodeSchema,
  areaM2: z.int().min(1).max(10_000_000_000),
  /** Outer ring, first point again at the end (RFC 7946). */
  polygonE7: z
    .array(pointSchema)
    .min(4)
    .max(500)
    .refine((ring) => String(ring[0]) === String(ring.at(-1)), 'ring-open'),
  growingArea: idSchema.optional(),
};
/** Why a plot may be claimed twice: the same growing area is the ledger's own finding, overlapping polygons are the index's. */
export const suspicionSchema = z.strictObject({
  other: idSchema,
  otherProject: idSchema,
  by: z.enum(['growing-area', 'geometry']),
  overlapM2: z.int().min(0).optional(),
  reason: reason.optional(),
  decision: z
    .strictObject({ outcome: z.enum(['confirmed', 'dismissed']), reason, unit: idSchema, at: instantSchema })
    .optional(),
});
/** A plot of a project. `held` while a double claim is suspected, `revoked` once it is confirmed. */
export const plotBodySchema = z.strictObject({ ...plot, suspicion: suspicionSchema.optional() });
export type PlotBody = z.infer<typeof plotBodySchema>;
export const addPlotSchema = z.strictObject({ ...request, ...plot });
export type AddPlot = z.infer<typeof addPlotSchema>;
/** `id` is the plot that came later, `other` the one that it seems to claim again. */
export const flagPlotSchema = z.strictObject({
  ...request,
  other: idSchema,
  overlapM2: z.int().min(0).optional(),
  reason,
});
export type FlagPlot = z.infer<typeof flagPlotSchema>;
/** `id` is the plot under suspicion. */
export const decidePlotSchema = z.strictObject({ ...request, outcome: z.enum(['confirmed', 'dismissed']), reason });
export type DecidePlot = z.infer<typeof decidePlotSchema>;
