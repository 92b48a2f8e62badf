/** Another key in the place of the vault's: `node gateway-api/src/change-vault-key.ts --help`. */
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { agentKeysDir } from './enrolment/people.ts';
import { openAuditLog } from './vault/audit-log.ts';
import { changeVaultKey } from './vault/key-ring.ts';
import { readOptions } from './read-options.ts';

const usage = `Đổi khóa két. Wraps the keys of all people, units and records under another vault's key; what they sealed stays as it is. Stop the gateway first, and the
enrolment agent whose folder it is.
  node gateway-api/src/change-vault-key.ts --to <file>   file with the new key: openssl rand -hex 32 > <file>
  node gateway-api/src/change-vault-key.ts               where the key lies in DN_DATA/vault/vault.key: a new one is made there
With DN_VAULT_KEY or DN_VAULT_KEY_FILE set, these name the key of now; put the new one in its place afterwards. A command that was interrupted is given again.
Keep the old key apart as long as backups from before are kept: only it opens them. Settings as the gateway's (.env.example): DN_DATA, DN_VAULT_KEY.`;

const listens = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => resolve((socket.destroy(), true)));
    socket.once('error', () => resolve(false));
  });

const { values } = readOptions(
  { options: { to: { type: 'string' }, help: { type: 'boolean', default: false } } },
  usage,
);
if (values.help) console.log(usage);
else {
  try {
    const config = readConfig(process.env);
    const dir = join(config.dataDir, 'vault');
    const to = values.to === undefined ? undefined : readFileSync(values.to, 'utf8');
    // A gateway's vault, the people of an enrolment agent, or both.
    const dirs = [dir, agentKeysDir(config.dataDir)].filter((one) => existsSync(join(one, 'subject-keys.db')));
    for (const [what, port] of [
      ['a gateway', config.port],
      ['an enrolment agent', config.agentPort],
    ] as const)
      if (await listens(port, config.host)) throw new Error(`${what} answers on ${config.host}:${port}: stop it first`);
    if (dirs.length === 0) throw new Error(`${dir} holds no vault`);
    const counts = dirs.map((one) => changeVaultKey(one, config.vaultKey, to)).filter((count) => count !== undefined);
    const count = counts.reduce((sum, one) => sum + one, 0);
    if (counts.length === 0) console.log("Khóa này đã là khóa của két / this is the vault's key already");
    else {
      const auditLog = openAuditLog(join(dir, 'audit.db'));
      auditLog.append({
        ...{ at: new Date().toISOString(), phase: 'done', act: 'command change vault key', target: String(count) },
        ...{ who: '', unit: '', role: '', requestId: '', status: 0, code: '' },
      });
      auditLog.close();
      console.log(`Đã bọc lại / wrapped anew: ${count}`);
      if (config.vaultKey !== undefined)
        console.log('Đặt khóa mới vào chỗ khóa cũ / now put the new key in the place of DN_VAULT_KEY');
    }
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
