import { newId } from '@daunguon/proof';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessToken } from '../../test-network/src/oidc/sign-in.ts';
import type { System } from './system.ts';

/** A signed-in farmer of the demonstration who registers batches over HTTP. */
export interface Farmer {
  /** One transaction, one record. Answers after commit. */
  registerOne(): Promise<void>;
  /** One transaction with `count` records. */
  registerMany(count: number): Promise<void>;
}

export const freshId = (): string => newId(randomBytes(16));

/** Commands of a farmer's new batches in the demonstration's growing area. */
export function batchMaker(system: System): () => Record<string, unknown> {
  const ids = JSON.parse(readFileSync(join(system.data, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const harvestDate = new Date(Date.now() - 86_400_000 * 2).toISOString().slice(0, 10);
  return () => {
    const id = freshId();
    return {
      id,
      lot: `B${id.slice(-18)}`,
      product: { code: 'durian', name: 'Sầu riêng Ri6' },
      growingArea: ids['area-durian'],
      harvestDate,
      weightKg: '1',
    };
  };
}

export async function signInFarmer(system: System): Promise<Farmer> {
  const token = await accessToken(system.issuer, 'farmer');
  const row = batchMaker(system);
  const post = async (path: string, body: Record<string, unknown>): Promise<void> => {
    const response = await fetch(`${system.gatewayUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ requestId: freshId(), ...body }),
    });
    const text = await response.text();
    if (response.status !== 201) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
  };
  return {
    registerOne: () => post('/api/origin/batches', row()),
    registerMany: (count) => post('/api/origin/batches/bulk', { batches: Array.from({ length: count }, row) }),
  };
}
