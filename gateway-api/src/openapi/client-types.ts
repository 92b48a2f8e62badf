/**
 * Writes the types of what the gateway is asked and answers, for each program that asks it: `node gateway-api/src/openapi/client-types.ts`.
 * With `--check` it writes nothing, and says which file is not as the API's description has it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { allCommands, allLists } from '../domains.ts';
import { openapi } from './openapi.ts';
import { operations } from './operations.ts';
import { namesIn, objectType, typeOf, type Direction, type Schema } from './schema-types.ts';

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Described {
  readonly summary: string;
  readonly 'x-transaction'?: string;
  readonly parameters: readonly { readonly name: string; readonly in: 'path' | 'query' }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

const root = join(import.meta.dirname, '../../..');
/** File -> the paths that are asked there. */
const files: readonly (readonly [file: string, asked: RegExp])[] = [
  // What sharing systems use: the exchange, EPCIS, proofs, and the question of marketplaces.
  ['client/src/generated.ts', /^\/(lgsp|epcis|r)\/|^\/api\/origin\/market\//],
  ['explorer-ui/src/api/operations.ts', /^\/(api|session|r|log)(\/|$)/],
];

const bodyType = (content: Content | undefined, direction: Direction): string => {
  const schema = content?.['application/json']?.schema;
  return schema === undefined ? 'string' : typeOf(schema, direction);
};
/** A file goes as it is, under its media type. */
const requestType = (content: Content): string =>
  'application/json' in content ? bodyType(content, 'sent') : 'multipart/form-data' in content ? 'FormData' : 'Blob';
function operationType({ parameters, requestBody, responses, ...described }: Described): string {
  const named = (place: 'path' | 'query'): string[] =>
    parameters.filter((one) => one.in === place).map(({ name }) => name);
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const answers = [...new Set(good.map(([, { content }]) => bodyType(content, 'answered')))];
  const transaction = described['x-transaction'];
  return objectType([
    ...(named('path').length === 0 ? [] : [['path', objectType(named('path').map((name) => [name, 'string', false])), false] as const]), // prettier-ignore
    ...(named('query').length === 0 ? [] : [['query', objectType(named('query').map((name) => [name, 'string', true])), true] as const]), // prettier-ignore
    ...(requestBody === undefined ? [] : [['body', requestType(requestBody.content), false] as const]),
    ...(transaction === undefined ? [] : [['transaction', JSON.stringify(transaction), false] as const]),
    ['answer', answers.join(' | ') || 'unknown', false],
  ]);
}

/** The named schemas that `paths` need, by name; also those that are within others. */
function schemasOf(paths: object, all: Readonly<Record<string, Schema>>): readonly (readonly [string, Schema])[] {
  const needed = new Set<string>();
  const add = (names: readonly string[]): void => {
    for (const name of names.filter((one) => !needed.has(one))) {
      needed.add(name);
      add(namesIn(all[name] ?? {}));
    }
  };
  add(namesIn(paths));
  return [...needed].sort().map((name) => [name, all[name] ?? {}]);
}

const document = openapi({ publicUrl: '', issuer: '' }, operations(allCommands, allLists)) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** A file's text: a type for each named schema, and one member for each operation whose path is asked. */
function typesOf(asked: RegExp): string {
  const paths = Object.entries(document.paths)
    .filter(([path]) => asked.test(path))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const answered = paths.map(([, methods]) =>
    Object.values(methods).map(({ requestBody, responses: { default: _problem, ...good } }) => [requestBody, good]),
  );
  return [
    '// Written from the API’s description by gateway-api/src/openapi/client-types.ts; a test compares them.',
    ...schemasOf(answered, document.components.schemas).map(
      ([name, schema]) => `\nexport type ${name} = ${typeOf(schema, 'answered')};`,
    ),
    '\n/** What is asked and answered, by method and path. */\nexport interface Operations {',
    ...paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, described]) =>
          `  /** ${described.summary} */\n  '${method.toUpperCase()} ${path}': ${operationType(described)};`,
      ),
    ),
    '}\n',
  ].join('\n');
}

/** The text of each file, by its path in the repository. */
export const clientTypes = (): ReadonlyMap<string, string> =>
  new Map(files.map(([file, asked]) => [file, typesOf(asked)]));

if (import.meta.main) {
  const isCheck = process.argv.includes('--check');
  for (const [file, text] of clientTypes()) {
    const path = join(root, file);
    if (!isCheck) writeFileSync(path, text);
    else if (readFileSync(path, 'utf8') !== text) {
      process.exitCode = 1;
      console.error(`${relative(process.cwd(), path)} differs: node gateway-api/src/openapi/client-types.ts`);
    }
  }
}
