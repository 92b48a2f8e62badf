import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isId } from '@daunguon/proof';
import { retentionYears, vietnamDate, type RetentionClass } from '@daunguon/records';
import { IntakeRefusal, takeIn, type IntakeDeps } from './take-in.ts';

export interface IntakeServerDeps extends IntakeDeps {
  readonly retention: RetentionClass;
  /** Whatever the information system must show, as a bearer token. */
  readonly secret: string;
}

const bodyOf = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) throw new IntakeRefusal('file-too-large');
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/**
 * For the information system on the same machine: `POST /records` with the file as body and headers `X-Patient`, `X-Name`,
 * optionally `X-Retention` and `X-Date`; answers 201 {id}, 422 {code, pointer}. Listens on 127.0.0.1 only.
 */
export function intakeServer(deps: IntakeServerDeps): Server {
  return createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const header = (name: string): string | undefined => request.headers[name]?.toString();
    const take = async (): Promise<void> => {
      if (request.method !== 'POST' || request.url !== '/records') return answer(404, { code: 'not-found' });
      if (header('authorization') !== `Bearer ${deps.secret}`) return answer(401, { code: 'unauthorised' });
      const patient = header('x-patient');
      if (!isId(patient)) throw new IntakeRefusal('no-patient-code');
      const retention = header('x-retention') ?? deps.retention;
      if (!Object.hasOwn(retentionYears, retention)) throw new IntakeRefusal('retention', 'X-Retention');
      const bytes = await bodyOf(request, deps.maxBytes);
      const date = header('x-date') ?? vietnamDate(new Date(deps.now()).toISOString());
      const name = header('x-name') ?? 'document.json';
      answer(201, { id: await takeIn(deps, { patient, name, bytes, date, retention: retention as RetentionClass }) });
    };
    take().catch((error: unknown) => {
      if (!(error instanceof IntakeRefusal)) return answer(500, { code: 'unexpected' });
      answer(error.code === 'file-too-large' ? 413 : 422, { code: error.code, pointer: error.pointer });
    });
  });
}
