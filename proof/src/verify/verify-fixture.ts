/** One small log with a batch under its code and its label, and a person's record; what `verify()` says of it, in short. */
import { commitFields, fieldSalt } from '../fields/field-tree.ts';
import { policy, SmallLog } from './bundle-fixture.ts';
import type { StepName, StepResult, Verification, VerifyInput } from './verification.ts';
import { verify } from './verify.ts';

export const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
export const other = '01BX5ZZKBKACTAV9WEVGEMMVRZ';
export const personal = '01CZ0000000000000000000000';
export const aliasId = '01/09521234543213/10/L1';
export const noSuch = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
export const body = { lot: 'L1', product: { code: 'durian', gtin: '09521234543213' } };

const seed = new Uint8Array(32).fill(9);
export const personalFields = ['/name', '/grade', '/year'].map((pointer, at) => ({
  pointer,
  value: ['Nguyễn Thị Hoa', 'A', null][at]!,
  salt: fieldSalt(seed, personal, 1, pointer),
}));

export const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`);
export const seconds = (time: string): number => at(time) / 1000;

export const log = new SmallLog();
log.block('2026-11-24T08:00:00.000Z', {
  [aliasId]: { type: 'origin/alias', body: { target: id } },
  [id]: { body },
  [other]: { body: { lot: 'L2' } },
});
log.block('2026-11-24T08:10:00.000Z', {
  [personal]: { type: 'credential/diploma', fields: commitFields(personalFields) },
});
export const sizeBefore = log.size;
log.block('2026-11-24T08:20:00.000Z', { [id]: { body: { ...body, remainingKg: '5' } } });

export const all = {
  agri: seconds('09:00:00'),
  edu: seconds('09:00:10'),
  health: seconds('09:00:20'),
  press: seconds('09:00:05'),
};
export const checkpoint = log.checkpoint(all);
export const now = at('09:30:00');

export const check = (bundle: unknown, changes: Partial<VerifyInput> = {}): Verification =>
  verify({ bundle, id, policy, now, ...changes });
export const resultOf = ({ steps }: Verification, name: StepName): StepResult =>
  steps.find((step) => step.name === name)!.result;
export const results = ({ steps }: Verification): Record<string, StepResult> =>
  Object.fromEntries(steps.map(({ name, result }) => [name, result]));
export const failed = ({ steps }: Verification): StepName[] =>
  steps.flatMap(({ name, result }) => (result === 'fail' ? [name] : []));
