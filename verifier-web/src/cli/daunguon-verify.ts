#!/usr/bin/env node
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { toJson } from '../check/evidence-file.ts';
import { getJson } from '../check/get-json.ts';
import { readHolder } from '../check/holder.ts';
import { lookUp } from '../check/look-up.ts';
import type { Outcome } from '../check/outcome.ts';
import { verdictFor } from '../check/verdict.ts';
import { anchorLines, askChain } from './ask-chain.ts';
import { cliConfig } from './config.ts';
import { toldPast } from './past-lines.ts';
import { PolicyMissing, readPolicy } from './read-policy.ts';
import { exitCodeOf, report } from './report.ts';
import { keepEvidence, keepHead, readHead } from './state-file.ts';
import { labelOf } from './target.ts';
import { NoEvidence, verifyFile } from './verify-file.ts';

const usage = `Kiểm tra một hồ sơ Dấu Nguồn mà không cần tin máy chủ. Checks a Dấu Nguồn record without trusting the server.

  npx daunguon-verify <url | file | QR text | code> [options]

  <url>, <QR text>   https://…/R/<26 ký tự / characters>, https://…/01/<GTIN>/10/<lot>[/21/<serial>]
                     …/R/<26 ký tự / characters>#<khóa của người giữ / holder’s secret> mở nội dung niêm phong / opens it
  <code>             mã in trên nhãn, có hoặc không có ký tự kiểm tra / the label's code, with or without its check character
  <file>             bằng chứng đã tải, gói bằng chứng JSON, .tlog-proof, hoặc các trường được cho xem / saved evidence, a bundle
                     as JSON, a .tlog-proof, or disclosed fields

  --policy <dir>     thư mục có policy.txt và policy.json / folder with policy.txt and policy.json
                     (${cliConfig.policy})
  --gateway <url>    hỏi cổng này thay cho các cổng trong chính sách (lặp lại được) / ask this gateway instead (repeatable)
  --state <file>     nơi nhớ điểm chốt mới nhất đã chứng minh / where the newest proven head is kept
                     (${cliConfig.state})
  --rpc <url>        hỏi cả nút EVM này về mốc neo (lặp lại được) / also ask this EVM node for the anchored head (repeatable)
  --on <ngày>        hôm ấy hồ sơ có hiệu lực không / was it in force on that day (YYYY-MM-DD)
  --json             kết quả dạng JSON / the result as JSON
  --help

Mã thoát / exit codes: 0 hồ sơ thật / authentic (đọc cả tình trạng / read its standing too) · 1 không thật / not authentic
                       2 chưa kiểm tra được / cannot confirm · 64 dùng sai / wrong usage`;

const wrongUsage = 64; // EX_USAGE of sysexits.h

class UsageError extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      policy: { type: 'string', default: cliConfig.policy },
      gateway: { type: 'string', multiple: true, default: [] },
      state: { type: 'string', default: cliConfig.state },
      rpc: { type: 'string', multiple: true, default: [] },
      on: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [argument, ...rest] = positionals;
  if (argument === undefined || rest.length > 0)
    throw new UsageError('Cần một địa chỉ, tệp hoặc mã / one argument: an address, a file or a code');
  const { on } = values;
  if (on !== undefined && Number.isNaN(Date.parse(`${on}T00:00:00Z`)))
    throw new UsageError(`Không phải ngày / not a day: ${on}`);
  const policy = await readPolicy(values.policy, values.gateway);
  const known = await readHead(values.state, policy.origin);
  const now = Date.now();
  let outcome: Outcome;
  if (existsSync(argument) && statSync(argument).isFile()) {
    outcome = await verifyFile(argument, { policy, now, known, saved: null, getJson });
  } else {
    const label = labelOf(argument);
    if (label === null)
      throw new UsageError(`Không phải tệp hay mã trên nhãn / neither a file nor a label: ${argument}`);
    const holder = readHolder(argument);
    const lookup = await lookUp(label, { policy, now, known, saved: null, getJson, holder });
    outcome = { kind: 'looked-up', policy, lookup };
  }
  await remember(values.state, outcome).catch((error: Error) => {
    console.error(`Không ghi nhớ được / could not be remembered: ${error.message}`);
  });
  const verdict = verdictFor(outcome, now);
  const exitCode = exitCodeOf(outcome);
  const anchors = await askChain(outcome, values.rpc, now);
  const { lines, past } = await toldPast(outcome, now, on);
  if (values.json) console.log(toJson({ verdict, exitCode, ...resultOf(outcome), past, anchors }));
  else console.log([await report(outcome, verdict), ...lines, ...anchorLines(anchors)].join('\n'));
  return exitCode;
}

/** What was learned outlives this run; that it cannot be kept changes nothing about the verdict. */
async function remember(state: string, outcome: Outcome): Promise<void> {
  if (outcome.kind !== 'looked-up') return;
  const { head, equivocation } = outcome.lookup;
  if (head !== null) await keepHead(state, head);
  if (equivocation === null) return;
  const file = await keepEvidence(state, equivocation);
  console.error(
    `SỔ CHUNG ĐÃ CHO XEM HAI LỊCH SỬ, bằng chứng: ${file}\n  THE REGISTER SHOWED TWO HISTORIES, evidence: ${file}`,
  );
}

function resultOf(outcome: Outcome): Record<string, unknown> {
  if (outcome.kind !== 'looked-up') return { ...outcome };
  const { best, failed, equivocation } = outcome.lookup;
  return { source: best?.source, verification: best?.verification, failed, equivocation };
}

/** parseArgs throws TypeErrors with codes of its own. */
function isArgumentError(error: unknown): boolean {
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}

try {
  process.exitCode = await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof PolicyMissing) {
    console.error(`CHƯA KIỂM TRA ĐƯỢC: chưa có chính sách tin cậy\n  COULD NOT BE CHECKED: ${message}`);
    process.exitCode = 2;
  } else if (error instanceof UsageError || error instanceof NoEvidence || isArgumentError(error)) {
    console.error(`${message}\n\n${usage}`);
    process.exitCode = wrongUsage;
  } else {
    // Node's own exit code for a crash is 1, which here would call a record not authentic.
    console.error(error);
    process.exitCode = 2;
  }
}
