import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { algorithms, ed25519Signer, parseVkey, type BlockInput, type NoteSigner } from '@daunguon/proof';
import { Alarms } from '../../../gateway-api/src/cosigner/alarms.ts';
import { Cosigner } from '../../../gateway-api/src/cosigner/cosigner.ts';
import { cosignerRoutes } from '../../../gateway-api/src/cosigner/cosigner-routes.ts';
import { ownDerivation } from '../../../gateway-api/src/cosigner/own-derivation.ts';
import { DerivedLog } from '../../../gateway-api/src/log/derived-log.ts';

/** Clocks that a test moves: milliseconds since 1970, and of one that never jumps. */
export interface Clock {
  wall: number;
  monotonic: number;
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export async function serve(app: RequestListener): Promise<Served> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Party extends Served {
  readonly name: string;
  readonly signer: NoteSigner;
  readonly alarms: Alarms;
  readonly cosigner: Cosigner;
  /** The next block of its own peer; a witness has none. */
  take(block: BlockInput): void;
}

export interface PartyOptions {
  readonly dir: string;
  readonly name: string;
  readonly logKey: string;
  readonly clock: Clock;
  /** Derives the log from its own peer: an organisation. Else an outside witness. */
  readonly derives: boolean;
}

/** A cosigner with a key of its own, over HTTP: the product's code, but for the peer from which blocks come. */
export async function openParty({ dir, name, logKey, clock, derives }: PartyOptions): Promise<Party> {
  const signer = ed25519Signer(
    `${name}.example.vn`,
    crypto.getRandomValues(new Uint8Array(32)),
    algorithms.cosignature,
  );
  const now = (): number => clock.wall;
  const monotonic = (): number => clock.monotonic;
  const alarms = new Alarms(join(dir, name, 'alarms'), now, () => undefined);
  const log = new DerivedLog({ dir: join(dir, name, 'log'), trusted: () => 0 });
  const derivation = ownDerivation(log, monotonic);
  const cosigner = new Cosigner({
    ...{ stateDir: join(dir, name, 'cosigned'), signer, alarms, now, monotonic },
    logKeys: () => [parseVkey(logKey)],
    ...(derives ? { derivation: () => derivation } : {}),
  });
  const served = await serve(express().use(cosignerRoutes(cosigner, alarms)));
  return {
    ...{ name, signer, alarms, cosigner, url: served.url, take: derivation.take },
    async close() {
      await served.close();
      log.close();
    },
  };
}
