import type { CarbonAct } from './act.ts';
import { authorityActs } from './authority-acts.ts';
import { holderActs } from './holder-acts.ts';
import { monitoringActs } from './monitoring-acts.ts';
import { otherActs } from './other-acts.ts';
import { projectActs } from './project-acts.ts';

/** Acts on a record of each type; those of `new` make one and stand above its list. */
export const carbonActs: Readonly<Record<string, readonly CarbonAct[]>> = {
  ...projectActs,
  ...monitoringActs,
  ...otherActs,
  'carbon/block': [...(holderActs['carbon/block'] ?? []), ...(authorityActs['carbon/block'] ?? [])],
};
