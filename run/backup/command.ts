/** `npm run backup -- <folder>` and `npm run restore -- <folder>`: docs/operations.md. */
import { resolve } from 'node:path';
import { isTaken } from '../folder-lock.ts';
import { listens } from '../parts.ts';
import { placesOf } from '../places.ts';
import { backUp, checkBackup, restore } from './backup.ts';
import { eraseAgain } from './erased-since.ts';
import { readOptions } from '../../gateway-api/src/read-options.ts';

const usage = `Sao lưu và phục hồi. Backs this copy up, also while it runs, and puts a backup back into its place while it is stopped.
  npm run backup  -- <folder>            to a folder that does not exist yet: data/, keys/ and manifest.json
  npm run backup  -- <folder> --check    checks a backup, file by file, and changes nothing
  npm run restore -- <folder>            what was there is put aside beside the data folder; whoever was erased since stays erased
  DAUNGUON_DATA=<folder>                 the data folder (default .daunguon); DN_VAULT_KEY where the vault's key is not in it`;

const flag = { type: 'boolean', default: false } as const;
const { values, positionals } = readOptions(
  { options: { help: flag, check: flag, restore: flag }, allowPositionals: true },
  usage,
);
const [folder] = positionals;
const places = placesOf(process.env);

try {
  if (values.help || folder === undefined) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
  } else if (values.check) {
    const { manifest, wrong } = checkBackup(resolve(folder));
    console.log(`${manifest.files.length} files of ${manifest.at}${wrong.length === 0 ? ': whole' : ''}`);
    for (const line of wrong) console.error(line);
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } else if (values.restore) {
    if (isTaken(places.data) || (await listens(places.ports.gateway)))
      throw new Error('the system is running: stop it first');
    const { manifest, before } = restore(resolve(folder), places.data);
    const erased = before === undefined ? 0 : eraseAgain(before, places.data, process.env['DN_VAULT_KEY']);
    console.log(`Đã phục hồi / restored ${manifest.files.length} files of ${manifest.at} to ${places.data}`);
    if (before !== undefined) console.log(`Dữ liệu trước đó / what was there: ${before}`);
    if (erased > 0) console.log(`Đã xóa lại / erased again: ${erased}`);
  } else {
    const { files } = await backUp(places.data, resolve(folder));
    const mb = Math.round(files.reduce((sum, { bytes }) => sum + bytes, 0) / 100_000) / 10;
    console.log(
      `Đã sao lưu / backed up ${files.length} files, ${mb} MB, to ${resolve(folder)}. Keep keys/ apart from data/.`,
    );
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
