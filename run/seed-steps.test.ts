import { describe, expect, test } from '@jest/globals';
import { credentialCommands, ocopCommands, originCommands, registryCommands } from '@daunguon/records';
import { newId } from '@daunguon/proof';
import { custodialIssueSchema, custodialKeySchema } from '../gateway-api/src/domains/credential/custodial-schemas.ts';
import { seedSteps } from './seed-steps.ts';

const numbers = new Map<string, string>();
const ids = {
  of: (name: string): string => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const bytes = new Uint8Array(16);
    bytes[15] = numbers.size + 1;
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
  } as const;

  test.each(steps.map((step) => [step.title, step] as const))('%s is a command that its schema accepts', (_, step) => {
    const schema = schemas[step.path as keyof typeof schemas];
    expect(schema.safeParse(step.body).error?.issues).toBeUndefined();
  });

  test('has thirty harvest batches and no request id twice', () => {
    const bulk = steps.find(({ path }) => path.endsWith('/bulk'));
    expect(bulk?.body['batches']).toHaveLength(29);
    expect(new Set(steps.map(({ body }) => body.requestId)).size).toBe(steps.length);
  });
});
