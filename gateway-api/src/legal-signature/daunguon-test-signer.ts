#!/usr/bin/env node
import { randomBytes, X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openTestAuthority } from './test-authority.ts';
import { testCscService } from './test-csc-service.ts';
import { readOptions } from '../read-options.ts';

const usage = `Dịch vụ ký số THỬ NGHIỆM (CSC API v2), không có giá trị pháp lý. A TEST signing service without legal effect.

  node gateway-api/src/legal-signature/daunguon-test-signer.ts --name "CN=…" --trust <thư mục / folder> [--port 8090]

  --name     tên trên chứng thư / subject of the certificate
  --trust    nơi ghi gốc tin cậy, danh sách thu hồi và chứng thư người ký / where root, revocation list and the signer's certificate go
             (DN_LEGAL_TRUST của cổng / of the gateway)

Khóa sống đến khi dừng / keys end with the process. Cổng cần / the gateway needs: DN_CSC_URL=http://localhost:<port>/csc/v2`;

const { values } = readOptions(
  {
    options: {
      name: { type: 'string' },
      trust: { type: 'string' },
      port: { type: 'string', default: '8090' },
      help: { type: 'boolean', default: false },
    },
  },
  usage,
);
if (values.help || values.name === undefined || values.trust === undefined) {
  console.log(usage);
  process.exit(values.help ? 0 : 64);
}
const now = new Date();
const authority = await openTestAuthority(now, 'rsa');
const signer = await authority.signer(values.name);
mkdirSync(values.trust, { recursive: true });
writeFileSync(join(values.trust, 'test-root.pem'), new X509Certificate(authority.root).toString());
writeFileSync(join(values.trust, 'test-list.crl'), await authority.crl([], now));
writeFileSync(join(values.trust, 'test-signer.cer'), signer.certificates[0]!);
const secrets = { token: randomBytes(12).toString('hex'), sad: randomBytes(12).toString('hex') };
const server = testCscService(signer, secrets).listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`THỬ NGHIỆM / TEST: http://localhost:${port}/csc/v2`);
  console.log(`token ${secrets.token}\nsad ${secrets.sad}`);
});
