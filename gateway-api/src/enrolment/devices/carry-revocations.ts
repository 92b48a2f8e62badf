import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { replaceFile } from '../../durable-file.ts';
import type { DeviceBook } from './device-book.ts';

const run = promisify(execFile);

/** What of a certificate authority is needed here. */
export interface Revoker {
  revoke(enrollmentId: string): Promise<void>;
  /** The authority's whole revocation list, PEM. */
  revocationList(): Promise<string>;
}

export interface CarryDeps {
  readonly book: DeviceBook;
  authority(mspId: string): Promise<Revoker>;
  /**
   * Program, and its first arguments, that puts a list into the channel's configuration, signed by the organisation's administrator; it is
   * given `--msp` and `--crl`. Absent: the administrator does that by hand, from the file.
   */
  readonly command: readonly string[] | undefined;
  /** Where the lists are written: `<MSP>.crl.pem`. */
  readonly folder: string;
}

const commandMs = 60_000;
const againMs = 10_000;

/**
 * Revokes lost devices at their authority and brings its list to the channel. Each report is in the book first, so that a crash, an authority or
 * an orderer that does not answer only delay it: what waits is tried again until the channel holds it.
 */
export function carryRevocations({ book, authority, command, folder }: CarryDeps) {
  let running: Promise<void> | undefined;
  let isAsked = false;

  const carry = async (mspId: string, ids: readonly string[]): Promise<void> => {
    const ca = await authority(mspId);
    for (const id of ids) await ca.revoke(id);
    const file = join(folder, `${mspId}.crl.pem`);
    replaceFile(file, await ca.revocationList());
    const [program, ...first] = command ?? [];
    if (program === undefined) return;
    await run(program, [...first, '--msp', mspId, '--crl', file], { timeout: commandMs });
    book.carried(ids, new Date().toISOString());
  };
  const carryAll = async (): Promise<void> => {
    while (isAsked) {
      isAsked = false;
      for (const [mspId, devices] of Map.groupBy(book.waiting(), (device) => device.mspId))
        await carry(
          mspId,
          devices.map(({ id }) => id),
        ).catch((error: unknown) => console.error(`revocations of ${mspId} wait`, error));
    }
  };
  const start = (): void => {
    isAsked = true;
    running ??= carryAll().finally(() => (running = undefined));
  };
  const timer = setInterval(() => book.waiting().length > 0 && start(), againMs);
  timer.unref();
  start();
  return {
    /** Without waiting for it. */
    start,
    async stop(): Promise<void> {
      clearInterval(timer);
      await running;
    },
  };
}
export type RevocationCarrier = ReturnType<typeof carryRevocations>;
