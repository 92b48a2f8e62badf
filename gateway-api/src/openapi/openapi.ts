import { z } from 'zod';
import type { CommandRoute } from '../domains/command-route.ts';

const problem = { description: 'RFC 9457 problem', content: { 'application/problem+json': {} } };

/** OpenAPI 3.1, generated from the schemas that validate. */
export function openapi(publicUrl: string, commands: readonly CommandRoute[], lists: readonly string[]): object {
  const paths: Record<string, Record<string, object>> = {};
  const add = (path: string, method: string, operation: object): void => {
    const name = path.replaceAll(/:(\w+)/g, '{$1}');
    const parameters = [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => ({
      name: parameter,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    (paths[name] ??= {})[method] = { ...(parameters.length > 0 ? { parameters } : {}), ...operation };
  };
  for (const { path, transaction, schema } of commands) {
    add(path, 'post', {
      operationId: transaction.replace(':', ''),
      security: [{ bearer: [] }],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input' }) } },
      },
      responses: {
        201: { description: 'Committed' },
        202: { description: 'Ordered, outcome unknown' },
        default: problem,
      },
    });
  }
  const found = { 200: { description: 'Found' }, default: problem };
  for (const path of lists) {
    add(path, 'get', { security: [{ bearer: [] }], responses: found });
    add(`${path}/:id`, 'get', { security: [{ bearer: [] }], responses: found });
  }
  add('/r/:id', 'get', { responses: found });
  return {
    openapi: '3.1.0',
    info: { title: 'Dấu Nguồn', version: '0.1.0' },
    servers: [{ url: publicUrl }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  };
}
