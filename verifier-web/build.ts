import { buildVerifier as build } from './src/build-verifier.ts';
import type { VerifierBuild } from './src/build-verifier.ts';

/** Builds the page into dist/ and prints the digest that names the build; dist/manifest.json lists every file's SHA-256. */
export async function buildVerifier(): Promise<VerifierBuild> {
  const built = await build();
  const { digest, files } = built.manifest;
  console.log(
    `✓ Trang kiểm tra / verifier: verifier-web/dist, ${Object.keys(files).length} files, manifest.json sha256 ${digest}`,
  );
  return built;
}
