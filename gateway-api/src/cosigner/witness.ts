/** A witness: `node gateway-api/src/cosigner/witness.ts --help`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { algorithms, parseVkey } from '@daunguon/proof';
import { loadOrCreateKey } from '../log/note-key.ts';
import { limitServer } from '../security/request-limits.ts';
import { Alarms } from './alarms.ts';
import { Cosigner } from './cosigner.ts';
import { cosignerRoutes } from './cosigner-routes.ts';
import { readOptions } from '../read-options.ts';

const usage = `An outside witness (C2SP tlog-witness): cosigns a log's checkpoint only if it extends the one it cosigned before.
For a university, a newspaper, a consumers' association: it needs no ledger, no database and a few kilobytes of disk.
  node gateway-api/src/cosigner/witness.ts --name <key name> --log <verifier key> … | --log-file <file with verifier keys>
    [--data .daunguon/witness] [--port 8086] [--host localhost]
  POST /add-checkpoint, GET /<SHA-256 of the origin>/checkpoint, GET /alarms. The verifier key for trust policies: <data>/vkey.`;

const { values } = readOptions(
  {
    options: {
      name: { type: 'string' },
      log: { type: 'string', multiple: true, default: [] },
      'log-file': { type: 'string' },
      data: { type: 'string', default: '.daunguon/witness' },
      port: { type: 'string', default: '8086' },
      host: { type: 'string', default: 'localhost' },
      help: { type: 'boolean', default: false },
    },
  },
  usage,
);
const { name, log: given, 'log-file': file } = values;
if (values.help || name === undefined || (given.length === 0 && file === undefined)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
const keys = [...given, ...(file === undefined ? [] : readFileSync(file, 'utf8').trim().split('\n'))].map(parseVkey);
const alarms = new Alarms(join(values.data, 'alarms'), Date.now, console.error);
const cosigner = new Cosigner({
  stateDir: join(values.data, 'cosigned'),
  signer: loadOrCreateKey(values.data, name, algorithms.cosignature),
  logKeys: () => keys,
  alarms,
  now: Date.now,
  monotonic: () => performance.now(),
});
const app = express();
app.disable('x-powered-by');
app.use(cosignerRoutes(cosigner, alarms));
const server = limitServer(
  app.listen(Number(values.port), values.host, (error) => {
    if (error !== undefined) throw error;
    console.log(`ready witness http://${values.host}:${values.port}`);
  }),
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
