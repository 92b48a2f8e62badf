/** A province in one process: a ledger, four organisations that cosign, a witness at a newspaper, a gateway that may lie, and readers. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { algorithms, ed25519Signer, parseTlogPolicy, type BlockInput, type NoteSigner } from '@daunguon/proof';
import { openGateway, type Gateway } from './gateway.ts';
import { Ledger, type Put } from './ledger.ts';
import { openParty, type Clock, type Party } from './parties.ts';
import { commandLine, Reader, type PolicyFiles, type Told } from './reader.ts';

export const origin = 'nguon.example.vn/province/00112233445566ff';
const organisations = ['agri', 'edu', 'health', 'tech'] as const;

export interface World {
  readonly dir: string;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly logSigner: NoteSigner;
  /** agri, edu, health, tech. */
  readonly organisations: readonly Party[];
  readonly press: Party;
  readonly gateway: Gateway;
  /** Whom readers ask and trust; changed by a test that needs mirrors or other keys. */
  policy: PolicyFiles;
  /** Commits a block at every peer, the gateway's among them. */
  commit(...puts: Put[]): BlockInput;
  /** The same without the gateway: it was told, and does something else with it. */
  commitWithoutGateway(...puts: Put[]): BlockInput;
  reader(): Reader;
  /** Scans with a new reader and with the command line; both must be told the same. */
  strangers(label: string): Promise<Told & { exit: number }>;
  anotherGateway(ledger: Ledger): Promise<Gateway>;
  alarms(): Record<string, string[]>;
  close(): Promise<void>;
}

/** Three of four organisations and one outside witness, as in production (trust.md §2). */
export const policyText = (log: string, witnesses: readonly { name: string; vkey: string; url?: string }[]): string =>
  [
    `log ${log}`,
    ...witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url ?? ''}`.trimEnd()),
    `group organisations 3 ${organisations.join(' ')}`,
    'group outside any press',
    'group quorum all organisations outside',
    'quorum quorum',
    '',
  ].join('\n');

export const policyJson = (gateways: readonly string[], changes: object = {}): object => ({
  ...{ origin, organisations: 'organisations', outside: 'outside', names: {}, anchors: [], epochs: [], mirrors: [] },
  freshness: { default: 86_400, types: { 'origin/': 3600, 'carbon/': 600 } },
  ...{ gateways, trial: true, ...changes },
});

export async function openWorld(): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), 'lying-gateway-'));
  const clock: Clock = { wall: Date.now(), monotonic: 0 };
  const logSigner = ed25519Signer(origin, randomBytes(32), algorithms.note);
  const ledger = new Ledger();
  const shared = { dir, logKey: logSigner.vkey, clock };
  const parties = await Promise.all(organisations.map((name) => openParty({ ...shared, name, derives: true })));
  const press = await openParty({ ...shared, name: 'press', derives: false });
  const text = policyText(
    logSigner.vkey,
    [...parties, press].map(({ name, signer, url }) => ({ name, vkey: signer.vkey, url })),
  );
  const gateways: Gateway[] = [];
  const anotherGateway = async (of: Ledger): Promise<Gateway> => {
    const opened = await openGateway({
      ...{ dir: join(dir, `gateway-${gateways.length}`), signer: logSigner, ledger: of },
      policy: () => parseTlogPolicy(text),
    });
    gateways.push(opened);
    return opened;
  };
  const gateway = await anotherGateway(ledger);
  let strangers = 0;
  const world: World = {
    ...{ dir, clock, ledger, logSigner, organisations: parties, press, gateway, anotherGateway },
    policy: { text, json: policyJson([gateway.url]) },
    commit(...puts) {
      const block = world.commitWithoutGateway(...puts);
      gateway.take(block);
      return block;
    },
    commitWithoutGateway(...puts) {
      const block = ledger.block(...puts);
      for (const { take } of parties) take(block);
      return block;
    },
    reader: () =>
      new Reader(
        () => world.policy,
        () => clock.wall,
      ),
    async strangers(label) {
      const [page, { exit, ...typed }] = await Promise.all([
        world.reader().scan(label),
        commandLine(join(dir, `stranger-${strangers++}`), world.policy, label),
      ]);
      if (JSON.stringify(page) !== JSON.stringify(typed))
        throw new Error(`page and command line differ: ${JSON.stringify([page, typed])}`);
      return { ...page, exit };
    },
    alarms: () =>
      Object.fromEntries(
        [...parties, press].flatMap(({ name, alarms }) => {
          const kinds = alarms.list().map(({ kind }) => kind);
          return kinds.length === 0 ? [] : [[name, kinds]];
        }),
      ),
    async close() {
      await Promise.all([...gateways, ...parties, press].map((one) => one.close()));
      rmSync(dir, { recursive: true });
    },
  };
  world.commit();
  return world;
}
