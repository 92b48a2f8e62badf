#!/usr/bin/env node
import { join } from 'node:path';
import { Alarms } from '../cosigner/alarms.ts';
import { TrustFolder } from '../log/trust-folder.ts';
import { readMirrorConfig } from './config.ts';
import { Follower, type RoundResult } from './follower.ts';
import { LogSource } from './log-source.ts';
import { Mirror } from './mirror.ts';
import { mirrorApp } from './mirror-app.ts';
import { MirrorLog } from './mirror-log.ts';
import { mirrorStatus } from './mirror-status.ts';
import { limitServer } from '../security/request-limits.ts';
import { readOptions, wrongUsage } from '../read-options.ts';

const defaults = readMirrorConfig(process.env);
const usage = `Bản sao của nhật ký: chép, đối chiếu mọi thứ, và trả lời thay khi cổng không trả lời hoặc nói sai.
Mirrors a log: copies it, checks everything, and answers in the gateway's place when that is silent or lies.

  npx daunguon-mirror <gateway url> [options]

  --policy <dir>   thư mục có policy.txt và policy.json / folder with policy.txt and policy.json
                   (${defaults.policy})
  --data <dir>     nơi giữ bản sao / where the copy is kept
                   (${defaults.data})
  --port <n>       cổng mạng / port, 8090 · 0: bất kỳ / any
  --host <name>    địa chỉ lắng nghe / address to listen at, localhost
  --once           chép và đối chiếu một lần rồi thoát / copy and check once, then end
  --help

Trả lời / answers: /r/<id>, /log/…, /status, /healthz. Cảnh báo kèm bằng chứng / alarms with their evidence: <data>/alarms.
Mã thoát / exit codes of --once: 0 khớp hết / everything agrees · 1 có sai lệch / a difference
                                 2 chưa đối chiếu được hết / not everything could be checked · 64 dùng sai / wrong usage`;

const exitCodes: Readonly<Record<RoundResult, number>> = { checked: 0, difference: 1, incomplete: 2 };

const options = {
  policy: { type: 'string', default: defaults.policy },
  data: { type: 'string', default: defaults.data },
  port: { type: 'string', default: '8090' },
  host: { type: 'string', default: 'localhost' },
  once: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const { values, positionals } = readOptions({ allowPositionals: true, options }, usage);
const [gateway, ...rest] = positionals;
const port = Number(values.port);
const isUrl = gateway !== undefined && URL.canParse(gateway) && /^https?:$/.test(new URL(gateway).protocol);
if (values.help || !isUrl || rest.length > 0 || !Number.isInteger(port) || port < 0 || port > 65_535) {
  (values.help ? console.log : console.error)(usage);
  process.exit(values.help ? 0 : wrongUsage);
}

const url = gateway.replace(/\/+$/, '');
const trust = new TrustFolder(values.policy);
const origin = (): string | undefined => trust.policy()?.origin;
const log = new MirrorLog(values.data);
const alarms = new Alarms(join(values.data, 'alarms'), Date.now, console.error);
const mirror = new Mirror({ log, source: new LogSource({ url }), policy: () => trust.policy(), now: Date.now });
const follower = new Follower({ mirror, alarms, origin: () => origin() ?? '', now: Date.now, say: console.error });
const status = () => mirrorStatus({ gateway: url, log, follower, origin });

if (values.once) {
  const result = await follower.round();
  const { alarms: _inTheirFiles, ...rest } = status();
  console.log(JSON.stringify({ result, ...rest }, null, 2));
  log.close();
  process.exit(exitCodes[result]);
}

const server = mirrorApp(log, status).listen(port, values.host, (error) => {
  if (error !== undefined) throw error;
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  console.log(`ready mirror http://${values.host}:${at} of ${url}`);
  follower.start();
});
limitServer(server);

const stop = async (): Promise<void> => {
  server.close();
  server.closeAllConnections();
  await follower.stop();
  log.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
