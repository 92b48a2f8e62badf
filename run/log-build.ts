/** Puts the digest of the verifier's build into the log, so that everybody can see which builds were ever served. */
import { newId, buildId } from '@daunguon/proof';
import { accessToken } from '../test-network/src/oidc/sign-in.ts';
import { manifestDigest, verifierDist } from '../verifier-web/src/build-manifest.ts';
import { placesOf, repository } from './places.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { gatewayUrl, issuer } = placesOf(process.env);
const manifest = await manifestDigest(verifierDist);
if (manifest !== null && (await fetch(`${gatewayUrl}/r/${buildId(manifest)}`)).status !== 200) {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
  const response = await fetch(`${gatewayUrl}/api/registry/builds`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await accessToken(issuer, 'registrar-tech')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      // The same build is the same request, however often it is started.
      requestId: newId(Buffer.from(manifest, 'hex').subarray(16)),
      id: buildId(manifest),
      ...{ product: 'verifier-web', version, manifest },
    }),
  });
  if (response.status !== 201)
    console.error(`⚠ Chưa ghi được bản dựng vào sổ / the build is not in the log yet: ${await response.text()}`);
}
