import type { AnswerTo } from '../../api/asked.ts';
import { ApiError, errorOf } from '../../api/api-error.ts';

/** What the gateway says of a file that it took in: the part of `Heritage:AddMedia` that nobody types. */
export type MediaFacts = AnswerTo<'POST', '/api/heritage/uploads'>;

/** Sends a file and tells how far it is, which fetch does not; 100 is told before the answer comes. @throws ApiError */
export const upload = (
  path: string,
  file: File,
  language: string,
  told: (percent: number) => void,
): Promise<MediaFacts> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', language);
    request.setRequestHeader('DN-Page', '1');
    request.upload.onprogress = ({ loaded, total }) => told(Math.min(99, Math.round((100 * loaded) / total)));
    request.upload.onload = () => told(100);
    request.onerror = () => reject(new ApiError('offline', ''));
    request.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = undefined;
      }
      if (request.status === 201) resolve(body as MediaFacts);
      else reject(errorOf(request.status, body));
    };
    request.send(file);
  });
