/** For tests: an agent's store, and a gateway of which the test says the answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayRefusal, type GatewayClient } from './gateway-client.ts';
import { openClinicStore, type ClinicStore } from './store/clinic-store.ts';

export const idOf = (n: number): string => `0${String(n).padStart(25, '0')}`;
type Answer = (body: never) => unknown;

export class TestAgent implements GatewayClient {
  readonly #folder = mkdtempSync(join(tmpdir(), 'agent-'));
  readonly store: ClinicStore = openClinicStore(this.#folder, Buffer.alloc(32, 5));
  readonly said: string[] = [];
  readonly say = (line: string): void => void this.said.push(line);
  /** Every request, and what answers each path; a path without an answer is not found. */
  readonly asked: [path: string, body: unknown][] = [];
  readonly answers = new Map<string, Answer>();
  clock = Date.parse('2026-03-02T01:00:00.000Z');

  async get<Value>(path: string): Promise<Value> {
    return this.post(path, {});
  }

  async post<Value>(path: string, body: object): Promise<Value> {
    this.asked.push([path, body]);
    const answer = this.answers.get(path);
    if (answer === undefined) throw new GatewayRefusal('http/not-found', path);
    return (await answer(body as never)) as Value;
  }

  now(): number {
    return this.clock;
  }

  async time(): Promise<number> {
    return this.clock;
  }

  close(): void {
    this.store.close();
    rmSync(this.#folder, { recursive: true });
  }
}
