import { ApiError, errorOf } from './api-error.ts';

/** POSTs a file and tells how much of it has gone, which fetch does not; 100 is told before the answer comes. @throws ApiError */
export const sendWithProgress = (
  address: string,
  file: Blob,
  headers: Readonly<Record<string, string>>,
  told: (percent: number) => void,
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => told(Math.min(99, Math.round((100 * loaded) / total)));
    request.upload.onload = () => told(100);
    request.onerror = () => reject(new ApiError('offline', ''));
    request.onload = () => {
      let content: unknown;
      try {
        content = JSON.parse(request.responseText);
      } catch {
        content = undefined;
      }
      if (request.status >= 200 && request.status < 300) resolve(content);
      else reject(errorOf(request.status, content));
    };
    request.send(file);
  });
