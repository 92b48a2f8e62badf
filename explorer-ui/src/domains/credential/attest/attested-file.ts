import { normaliseId, parseTypedId } from '@daunguon/proof';
import { fileDigest } from '../../../form/file-digest.ts';

/** What the ledger is told of a file. */
export interface FileFacts {
  readonly digest: string;
  readonly bytes: number;
  readonly mediaType: string;
}

const certificateType = 'application/pkix-cert';

/** By the name of the file: browsers know these by many types or none. */
export const isCertificate = (name: string): boolean => /\.(cer|crt|der)$/i.test(name);

/** A type that the ledger takes; what the browser does not know is any bytes. */
export const mediaTypeOf = ({ name, type }: Pick<File, 'name' | 'type'>): string => {
  if (isCertificate(name)) return certificateType;
  return /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(type) ? type : 'application/octet-stream';
};

export const fileFacts = async (file: File): Promise<FileFacts> => ({
  digest: await fileDigest(file),
  bytes: file.size,
  mediaType: mediaTypeOf(file),
});

/** Id in a label's address, or of a typed code with its check character; '' for nothing, undefined where it is neither. */
export const subjectOf = (typed: string): string | undefined => {
  if (typed.trim() === '') return '';
  const scanned = /\/r\/([0-9A-Z]+)/i.exec(typed)?.[1];
  return scanned === undefined ? parseTypedId(typed) : normaliseId(scanned);
};
