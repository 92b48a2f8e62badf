import { describe, expect, test } from '@jest/globals';
import { breakGlassSchema, giveConsentSchema, reportAccessSchema, submitCommitmentSchema } from '@daunguon/records';
import { newId } from '@daunguon/proof';
import { checkEvent, type JsonObject } from '@daunguon/formats/epcis';
import { z } from 'zod';
import { allCommands } from '../gateway-api/src/domains.ts';
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
  /** Of requests that are no commands of a domain. */
  const others: Readonly<Record<string, z.ZodType>> = {
    '/api/origin/label-serials': drawSerialsSchema,
    '/api/origin/scan-tokens': z.strictObject({}),
    '/api/exchange/partners': partnerSchema,
    '/api/learn/appointments/exercises': z.strictObject({}),
    '/api/learn/appointments/certificates': z.strictObject({}),
    '/api/origin/fake-reports': reportSchema,
    '/api/credential/custodial/keys': custodialKeySchema,
    '/api/credential/custodial/issue': custodialIssueSchema,
    '/api/health/patients/mine': ownCodeSchema,
    '/api/health/commitments': submitCommitmentSchema,
    '/api/health/consents': giveConsentSchema,
    '/api/health/reads': reportAccessSchema,
    '/api/health/break-glass': breakGlassSchema,
  };
  const schemaOf = (path: string): z.ZodType => {
    const schema = others[path] ?? allCommands.find((command) => command.path === path)?.schema;
    if (schema === undefined) throw new Error(`the gateway has no command ${path}`);
    return schema;
  };

  test.each(steps.map((step) => [step.title, step] as const))('%s is a command that its schema accepts', (_, step) => {
    if (step.path === '/epcis/events') {
      expect(checkEvent(step.body as JsonObject, undefined)).toEqual([]);
      return;
    }
    if (step.file !== undefined) return;
    const told = { root: '0'.repeat(64), token: 'T' };
    const taken = step.take === undefined ? {} : { [step.take.field]: told[step.take.field as keyof typeof told] };
    const facts = step.factsOf === undefined ? {} : photo;
    expect(schemaOf(step.path).safeParse({ ...facts, ...step.body, ...taken }).error?.issues).toBeUndefined();
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
