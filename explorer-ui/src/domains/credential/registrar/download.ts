import type { Api } from '../../../api/api.ts';
import { errorOf } from '../../../api/api-error.ts';

/** Fetches a file as the signed-in person and gives it to the browser to save. @throws ApiError */
export async function download(api: Api, path: string, name: string, body?: object): Promise<void> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await api.fetch(path, init);
  if (!answer.ok) throw errorOf(answer.status, await answer.json().catch(() => null));
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A badge's picture, PNG or SVG; the answer is its digest. @throws ApiError */
export const sendPicture = (api: Api, file: File): Promise<{ readonly digest: string }> =>
  api.post('/api/credential/badge-images', { body: file });
