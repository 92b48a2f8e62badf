import type { z } from 'zod';

export interface CommandRoute {
  /** Express path. */
  readonly path: string;
  /** `Origin:RegisterBatch` */
  readonly transaction: string;
  readonly schema: z.ZodType;
}
