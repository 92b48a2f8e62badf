import { z } from 'zod';
import { problemSchema } from './answer-schemas.ts';
import type { Content, Operation } from './operations.ts';

const problem = {
  description: 'RFC 9457 problem, Vietnamese or English by Accept-Language (docs/problems.md)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const pathParameter = /[:*](\w+)/g;

/** Where the document keeps a schema that has a name (`.meta({ id })`). */
const place = '#/components/schemas/';

/**
 * Without the `$schema` that zod writes: the document names its dialect once. Schemas with a name (`.meta({ id })`) are kept once, too, for all
 * operations that answer with them.
 */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output', named: Record<string, object>): object => {
  const written = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const {
    $schema: _,
    $defs,
    ...rest
  } = JSON.parse(written.replaceAll('"#/$defs/', `"${place}`)) as {
    $schema: string;
    $defs?: Record<string, object>;
  };
  for (const [name, one] of Object.entries($defs ?? {})) {
    if (name in named && JSON.stringify(named[name]) !== JSON.stringify(one))
      throw new Error(`two schemas are ${name}`);
    named[name] = one;
  }
  return rest;
};
const contentOf = (content: Content, io: 'input' | 'output', named: Record<string, object>): object =>
  typeof content === 'string' || Array.isArray(content)
    ? Object.fromEntries([content].flat().map((type) => [type, {}]))
    : { 'application/json': { schema: jsonSchema(content as z.ZodType, io, named) } };

/** How a caller shows who it is: signed in, or by the key of a sharing system. */
const securityOf = ({ signedIn, partnerKey }: Operation): object =>
  signedIn !== true && partnerKey !== true
    ? {}
    : {
        security: [
          ...(signedIn === true ? [{ signIn: ['openid', 'gateway'] }, { bearer: [] }] : []),
          ...(partnerKey === true ? [{ partnerKey: [] }] : []),
        ],
      };

const operationOf = (operation: Operation, named: Record<string, object>): object => {
  const { path, summary, id, transaction, query = [], body, answers } = operation;
  return {
    summary,
    ...(id === undefined ? {} : { operationId: id }),
    ...(transaction === undefined ? {} : { 'x-transaction': transaction }),
    tags: [/^\/api\/(\w+)/.exec(path)?.[1] ?? 'public'],
    ...securityOf(operation),
    parameters: [
      ...[...path.matchAll(pathParameter)].map(([, name]) => ({ name, in: 'path', required: true })),
      ...query.map((name) => ({ name, in: 'query', required: false })),
    ].map((parameter) => ({ ...parameter, schema: { type: 'string' } })),
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body, 'input', named) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, [content, description]]) => [
          status,
          // No content is of no type; what is refused may always be refused as a problem.
          status === '204'
            ? { description }
            : {
                description,
                content: { ...contentOf(content, 'output', named), ...(Number(status) < 400 ? {} : problem.content) },
              },
        ]),
      ),
      default: problem,
    },
  };
};

/** Where the API answers, and who signs its users in. */
export interface Api {
  readonly publicUrl: string;
  readonly issuer: string;
}

/** OpenAPI 3.1 of these operations, from the schemas that validate what comes in and describe what goes out. */
export function openapi({ publicUrl, issuer }: Api, operations: readonly Operation[]): object {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Record<string, object> = {};
  for (const operation of operations) {
    (paths[operation.path.replaceAll(pathParameter, '{$1}')] ??= {})[operation.method] = operationOf(
      operation,
      schemas,
    );
  }
  jsonSchema(problemSchema, 'output', schemas);
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Dấu Nguồn', version: '0.1.0' },
    servers: [{ url: publicUrl }],
    components: {
      securitySchemes: {
        signIn: { type: 'openIdConnect', openIdConnectUrl: `${issuer}/.well-known/openid-configuration` },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        partnerKey: { type: 'http', scheme: 'bearer', bearerFormat: 'dnp_…' },
      },
      schemas,
    },
    paths,
  };
}
