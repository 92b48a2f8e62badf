import { circular02of2024 } from './circular-02-2024.ts';
import { decree37of2026 } from './decree-37-2026.ts';
import { fsma204 } from './fsma-204.ts';
import { gacc } from './gacc.ts';
import type { Requirement } from './requirement.ts';

/** Sets of rules by which a batch's data are complete. */
export const completenessProfiles = {
  'tt-02-2024': circular02of2024,
  'nd-37-2026': decree37of2026,
  'fsma-204': fsma204,
  gacc,
} as const satisfies Record<string, readonly Requirement[]>;
export type CompletenessProfile = keyof typeof completenessProfiles;
