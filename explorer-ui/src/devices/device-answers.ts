/** `GET /api/devices` (gateway-api/src/openapi/device-operations.ts). */
export interface DeviceAnswer {
  readonly id: string;
  readonly mspId: string;
  readonly role: string;
  readonly unit: string;
  /** Empty: staff of the organisation itself. */
  readonly unitName: string;
  readonly label: string;
  readonly enrolledAt: string;
  readonly validUntil: string;
  readonly lostAt: string | null;
  readonly lastUsedAt: string | null;
  /** Since which block the ledger takes nothing that its key signs. */
  readonly refused: { readonly block: number; readonly at: string } | null;
}
export interface DevicesAnswer {
  readonly items: readonly DeviceAnswer[];
}

/** Where a device stands: `revoking` from the report until the ledger refuses its key. */
export type DeviceState = 'in-use' | 'expired' | 'revoking' | 'revoked';

export const deviceState = ({ lostAt, refused, validUntil }: DeviceAnswer, now: number): DeviceState => {
  if (refused !== null) return 'revoked';
  if (lostAt !== null) return 'revoking';
  return Date.parse(validUntil) <= now ? 'expired' : 'in-use';
};
