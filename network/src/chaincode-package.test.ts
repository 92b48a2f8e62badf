import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { chaincodePackage } from './chaincode-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'daunguon-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a package that tar unpacks, called by label and hash, the same bytes every time', () => {
  const connection = { address: '127.0.0.1:7052', rootCertificate: 'PEM' };
  const own = chaincodePackage('records_1.0', connection);
  expect(chaincodePackage('records_1.0', connection).id).toBe(own.id);
  expect(own.id).toBe(`records_1.0:${createHash('sha256').update(own.bytes).digest('hex')}`);

  const file = join(folder, 'package.tar.gz');
  writeFileSync(file, own.bytes);
  execFileSync('tar', ['xzf', file, '-C', folder]);
  expect(JSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8'))).toEqual({
    type: 'ccaas',
    label: 'records_1.0',
  });
  execFileSync('tar', ['xzf', join(folder, 'code.tar.gz'), '-C', folder]);
  expect(JSON.parse(readFileSync(join(folder, 'connection.json'), 'utf8'))).toMatchObject({
    address: '127.0.0.1:7052',
    tls_required: true,
    root_cert: 'PEM',
  });
});

test('another address is another package', () => {
  const at = (address: string): string => chaincodePackage('records_1.0', { address, rootCertificate: 'PEM' }).id;
  expect(at('127.0.0.1:7052')).not.toBe(at('127.0.0.1:8052'));
});
