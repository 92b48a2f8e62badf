import { newId } from '@daunguon/proof';
import { idFamilyLength } from '@daunguon/records';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Commands of a farmer's new batches in the demonstration's growing area; `id` and `lot` as given, or fresh ones. */
export function batchMaker(system: System): (id?: string, lot?: string) => Record<string, unknown> {
  const ids = JSON.parse(readFileSync(join(system.data, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const harvestDate = new Date(Date.now() - 86_400_000 * 2).toISOString().slice(0, 10);
  return (id = freshId(), lot = `B${id.slice(-18)}`) => {
    return {
      id,
      lot,
      product: { code: 'durian', name: 'Sầu riêng Ri6' },
      growingArea: ids['area-durian'],
      harvestDate,
      weightKg: '1',
    };
  };
}

/** Ids of one family and consecutive lots, as a file that is imported has them. */
export const manyBatches = (row: ReturnType<typeof batchMaker>, count: number): Record<string, unknown>[] => {
  const first = freshId();
  return Array.from({ length: count }, (_, index) => {
    const id = first.slice(0, idFamilyLength) + freshId().slice(idFamilyLength);
    return row(id, `${first.slice(-14)}-${String(index).padStart(4, '0')}`);
  });
};

const busy = [429, 503];
const tries = 20;

/** Posts commands as a person of the demonstration, each with a request id of its own; waits as it is told to where the gateway is busy. @throws Error with the answer, unless it is 201 */
export async function sender(system: System, login: string): Promise<(path: string, body: object) => Promise<void>> {
  const token = await accessToken(system.issuer, login);
  return async (path, body) => {
    const request = {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ requestId: freshId(), ...body }),
    };
    for (let tried = 1; ; tried += 1) {
      const response = await fetch(`${system.gatewayUrl}${path}`, request);
      const text = await response.text();
      if (response.status === 201) return;
      if (!busy.includes(response.status) || tried === tries)
        throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
      await sleep(1000 * Number(response.headers.get('retry-after') ?? 1));
    }
  };
}

export async function signInFarmer(system: System): Promise<Farmer> {
  const post = await sender(system, 'farmer');
  const row = batchMaker(system);
  return {
    registerOne: () => post('/api/origin/batches', row()),
    registerMany: (count) => post('/api/origin/batches/bulk', { batches: manyBatches(row, count) }),
  };
}
