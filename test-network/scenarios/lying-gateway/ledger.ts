import { createHash } from 'node:crypto';
import { commitRecord, type BlockInput, type BundleBody, type Json } from '@daunguon/proof';

/** What a test writes: a version of a public record, or with `fields` (a commitment) of a personal one. */
export interface Put {
  readonly id: string;
  readonly type?: string;
  readonly status?: string;
  readonly body?: Json;
  readonly fields?: string;
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The ledger: each call of `block` is the next block, as a peer gives it to derivations. Two ledgers with the same writes are equal. */
export class Ledger {
  /** Bodies with their salts by commitment; the gateway's index has them. */
  readonly bodies = new Map<string, Required<BundleBody>>();
  readonly #versions = new Map<string, number>();
  #next = 0;

  /** One transaction for each write. */
  block(...puts: readonly Put[]): BlockInput {
    const number = this.#next++;
    const ts = new Date(Date.UTC(2026, 10, 24, 1, number)).toISOString();
    const genesis = { index: 0, txId: '', ts, msp: '', config: true, writes: [] };
    const written = puts.map((put, index) => ({
      ...{ index, txId: hex(`transaction ${number} ${index}`), ts, msp: 'AgriMSP', config: false },
      writes: [{ key: `r/${put.id}`, isDelete: false, value: this.#value(put) }],
    }));
    return { number, headerHash: hex(`header ${number}`), transactions: number === 0 ? [genesis] : written };
  }

  #value({ id, type = 'origin/batch', status = 'active', body = { lot: id }, fields }: Put): Uint8Array {
    const version = (this.#versions.get(id) ?? 0) + 1;
    this.#versions.set(id, version);
    const salt = hex(`salt of ${id} ${version}`).slice(0, 32);
    const commitment = fields ?? commitRecord(body, salt);
    const by = { msp: 'AgriMSP', signing: 'own' };
    const state = { id, type, status, version, commitment, by };
    if (fields !== undefined) return Buffer.from(JSON.stringify(state));
    this.bodies.set(commitment, { body, salt });
    return Buffer.from(JSON.stringify({ ...state, body, salt }));
  }
}
