import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { JPEG, PNG } from '@trustnxt/c2pa-ts/asset';
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf';
import { ManifestStore, ValidationResult } from '@trustnxt/c2pa-ts/manifest';
import gltf from 'gltf-validator';
import type { Asked, Checked } from './check-file.ts';

/** The manifest's own word about the bytes around it: signature and digests, not who signed (C2PA 2.1, §15). */
async function provenance(bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<Checked> {
  const Asset = { 'image/jpeg': JPEG, 'image/png': PNG }[mediaType];
  if (Asset === undefined) return { c2pa: { verdict: 'unchecked' } };
  const asset = new Asset(bytes);
  const jumbf = asset.getManifestJUMBF();
  if (jumbf === undefined) return { c2pa: { verdict: 'unknown' } };
  const result = await Promise.resolve()
    .then(() => ManifestStore.read(SuperBox.fromBuffer(new Uint8Array(jumbf))).validate(asset))
    .catch((error: unknown) => ValidationResult.fromError(error as Error));
  if (result.isValid) return { c2pa: { verdict: 'valid' } };
  const code = result.statusEntries.find(({ success }) => !success)?.code;
  return { c2pa: { verdict: 'invalid', ...(code === undefined ? {} : { code }) } };
}

/** Whole by the Khronos validator, and nothing in it lies elsewhere. */
async function model(bytes: Uint8Array<ArrayBuffer>): Promise<Checked> {
  if (new DataView(bytes.buffer).getUint32(8, true) !== bytes.length) return { refused: 'broken' };
  let asksElsewhere = false;
  const report = await gltf.validateBytes(bytes, {
    maxIssues: 100,
    externalResourceFunction: async () => {
      asksElsewhere = true;
      return new Uint8Array();
    },
  });
  if (asksElsewhere || report.info?.resources?.some(({ storage }) => storage === 'external'))
    return { refused: 'external' };
  return report.issues.numErrors > 0 ? { refused: 'broken' } : { c2pa: { verdict: 'unknown' } };
}

const { bytes, mediaType } = workerData as Asked;
parentPort?.postMessage(mediaType === 'model/gltf-binary' ? await model(bytes) : await provenance(bytes, mediaType));
