import { expect, test } from '@jest/globals';
import { readClinicConfig } from './config.ts';

const unit = { DN_CLINIC_UNIT: '01ARZ3NDEKTSV4RRFFQ69G5FAV' };

test('what is not set has its default, and the token is read when it is needed', () => {
  const config = readClinicConfig({ ...unit, DN_CLINIC_TOKEN: 'a' });
  expect(config).toMatchObject({ unit: unit.DN_CLINIC_UNIT, retention: 'outpatient', maxBytes: 16_000_000 });
  expect([config.intake, config.folder, config.token()]).toEqual([undefined, undefined, 'a']);
  const intake = { port: 8090, secret: 's' };
  expect(readClinicConfig({ ...unit, DN_CLINIC_PORT: '8090', DN_CLINIC_SECRET: 's' }).intake).toEqual(intake);
});

test.each([
  ['DN_CLINIC_UNIT', {}],
  ['DN_CLINIC_SECRET', { ...unit, DN_CLINIC_PORT: '8090' }],
  ['DN_CLINIC_PORT', { ...unit, DN_CLINIC_PORT: '70000', DN_CLINIC_SECRET: 's' }],
  ['DN_CLINIC_RETENTION', { ...unit, DN_CLINIC_RETENTION: 'forever' }],
  ['DN_CLINIC_MAX_BYTES', { ...unit, DN_CLINIC_MAX_BYTES: '20 MB' }],
])('%s that is missing or wrong is named', (name, env) => {
  expect(() => readClinicConfig(env)).toThrow(name);
});
