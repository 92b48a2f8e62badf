/** `npm run reset`: removes the data folder, after asking. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { isTaken } from './folder-lock.ts';
import { placesOf } from './places.ts';
import { readOptions } from '../gateway-api/src/read-options.ts';

const usage = `Removes the data of this copy, after asking.
  npm run reset [-- --yes]    --yes: without asking
  DAUNGUON_DATA=<folder>      the folder to empty (default .daunguon)
  LEDGER=fabric               the copy that runs on real Fabric (.daunguon/fabric)`;

const flag = { type: 'boolean', default: false } as const;
const { values } = readOptions({ options: { yes: flag, help: flag } }, usage);
const { data } = placesOf(process.env);

// A folder without our own mark is somebody else's: DAUNGUON_DATA may be wrong.
if (values.help) console.log(usage);
else if (!existsSync(`${data}/seed`)) console.log(`Không có gì để xóa / nothing to remove: ${data}`);
else if (isTaken(data)) {
  console.error(`✗ Đang chạy: dừng bằng Ctrl-C trước đã. / It is running: stop it by Ctrl-C first. ${data}`);
  process.exitCode = 1;
} else if (values.yes || (await confirmed())) {
  // Downloads and builds under cache/ stay: they hold no data. So does the copy on real Fabric, which LEDGER=fabric resets.
  for (const name of readdirSync(data))
    if (!['cache', 'fabric'].includes(name)) rmSync(`${data}/${name}`, { recursive: true, force: true });
  console.log(`Đã xóa dữ liệu / removed the data in ${data}`);
} else {
  console.log('Không xóa gì / nothing removed');
  process.exitCode = 1;
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('Dùng --yes khi không có bàn phím / use --yes where nobody can answer');
    return false;
  }
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asked.question(`Xóa mọi dữ liệu trong ${data}? / Remove all data? [y/N] `);
  asked.close();
  return /^[yc]/i.test(answer.trim());
}
