#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { auditCarbon, auditRules, countedStates, type AuditReport } from '@daunguon/records';
import { Alarms } from '../cosigner/alarms.ts';
import { TrustFolder } from '../log/trust-folder.ts';
import { readMirrorConfig } from '../mirror/config.ts';
import { Follower } from '../mirror/follower.ts';
import { LogSource } from '../mirror/log-source.ts';
import { Mirror } from '../mirror/mirror.ts';
import { MirrorLog } from '../mirror/mirror-log.ts';
import { leafHistory } from './leaf-history.ts';

const defaults = readMirrorConfig(process.env);
const usage = `Kiểm toán độc lập: đọc nhật ký công khai, kiểm chứng từng lá, tính lại mọi con số và nêu mọi sai lệch.
Independent audit: reads the public log, proves every leaf, computes every number again and names any difference.

  npx daunguon-audit carbon <gateway url> [options]

  --policy <dir>   thư mục có policy.txt và policy.json / folder with policy.txt and policy.json
                   (${defaults.policy})
  --data <dir>     giữ bản chép cho lần sau / keep the copy for the next time
  --json           kết quả là JSON / the report as JSON
  --help

Mã thoát / exit codes: 0 không sai lệch / no difference · 1 có sai lệch / a difference
                       2 chưa kiểm được hết / not everything could be checked · 64 dùng sai / wrong usage`;

const options = {
  policy: { type: 'string', default: defaults.policy },
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(64);
  }
}

const { values, positionals } = readArguments();
const [domain, gateway = `http://localhost:${process.env['PORT'] ?? 8080}`, ...rest] = positionals;
const isUrl = URL.canParse(gateway) && /^https?:$/.test(new URL(gateway).protocol);
if (values.help || domain !== 'carbon' || !isUrl || rest.length > 0) {
  (values.help ? console.log : console.error)(usage);
  process.exit(values.help ? 0 : 64);
}

/** What the gateway's own dashboard says, to be compared; undefined where it does not answer. */
async function dashboard(url: string): Promise<Record<string, string> | undefined> {
  try {
    const response = await fetch(`${url}/api/carbon/totals`, { signal: AbortSignal.timeout(10_000) });
    const { issued, totals } = (await response.json()) as { issued: string; totals: Record<string, string> };
    return response.ok ? { issued, ...totals } : undefined;
  } catch {
    return undefined;
  }
}

const numbersOf = ({ issued, totals }: AuditReport): Record<string, string> => ({
  issued: String(issued),
  ...Object.fromEntries(countedStates.map((state) => [state, String(totals[state])])),
});

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
const copied = await follower.round();
const { states, withheld } = leafHistory(log, 'carbon');
const report = auditCarbon(states);
const numbers = numbersOf(report);
const stated = await dashboard(url);
const differences = Object.entries(stated ?? {}).flatMap(([name, said]) =>
  numbers[name] === said ? [] : [`${name}: nhật ký/log ${numbers[name] ?? '–'} ≠ bảng số liệu/dashboard ${said}`],
);
const wrong = copied === 'difference' || report.findings.length > 0 || differences.length > 0;
const whole = copied === 'checked' && withheld === 0;
const { batches, blocks, certificates, findings } = report;

if (values.json) {
  const head = { leaves: log.size(), log: copied, withheld };
  const compared = stated !== undefined;
  console.log(
    JSON.stringify({ ...head, numbers, batches, blocks, certificates, findings, compared, differences }, null, 2),
  );
} else {
  console.log(`Nhật ký / log: ${log.size()} lá / leaves, ${copied}`);
  console.log(`Đợt cấp / batches: ${batches} · lô / blocks: ${blocks} · chứng nhận / certificates: ${certificates}`);
  for (const [name, units] of Object.entries(numbers)) console.log(`  ${name.padEnd(18)} ${units}`);
  for (const { rule, record, detail } of findings) console.log(`✖ ${auditRules[rule]}\n    ${record}: ${detail}`);
  for (const difference of differences) console.log(`✖ ${difference}`);
  if (stated === undefined) console.log('– Bảng số liệu không trả lời / the dashboard does not answer');
  if (withheld > 0) console.log(`– ${withheld} nội dung chưa được đưa ra / bodies are held back`);
  if (!wrong && whole) console.log('✔ Không có sai lệch / No difference');
}
log.close();
if (values.data === undefined) rmSync(data, { recursive: true });
process.exit(wrong ? 1 : whole ? 0 : 2);
