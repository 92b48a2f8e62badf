import type { Api } from './api.ts';
import { ApiError, errorOf } from './api-error.ts';

/** Sends a file as it is, under the media type that the gateway reads it by. @throws ApiError */
export async function postFile<Answer>(
  api: Api,
  path: string,
  file: Blob,
  type: string,
  signal?: AbortSignal,
): Promise<Answer> {
  const until = signal === undefined ? {} : { signal };
  const sent = { method: 'POST', body: file, headers: { 'content-type': type }, ...until };
  const answer = await api.fetch(path, sent).catch((error: unknown) => {
    throw new ApiError('offline', String(error));
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.status === 202) throw new ApiError('unknown-outcome', '');
  if (!answer.ok) throw errorOf(answer.status, body);
  return body as Answer;
}
