import { createHash } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { idFamilyLength } from '@daunguon/records';

/** Ids are derived, never drawn: running an import again sends the same commands, which the ledger answers once. */
const derive = (...parts: readonly (string | number)[]): string =>
  newId(
    createHash('sha256')
      .update(['daunguon/import/v1', ...parts].join('\0'))
      .digest()
      .subarray(0, 16),
  );

export const sha256OfFile = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** The same owner uploading the same bytes means the same import. */
export const importIdOf = (owner: string, uploadSha256: string): string => derive('import', owner, uploadSha256);
/** Batches of one import are one family of ids; what tells them apart is as hard to guess as it is to derive (50 bits). */
export const batchIdOf = (importId: string, line: number): string =>
  derive('family', importId).slice(0, idFamilyLength) + derive('batch', importId, line).slice(idFamilyLength);
/** `attempt` counts the times rows were taken out of the chunk because the ledger refused them. */
export const chunkRequestId = (importId: string, chunk: number, attempt: number): string =>
  derive('chunk', importId, chunk, attempt);
