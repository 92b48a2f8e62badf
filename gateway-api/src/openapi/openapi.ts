import { z } from 'zod';
import { problemSchema } from './answer-schemas.ts';
import type { Content, Operation } from './operations.ts';

const problem = {
  description: 'RFC 9457 problem, Vietnamese or English by Accept-Language (docs/problems.md)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const pathParameter = /[:*](\w+)/g;

/** Without the `$schema` that zod writes: the document names its dialect once. */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};
const contentOf = (content: Content, io: 'input' | 'output'): object =>
  typeof content === 'string' || Array.isArray(content)
    ? Object.fromEntries([content].flat().map((type) => [type, {}]))
    : { 'application/json': { schema: jsonSchema(content as z.ZodType, io) } };

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

const operationOf = (operation: Operation): object => {
  const { path, summary, id, query = [], body, answers } = operation;
  return {
    summary,
    ...(id === undefined ? {} : { operationId: id }),
    tags: [/^\/api\/(\w+)/.exec(path)?.[1] ?? 'public'],
    ...securityOf(operation),
    parameters: [
      ...[...path.matchAll(pathParameter)].map(([, name]) => ({ name, in: 'path', required: true })),
      ...query.map((name) => ({ name, in: 'query', required: false })),
    ].map((parameter) => ({ ...parameter, schema: { type: 'string' } })),
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body, 'input') } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, [content, description]]) => [
          status,
          // What is refused may always be refused as a problem.
          {
            description,
            content: { ...contentOf(content, 'output'), ...(Number(status) < 400 ? {} : problem.content) },
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
  for (const operation of operations) {
    (paths[operation.path.replaceAll(pathParameter, '{$1}')] ??= {})[operation.method] = operationOf(operation);
  }
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
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
    },
    paths,
  };
}
