#!/usr/bin/env node
import { join } from 'node:path';
import { followPeer } from './follow.ts';
import { endWrongUsage, readOptions } from '../../../network/src/read-options.ts';

const usage = `Kiểm toán độc lập sổ cái: kiểm tra lại từng khối của một nút Fabric thật, từ khối đầu tiên.
Independent audit of a ledger: validates every block of a real Fabric peer again, from the first one on: signatures of the
orderers, hashes, endorsement policies, read conflicts, configuration updates, commit hashes.

  npx daunguon-follow <profile folder> --msp <id> [options]

  <profile folder>  hồ sơ kết nối và khóa của quản trị viên / connection profile and the administrator's key
                    (profile.json, organisations/<MSP id>/admin/{cert,key}.pem)
  --msp <id>        nút của tổ chức nào / whose peer
  --data <folder>   giữ sổ cái của kiểm toán viên; lần sau đi tiếp / the auditor's own ledger; goes on there the next time
                    (<profile folder>/follower-<MSP id>)
  --until <n>       dừng sau khối n / stop after block n (default: follow until Ctrl-C)
  --genesis <hash>  băm đã biết của khối đầu / known hash of the first block: another is refused
  --json            mỗi khối một dòng JSON / one JSON line a block
  --help

Mã thoát / exit codes: 0 không sai lệch / no difference · 1 có sai lệch / a difference or a broken chain
                       64 dùng sai / wrong usage`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = { msp: text, data: text, until: text, genesis: text, json: flag, help: flag };

function wrongUsage(reason: string): never {
  endWrongUsage(reason, usage);
}
const { values, positionals } = readOptions({ allowPositionals: true, options }, usage);
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const [profile] = positionals;
const { msp: mspId, until, genesis, json } = values;
if (profile === undefined || mspId === undefined) wrongUsage('<profile folder> and --msp are needed');
if (until !== undefined && !/^\d+$/.test(until)) wrongUsage('--until is no block number');
if (genesis !== undefined && !/^[0-9a-f]{64}$/i.test(genesis)) wrongUsage('--genesis is no SHA-256 in hex');

let blocks = 0;
let transactions = 0;
const faults: string[] = [];
try {
  const newest = await followPeer({
    profile: profile!,
    mspId: mspId!,
    data: values.data ?? join(profile!, `follower-${mspId}`),
    ...(until === undefined ? {} : { until: Number(until) }),
    ...(genesis === undefined ? {} : { genesis }),
    onBlock: (found) => {
      blocks += 1;
      transactions += found.codes.length;
      faults.push(...found.faults);
      if (json) console.log(JSON.stringify(found));
      else if (found.faults.length > 0) for (const fault of found.faults) console.error(`✗ ${fault}`);
      else if (process.stdout.isTTY)
        process.stdout.write(`\r✓ khối / block ${found.number}, ${transactions} giao dịch / transactions`);
      return true;
    },
  });
  if (!json)
    console.log(
      `\n${blocks} khối / blocks, ${transactions} giao dịch / transactions, ${faults.length} sai lệch / differences; ${newest}`,
    );
  if (faults.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 1;
}
