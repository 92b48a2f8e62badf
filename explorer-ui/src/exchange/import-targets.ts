import type { ImportPath, ToldImportPath } from '../api/answers.ts';

type Mapped<Path> = Path extends `/api/exchange/imports/${infer Target}` ? Target : never;
/** Kinds of files of shared databases. */
export type ImportTarget = Mapped<ImportPath>;
type ToldTarget = Mapped<ToldImportPath>;

/** What each role imports: the same that it may record by hand. */
const targetsOf: Readonly<Record<string, readonly ImportTarget[]>> = {
  registrar: ['growing-areas'],
  farmer: ['batches'],
  packer: ['batches'],
  issuer: ['diplomas', 'course-certificates'],
  clinic: ['health-accounts'],
};
export const importTargets = (role: string): readonly ImportTarget[] => targetsOf[role] ?? [];

const told: readonly ToldTarget[] = ['diplomas', 'course-certificates', 'health-accounts'];
/** Whether something is told of each row, such as the link of a diploma. */
export const isTold = (target: string): target is ToldTarget => told.some((one) => one === target);

export const importPath = <Target extends ImportTarget>(target: Target) => `/api/exchange/imports/${target}` as const;
