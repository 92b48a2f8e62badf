/** Cosigners of one or more organisations: `node gateway-api/src/cosigner/main.ts --help`. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { Gauge, Registry } from 'prom-client';
import { algorithms, parseCheckpoint, parseNote, parseVkey, type Vkey } from '@daunguon/proof';
import { sharedBlockInput } from '../ledger/shared-block-input.ts';
import { loadOrCreateKey } from '../log/note-key.ts';
import { registerKey } from '../log/register-key.ts';
import { limitServer } from '../security/request-limits.ts';
import { Alarms } from './alarms.ts';
import { Cosigner, originHash } from './cosigner.ts';
import { cosignerRoutes } from './cosigner-routes.ts';
import { deriveFromPeer, type RunningDerivation } from './own-derivation.ts';
import { readOptions } from '../read-options.ts';

const usage = `Cosigns the log's checkpoints for organisations, each of which derives the log from its own peer.
  node gateway-api/src/cosigner/main.ts --organisation <MSP id>=<key name>,… --log-key <file with the log's verifier key>
    [--data .daunguon/cosigners] [--network .daunguon/network] [--channel province] [--chaincode records]
    [--log-host daunguon.local] [--port 8085] [--host localhost]
    [--unregistered]   does not register the keys on the ledger
  Serves, below /<MSP id>/: POST add-checkpoint, GET <SHA-256 of the origin>/checkpoint, GET alarms. And GET /metrics, /healthz.
  Key, log, newest cosigned checkpoint and alarms lie in <data>/<MSP id>/; the verifier key in its file vkey.`;

const { values } = readOptions(
  {
    options: {
      organisation: { type: 'string', multiple: true, default: [] },
      'log-key': { type: 'string' },
      data: { type: 'string', default: '.daunguon/cosigners' },
      network: { type: 'string', default: '.daunguon/network' },
      channel: { type: 'string', default: 'province' },
      chaincode: { type: 'string', default: 'records' },
      'log-host': { type: 'string', default: 'daunguon.local' },
      port: { type: 'string', default: '8085' },
      host: { type: 'string', default: 'localhost' },
      unregistered: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  },
  usage,
);
const logKeyFile = values['log-key'];
if (values.help || logKeyFile === undefined || values.organisation.length === 0) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

/** The log's key appears when its gateway starts for the first time; a change counts at once. */
const logKeys = (): Vkey[] => {
  try {
    return readFileSync(logKeyFile, 'utf8').trim().split('\n').map(parseVkey);
  } catch {
    return [];
  }
};
const stopping = new AbortController();
const monotonic = (): number => performance.now();
const read = sharedBlockInput();

interface Organisation {
  readonly mspId: string;
  readonly cosigner: Cosigner;
  readonly alarms: Alarms;
  readonly derivation: RunningDerivation;
  cosignedSize(): number;
}

function openOrganisation(given: string): Organisation {
  const [mspId = '', name = ''] = given.split('=');
  const dir = join(values.data, mspId);
  const alarms = new Alarms(join(dir, 'alarms'), Date.now, console.error);
  const cosignedSize = (): number => {
    const origin = logKeys()[0]?.name;
    const note = origin === undefined ? undefined : cosigner.newest(originHash(origin));
    return note === undefined ? 0 : Number(parseCheckpoint(parseNote(note).text).size);
  };
  const signer = loadOrCreateKey(dir, name, algorithms.cosignature);
  const cosigner: Cosigner = new Cosigner({
    ...{ alarms, logKeys, monotonic, now: Date.now, stateDir: join(dir, 'cosigned') },
    signer,
    derivation: (origin) => (origin === derivation.origin() ? derivation : undefined),
  });
  const derivation: RunningDerivation = deriveFromPeer({
    ...{ dir: join(dir, 'log'), networkDir: values.network, mspId, channel: values.channel },
    ...{ chaincode: values.chaincode, logHost: values['log-host'], monotonic, read },
  });
  const { ledger, identity } = derivation.channel;
  const registration = {
    ledger,
    identity,
    dir,
    vkey: signer.vkey,
    role: 'cosigner',
    random: randomBytes,
    now: Date.now,
  } as const;
  if (!values.unregistered) void registerKey(registration, stopping.signal);
  return { mspId, cosigner, alarms, derivation, cosignedSize };
}

function metrics(organisations: readonly Organisation[]): Registry {
  const registry = new Registry();
  const gauge = (name: string, help: string, read: (organisation: Organisation) => number): void => {
    new Gauge({
      ...{ name, help, labelNames: ['organisation'], registers: [registry] },
      collect() {
        for (const organisation of organisations) this.set({ organisation: organisation.mspId }, read(organisation));
      },
    });
  };
  gauge('daunguon_cosigner_derived_leaves', 'Leaves derived from the own peer', ({ derivation }) => derivation.size());
  gauge('daunguon_cosigner_cosigned_leaves', 'Size of the newest cosigned checkpoint', ({ cosignedSize }) =>
    cosignedSize(),
  );
  gauge('daunguon_cosigner_alarms', 'Alarms raised so far', ({ alarms }) => alarms.list().length);
  return registry;
}

// Deriving is work in the background: whoever waits for a commit goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const organisations = values.organisation.flatMap((given) => given.split(',')).map(openOrganisation);
const registry = metrics(organisations);
const app = express();
app.disable('x-powered-by');
for (const { mspId, cosigner, alarms } of organisations) app.use(`/${mspId}`, cosignerRoutes(cosigner, alarms));
app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
app.get('/metrics', async (_request, response) => {
  response.type(registry.contentType).send(await registry.metrics());
});
/** Batches that an alarm names; its text says how many there are. */
const mostNamed = 100;

/** One alarm for all that a notice has not reached, named by the first: what stays unreached becomes the first. */
function raiseOverdue(derivation: RunningDerivation, origin: string, alarms: Alarms): void {
  for (const [notice, unmarked] of Map.groupBy(derivation.overdueRecalls(), ({ notice: of }) => of)) {
    const batches = unmarked.slice(0, mostNamed).map(({ batch }) => batch);
    const text = `${unmarked.length} batches do not carry recall ${notice} after a minute, among them ${batches[0]}`;
    const alarm = { kind: 'recall', origin, size: derivation.size(), text, evidence: { notice, batches } } as const;
    alarms.raise(alarm, `${notice}-${batches[0]}`);
  }
}
const watching = setInterval(() => {
  for (const { cosigner, derivation, alarms } of organisations) {
    const origin = derivation.origin();
    if (origin === undefined) continue;
    cosigner.watch(origin);
    raiseOverdue(derivation, origin, alarms);
  }
}, 5000);
const server = limitServer(
  app.listen(Number(values.port), values.host, (error) => {
    if (error !== undefined) throw error;
    console.log(`ready cosigners http://${values.host}:${values.port}`);
  }),
);

const stop = async (): Promise<void> => {
  clearInterval(watching);
  stopping.abort();
  server.close();
  server.closeAllConnections();
  for (const { derivation } of organisations) await derivation.stop();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
