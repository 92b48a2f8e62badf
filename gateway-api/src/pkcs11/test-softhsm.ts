/** A token of SoftHSM 2 for tests: https://github.com/softhsm/SoftHSMv2. */
import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const libraries = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

export interface SoftToken {
  /** The URI of a key in it. */
  uri(object: string): string;
  readonly pinFile: string;
  /** Puts a private key in, PKCS#8 in PEM, with its public half. */
  add(object: string, id: string, keyPem: string): void;
  remove(): void;
}

/** Why there is no SoftHSM here; undefined where there is one. */
export const noSoftHsm = (): string | undefined =>
  libraries.some((file) => existsSync(file)) && spawnSync('softhsm2-util', ['--version']).status === 0
    ? undefined
    : 'no SoftHSM 2 (package softhsm2)';

/** In SoftHSM's own folder, under a label that no other test has: settings that a test gives in its environment do not reach the library. */
export function softToken(name: string): SoftToken {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-hsm-'));
  const label = `${name}-${randomBytes(6).toString('hex')}`;
  const [pin, pinFile] = ['271828', join(folder, 'pin')];
  writeFileSync(pinFile, `${pin}\n`, { mode: 0o600 });
  const util = (...args: string[]): void => {
    const { status, stdout, stderr } = spawnSync('softhsm2-util', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`softhsm2-util: ${stdout}${stderr}`);
  };
  util('--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '314159');
  return {
    pinFile,
    uri: (object) =>
      `pkcs11:token=${label};object=${object}?module-path=${libraries.find((file) => existsSync(file))!}&pin-source=file:${pinFile}`,
    add: (object, id, keyPem) => {
      const file = join(folder, 'import.pem');
      writeFileSync(file, keyPem, { mode: 0o600 });
      util('--import', file, '--token', label, '--label', object, '--id', id, '--pin', pin);
      rmSync(file);
    },
    remove: () => {
      util('--delete-token', '--token', label);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
