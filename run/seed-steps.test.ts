import { describe, expect, test } from '@jest/globals';
import {
  breakGlassSchema,
  carbonCommands,
  credentialCommands,
  giveConsentSchema,
  heritageCommands,
  ocopCommands,
  originCommands,
  registryCommands,
  reportAccessSchema,
  submitCommitmentSchema,
} from '@daunguon/records';
import { newId } from '@daunguon/proof';
import { checkEvent, type JsonObject } from '@daunguon/formats/epcis';
import { z } from 'zod';
import { drawSerialsSchema } from '../gateway-api/src/labels/serial-schema.ts';
import { reportSchema } from '../gateway-api/src/reports/report-schema.ts';
import { partnerSchema } from '../gateway-api/src/exchange/partner-schema.ts';
import { custodialIssueSchema, custodialKeySchema } from '../gateway-api/src/domains/credential/custodial-schemas.ts';
import { ownCodeSchema } from '../gateway-api/src/domains/health/health-schemas.ts';
import { photo } from '../records/src/domains/heritage/heritage-fixtures.ts';
import { seedSteps } from './seed-steps.ts';

const numbers = new Map<string, string>();
const ids = {
  of: (name: string): string => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const bytes = new Uint8Array(16);
    new DataView(bytes.buffer).setUint16(14, numbers.size + 1);
    numbers.set(name, newId(bytes));
    return ids.of(name);
  },
};
const steps = seedSteps(ids, new Date('2026-11-24T05:00:00Z'));

describe('demonstration', () => {
  const schemas = {
    '/api/registry/organisations': registryCommands.RegisterOrganisation,
    '/api/registry/units': registryCommands.RegisterUnit,
    '/api/registry/accreditations': registryCommands.GrantAccreditation,
    '/api/registry/delegations': registryCommands.GrantDelegation,
    '/api/origin/growing-areas': originCommands.RegisterGrowingArea,
    '/api/origin/crop-rules': originCommands.SetCropRules,
    '/api/origin/packing-houses': originCommands.RegisterPackingHouse,
    '/api/origin/certificates': originCommands.RegisterCertificate,
    '/api/origin/sites/market': originCommands.SetSiteMarket,
    '/api/origin/diary': originCommands.RecordDiaryEntry,
    '/api/origin/sell': originCommands.Sell,
    '/api/origin/batches': originCommands.RegisterBatch,
    '/api/origin/batches/bulk': originCommands.RegisterBatches,
    '/api/origin/ship': originCommands.Ship,
    '/api/origin/receive': originCommands.Receive,
    '/api/origin/pack': originCommands.Pack,
    '/api/origin/split': originCommands.Split,
    '/api/origin/recalls': originCommands.IssueRecall,
    '/api/origin/shipment-units': originCommands.OpenShipmentUnit,
    '/api/origin/shipment-units/load': originCommands.LoadShipmentUnit,
    '/api/origin/shipment-units/seal': originCommands.SealShipmentUnit,
    '/api/origin/shipment-units/gate': originCommands.RecordGate,
    '/api/origin/label-serials': drawSerialsSchema,
    '/api/origin/label-issues': originCommands.IssueLabels,
    '/api/origin/scan-tokens': z.strictObject({}),
    '/api/exchange/partners': partnerSchema,
    '/api/learn/appointments/exercises': z.strictObject({}),
    '/api/learn/appointments/certificates': z.strictObject({}),
    '/api/origin/fake-reports': reportSchema,
    '/api/credential/custodial/keys': custodialKeySchema,
    '/api/credential/custodial/issue': custodialIssueSchema,
    '/api/credential/credentials/status': credentialCommands.ChangeStatus,
    '/api/ocop/rules': ocopCommands.SetRatingRules,
    '/api/ocop/products': ocopCommands.SubmitProduct,
    '/api/ocop/products/receive': ocopCommands.ReceiveProduct,
    '/api/ocop/councils': ocopCommands.OpenCouncil,
    '/api/ocop/sheets': ocopCommands.SealScores,
    '/api/ocop/councils/end-scoring': ocopCommands.EndScoring,
    '/api/ocop/sheets/open': ocopCommands.OpenScores,
    '/api/ocop/ratings': ocopCommands.DecideRating,
    '/api/carbon/projects': carbonCommands.SubmitProject,
    '/api/carbon/projects/move': carbonCommands.MoveProject,
    '/api/carbon/plots': carbonCommands.AddPlot,
    '/api/carbon/monitoring': carbonCommands.SubmitMonitoring,
    '/api/carbon/monitoring/verify': carbonCommands.VerifyMonitoring,
    '/api/carbon/monitoring/approve': carbonCommands.ApproveMonitoring,
    '/api/carbon/issuances': carbonCommands.IssueUnits,
    '/api/carbon/blocks/split': carbonCommands.SplitBlock,
    '/api/carbon/blocks/transfer': carbonCommands.TransferBlock,
    '/api/carbon/blocks/accept': carbonCommands.AcceptTransfer,
    '/api/carbon/retirements': carbonCommands.RetireBlock,
    '/api/heritage/items': heritageCommands.RegisterItem,
    '/api/heritage/media': heritageCommands.AddMedia,
    '/api/heritage/restricted': heritageCommands.CommitItem,
    '/api/heritage/routes': heritageCommands.RegisterRoute,
    '/api/health/patients/mine': ownCodeSchema,
    '/api/health/commitments': submitCommitmentSchema,
    '/api/health/consents': giveConsentSchema,
    '/api/health/reads': reportAccessSchema,
    '/api/health/break-glass': breakGlassSchema,
  } as const;

  test.each(steps.map((step) => [step.title, step] as const))('%s is a command that its schema accepts', (_, step) => {
    if (step.path === '/epcis/events') {
      expect(checkEvent(step.body as JsonObject, undefined)).toEqual([]);
      return;
    }
    if (step.file !== undefined) return;
    const schema = schemas[step.path as keyof typeof schemas];
    const told = { root: '0'.repeat(64), token: 'T' };
    const taken = step.take === undefined ? {} : { [step.take.field]: told[step.take.field as keyof typeof told] };
    const facts = step.factsOf === undefined ? {} : photo;
    expect(schema.safeParse({ ...facts, ...step.body, ...taken }).error?.issues).toBeUndefined();
  });

  test('has thirty harvest batches and no request id twice', () => {
    const bulk = steps.find(({ path }) => path.endsWith('/bulk'));
    expect(bulk?.body['batches']).toHaveLength(29);
    const requests = steps.flatMap(({ body: { requestId } }) => (requestId === undefined ? [] : [requestId]));
    expect(new Set(requests).size).toBe(requests.length);
  });

  test('a step takes from one before it', () => {
    const titles = steps.map(({ title }) => title);
    for (const [index, { take, factsOf }] of steps.entries())
      for (const from of [take?.from, factsOf]) if (from !== undefined) expect(titles.slice(0, index)).toContain(from);
  });
});
