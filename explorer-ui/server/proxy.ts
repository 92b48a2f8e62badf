import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

/** Paths that the gateway answers. Everything else is a page or a file of this origin. */
const behind = /^\/(api|session|r|tiles)(\/|$|\?)/;

export const isForGateway = (url: string): boolean => behind.test(url);

/**
 * Hands a request to the gateway and its answer back, byte for byte, streams included. One origin for pages and API: the session's cookie is
 * first-party and strict, and no CORS rule can be wrong (ADR 12).
 */
export function forward(request: IncomingMessage, response: ServerResponse, gateway: string): void {
  const target = new URL(gateway);
  const headers = { ...request.headers, host: target.host };
  const sent = ask(
    { hostname: target.hostname, port: target.port, path: request.url, method: request.method, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  sent.on('error', () => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const problem = { type: 'about:blank', title: 'Cổng không trả lời / The gateway does not answer', status: 502 };
    response.writeHead(502, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  });
  response.on('close', () => sent.destroy());
  request.pipe(sent);
}
