/** Writes client/src/generated.ts from the API's description: `node gateway-api/src/openapi/client-types.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapi } from './openapi.ts';
import { operations } from './operations.ts';

export const clientTypesFile = join(import.meta.dirname, '../../../client/src/generated.ts');

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
interface Described {
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: 'path' | 'query' }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** What sharing systems use: the exchange, EPCIS, proofs, and the question of marketplaces. */
const isForPartners = (path: string): boolean => /^\/(lgsp|epcis|r)\/|^\/api\/origin\/market\//.test(path);

const objectType = (members: readonly (readonly [name: string, type: string, optional: boolean])[]): string =>
  members.length === 0
    ? 'Readonly<Record<string, never>>'
    : `{ ${members.map(([name, type, optional]) => `readonly ${JSON.stringify(name)}${optional ? '?' : ''}: ${type}`).join('; ')} }`;

/** The TypeScript type of a JSON schema. */
function typeOf(schema: Schema): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice !== undefined) return choice.map((one) => `(${typeOf(one)})`).join(' | ');
  if (schema.type === 'string' || schema.type === 'boolean' || schema.type === 'null') return schema.type;
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'array') return `readonly (${typeOf(schema.items ?? {})})[]`;
  if (schema.type !== 'object') return 'unknown';
  const { properties, required = [], additionalProperties } = schema;
  if (properties !== undefined)
    return objectType(Object.entries(properties).map(([name, one]) => [name, typeOf(one), !required.includes(name)]));
  const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
  return `Readonly<Record<string, ${value}>>`;
}

const bodyType = (content: Content | undefined): string => {
  const schema = content?.['application/json']?.schema;
  return schema === undefined ? 'string' : typeOf(schema);
};
function operationType({ parameters, requestBody, responses }: Described): string {
  const named = (place: 'path' | 'query'): string[] =>
    parameters.filter((one) => one.in === place).map(({ name }) => name);
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const answers = [...new Set(good.map(([, { content }]) => bodyType(content)))];
  return objectType([
    ...(named('path').length === 0 ? [] : [['path', objectType(named('path').map((name) => [name, 'string', false])), false] as const]), // prettier-ignore
    ['query', objectType(named('query').map((name) => [name, 'string', true])), true],
    ...(requestBody === undefined ? [] : [['body', bodyType(requestBody.content), false] as const]),
    ['answer', answers.map((one) => `(${one})`).join(' | ') || 'unknown', false],
  ]);
}

/** The file's text: one member for each operation that sharing systems use. */
export function clientTypes(): string {
  const document = openapi({ publicUrl: '', issuer: '' }, operations([], {})) as {
    paths: Record<string, Record<string, Described>>;
  };
  const members = Object.entries(document.paths)
    .filter(([path]) => isForPartners(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, described]) =>
          `  /** ${described.summary} */\n  '${method.toUpperCase()} ${path}': ${operationType(described)};`,
      ),
    );
  return `// Written from the API's description by gateway-api/src/openapi/client-types.ts; a test compares them.\n/* prettier-ignore */\nexport interface Operations {\n${members.join('\n')}\n}\n`;
}

if (import.meta.main) writeFileSync(clientTypesFile, clientTypes());
