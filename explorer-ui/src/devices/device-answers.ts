import type { ItemOf } from '../api/asked.ts';

export type DeviceAnswer = ItemOf<'/api/devices'>;

/** Where a device stands: `revoking` from the report until the ledger refuses its key. */
export type DeviceState = 'in-use' | 'expired' | 'revoking' | 'revoked';

export const deviceState = ({ lostAt, refused, validUntil }: DeviceAnswer, now: number): DeviceState => {
  if (refused !== null) return 'revoked';
  if (lostAt !== null) return 'revoking';
  return Date.parse(validUntil) <= now ? 'expired' : 'in-use';
};
