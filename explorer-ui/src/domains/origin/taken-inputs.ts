import type { BatchBody, RecordState } from '@daunguon/records';
import { weightInput } from '../../format/weight-input.ts';

/** Weights as typed by batch id -> inputs of the command; what was left blank is not taken. */
export const takenInputs = (batches: readonly RecordState<BatchBody>[], take: Readonly<Record<string, string>>) =>
  batches.flatMap(({ id }) => {
    const typed = (take[id] ?? '').trim();
    return typed === '' ? [] : [{ batch: id, weightKg: weightInput(typed) }];
  });
