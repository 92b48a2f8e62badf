import type { Api } from '../../../api/api.ts';
import { ApiError } from '../../../api/api-error.ts';
import type { OpenedCredential } from './open-mine.ts';

/** Formats of the gateway by the name of the file that each becomes. */
const formats = {
  'credential.pdf': 'pdf',
  'credential.vc.json': 'vc',
  'credential.vc.jwt': 'vc-jwt',
  'credential.sd-jwt': 'sd-jwt',
  'open-badge.json': 'open-badge',
  'open-badge.jwt': 'open-badge-jwt',
} as const;

const readme = `Văn bằng, chứng chỉ của bạn ở mọi định dạng. Ai có các tệp này đọc được mọi điều ghi trong đó.
Your credential in every format. Whoever has these files reads all that is in them.

credential.pdf       bản in có mã QR / to print, with a QR code
credential.vc.json   W3C Verifiable Credential 2.0
credential.vc.jwt    W3C Verifiable Credential 2.0, JWS
credential.sd-jwt    SD-JWT VC
open-badge.json      Open Badges 3.0, nếu trường có khóa huy hiệu / where the school has a badge key
open-badge.jwt       Open Badges 3.0, JWS
contents.json        nội dung và muối của từng mục / fields with their salts
proof.json           bằng chứng của sổ / proof bundle of the log
`;

/** Everything there is of one credential as one ZIP, packed on this device. `heard` is told how many of how many are there. @throws ApiError */
export async function packAll(
  api: Api,
  { id, fields, bundle }: OpenedCredential,
  heard: (done: number, of: number) => void,
): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate');
  const files: Record<string, Uint8Array> = {
    'README.txt': strToU8(readme),
    'contents.json': strToU8(JSON.stringify({ id, fields }, null, 1)),
    'proof.json': strToU8(JSON.stringify(bundle)),
  };
  const wanted = Object.entries(formats);
  for (const [index, [name, format]] of wanted.entries()) {
    heard(index, wanted.length);
    try {
      const file = await api.postFile('/api/credential/custodial/documents', { body: { id, format } });
      files[name] = new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      // Without this one format the others are still the holder's.
      if (!(error instanceof ApiError && error.code === 'credential/no-badge-key')) throw error;
    }
  }
  heard(wanted.length, wanted.length);
  return new Blob([zipSync(files) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}
