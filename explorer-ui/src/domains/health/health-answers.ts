import type { ItemOf } from '../../api/asked.ts';

export type AccessItem = ItemOf<'/api/health/access-log'>;
