/** Other keys in the place of the log's and of a cosigner's: `node gateway-api/src/change-log-key.ts --help`. */
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { beginLogKey, changeCosignerKey, changeWitness, finishLogKey } from './log/change-key.ts';
import { readOptions } from './read-options.ts';

const usage = `Đổi khóa của nhật ký và của đơn vị cùng ký. Changes the key of the log, or of a cosigner; whatever the old one signed stays proven (docs/cosigning.md).
  node gateway-api/src/change-log-key.ts begin      makes the next key; the policy knows both, and checkpoints carry both signatures
  node gateway-api/src/change-log-key.ts finish     the next key takes the old one's place, in the policy and in the log's folder
  node gateway-api/src/change-log-key.ts cosigner --folder <its folder>   makes another key; restart the cosigner
  node gateway-api/src/change-log-key.ts witness --vkey <new verifier key>   puts a cosigner's new key into the policy
Between the steps hand policy.txt and policy.json on to every verifier and mirror. A step that was interrupted is given again.
Settings as the gateway's (.env.example): DN_DATA (log/), DN_TRUST (policy), DN_PUBLIC_URL (a running gateway, for the newest checkpoint; or --gateway <url>).`;

const text = { type: 'string' } as const;
const { values, positionals } = readOptions(
  {
    allowPositionals: true,
    options: { folder: text, vkey: text, gateway: text, help: { type: 'boolean', default: false } },
  },
  usage,
);
const config = readConfig(process.env);
const [dir, trustDir] = [join(config.dataDir, 'log'), config.trustDir];
const newest = async (): Promise<string> => {
  const answer = await fetch(`${values.gateway ?? config.publicUrl}/log/checkpoint`);
  if (!answer.ok) throw new Error(`no checkpoint: ${answer.status}`);
  return answer.text();
};
const steps: Readonly<Record<string, () => Promise<string> | string>> = {
  begin: () => `Khóa mới / the new key: ${beginLogKey(dir, trustDir)}`,
  finish: async () => `Khóa cũ thôi ký / the old key signs no more: ${finishLogKey(dir, trustDir, await newest())}`,
  cosigner: () => {
    if (values.folder === undefined) throw new Error('--folder names the folder of the cosigner');
    return `Khóa mới / the new key: ${changeCosignerKey(values.folder)}`;
  },
  witness: async () => {
    if (values.vkey === undefined) throw new Error('--vkey gives the new verifier key');
    changeWitness(trustDir, values.vkey, await newest());
    return 'Chính sách tin cậy đã đổi / the trust policy was changed';
  },
};
const step = steps[positionals[0] ?? ''];
if (values.help || step === undefined || positionals.length !== 1) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  try {
    console.log(await step());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
