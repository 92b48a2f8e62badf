#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditCarbon, auditRules } from '@daunguon/records';
import { Alarms } from '../cosigner/alarms.ts';
import { TrustFolder } from '../log/trust-folder.ts';
import { readMirrorConfig } from '../mirror/config.ts';
import { Follower } from '../mirror/follower.ts';
import { LogSource } from '../mirror/log-source.ts';
import { Mirror } from '../mirror/mirror.ts';
import { MirrorLog } from '../mirror/mirror-log.ts';
import { dashboardOf, differencesAt, numbersOf } from './dashboard.ts';
import { leafHistory } from './leaf-history.ts';
import { readOptions, wrongUsage } from '../read-options.ts';

const defaults = readMirrorConfig(process.env);
const usage = `Kiểm toán độc lập: đọc nhật ký công khai, kiểm chứng từng lá, tính lại mọi con số và nêu mọi sai lệch.
Independent audit: reads the public log, proves every leaf, computes every number again and names any difference.

  npx daunguon-audit carbon <gateway url> [options]

  --policy <dir>   thư mục có policy.txt và policy.json / folder with policy.txt and policy.json
                   (${defaults.policy})
  --data <dir>     giữ bản chép cho lần sau / keep the copy for the next time
  --wait <s>       chờ nhật ký theo kịp bảng số liệu, tối đa / wait for the log to reach the dashboard, at most (20)
  --json           kết quả là JSON / the report as JSON
  --help

Mã thoát / exit codes: 0 không sai lệch / no difference · 1 có sai lệch / a difference
                       2 chưa kiểm được hết / not everything could be checked · 64 dùng sai / wrong usage`;

const options = {
  policy: { type: 'string', default: defaults.policy },
  data: { type: 'string' },
  wait: { type: 'string', default: '20' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const { values, positionals } = readOptions({ allowPositionals: true, options }, usage);
const [domain, gateway = 'http://localhost:8080', ...rest] = positionals;
const isUrl = URL.canParse(gateway) && /^https?:$/.test(new URL(gateway).protocol);
const waitMs = Number(values.wait) * 1000;
if (values.help || !(waitMs >= 0) || domain !== 'carbon' || !isUrl || rest.length > 0) {
  (values.help ? console.log : console.error)(usage);
  process.exit(values.help ? 0 : wrongUsage);
}

const url = gateway.replace(/\/+$/, '');
const data = values.data ?? mkdtempSync(join(tmpdir(), 'daunguon-audit-'));
const trust = new TrustFolder(values.policy);
const log = new MirrorLog(data);
const source = new LogSource({ url });
const mirror = new Mirror({ log, source, policy: () => trust.policy(), now: Date.now });
const alarms = new Alarms(join(data, 'alarms'), Date.now, console.error);
const follower = new Follower({
  mirror,
  alarms,
  origin: () => trust.policy()?.origin ?? '',
  now: Date.now,
  say: console.error,
});

/** Copies what is new until it reaches the ledger block `height` with every body, or the time is over. */
async function readTo(height: number, until: number) {
  for (;;) {
    const copied = await follower.round();
    const history = leafHistory(log, 'carbon');
    const whole = history.block >= height && copied !== 'incomplete';
    if (whole || copied === 'difference' || Date.now() >= until) return { copied, ...history };
    await sleep(500);
  }
}
const until = Date.now() + waitMs;
let stated = await dashboardOf(url);
let read = await readTo(stated?.asOf ?? -1, until);
let differences = stated && differencesAt(read, stated);
// A dashboard that was written to while it was read says numbers of no height; asked again, it does not.
for (let again = 0; again < 2 && (differences?.length ?? 0) > 0; again += 1) {
  stated = await dashboardOf(url);
  read = await readTo(stated?.asOf ?? -1, until);
  differences = stated && differencesAt(read, stated);
}
const { copied, unseen, block } = read;
const report = auditCarbon(read.versions.map(({ state }) => state));
const numbers = numbersOf(report);
const withheld = unseen.filter(({ why }) => why === 'withheld');
const deleted = unseen.filter(({ why }) => why === 'deleted');
const { batches, blocks, certificates, findings } = report;
const differs = findings.length > 0 || (differences?.length ?? 0) > 0;
// With bodies held back, a difference may be theirs: nobody is accused of it.
const wrong = copied === 'difference' || deleted.length > 0 || (differs && withheld.length === 0);
const whole = copied === 'checked' && withheld.length === 0 && (stated === undefined || differences !== undefined);

if (values.json) {
  const head = { leaves: log.head()?.size ?? 0, block, log: copied, unseen, holders: 'not-in-the-log' };
  const compared = differences !== undefined;
  const told = { numbers, batches, blocks, certificates, findings, compared, asOf: stated?.asOf ?? null };
  console.log(JSON.stringify({ ...head, ...told, differences: differences ?? [] }, null, 2));
} else {
  const mark = withheld.length === 0 ? '✖' : '?';
  console.log(`Nhật ký / log: ${log.head()?.size ?? 0} lá / leaves, khối / block ${block}, ${copied}`);
  console.log(`Đợt cấp / batches: ${batches} · lô / blocks: ${blocks} · chứng nhận / certificates: ${certificates}`);
  for (const [name, units] of Object.entries(numbers)) console.log(`  ${name.padEnd(18)} ${units}`);
  for (const { rule, record, detail } of findings) console.log(`${mark} ${auditRules[rule]}\n    ${record}: ${detail}`);
  for (const difference of differences ?? []) console.log(`${mark} ${difference}`);
  for (const { type, record, version } of deleted) console.log(`✖ Đã xóa / deleted: ${type} ${record} v${version}`);
  for (const { type, record, version, leaf } of withheld)
    console.log(`– Nội dung bị giữ lại / body held back: ${type} ${record} v${version}, lá / leaf ${leaf}`);
  if (stated === undefined) console.log('– Bảng số liệu không trả lời / the dashboard does not answer');
  else if (differences === undefined)
    console.log(
      `– Nhật ký chưa tới khối của bảng số liệu / the log does not reach the dashboard’s block ${stated.asOf}`,
    );
  else console.log(`Bảng số liệu, ở cùng khối / the dashboard, at the same block: ${stated.asOf}`);
  console.log('– Ai nắm giữ: nhật ký không ghi, không kiểm / who holds what is in no leaf, and not checked');
  if (!wrong && whole) console.log('✔ Không có sai lệch / No difference');
  else if (!wrong) console.log('? Chưa kiểm được hết / Not everything could be checked');
}
log.close();
if (values.data === undefined) rmSync(data, { recursive: true });
process.exit(wrong ? 1 : whole ? 0 : 2);
