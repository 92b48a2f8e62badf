import type { Operations, UnknownOutcome } from './operations.ts';

export type Method = 'GET' | 'POST' | 'DELETE';
type PathIn<Name, M extends Method> = Name extends `${M} ${infer Path}` ? Path : never;
/** What may be asked with a method: a path of the API, its variable parts in braces. */
export type PathOf<M extends Method> = PathIn<keyof Operations, M>;
type Operation<M extends Method, Path extends PathOf<M>> = Operations[`${M} ${Path}` & keyof Operations];

/** Parts of the path, parameters and body of an operation. */
export type Asked<M extends Method, Path extends PathOf<M>> = Omit<Operation<M, Path>, 'answer' | 'transaction'>;
/** What is sent to a path by POST. */
export type BodyOf<Path extends PathOf<'POST'>> =
  Operation<'POST', Path> extends { readonly body: infer Body } ? Body : never;
/** The answer that can be used: who is told that the outcome is unknown has none. */
export type AnswerTo<M extends Method, Path extends PathOf<M>> = Exclude<
  Operation<M, Path> extends { readonly answer: infer Answer } ? Answer : never,
  UnknownOutcome
>;
/** Paths that answer a file: a text, or bytes under a media type of their own. */
export type FilePath<M extends Method> = {
  [Path in PathOf<M>]: string extends AnswerTo<M, Path> ? Path : never;
}[PathOf<M>];
/** Paths that take a file as it is. */
export type UploadPath = {
  [Path in PathOf<'POST'>]: BodyOf<Path> extends Blob ? Path : never;
}[PathOf<'POST'>];
/** What is answered to GET. */
export type Answer<Path extends PathOf<'GET'>> = AnswerTo<'GET', Path>;
/** One of the items that a list answers. */
export type ItemOf<Path extends PathOf<'GET'>> =
  Answer<Path> extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** Paths of commands: what is sent there becomes a transaction of the ledger. */
export type CommandPath = {
  [Path in PathOf<'POST'>]: Operation<'POST', Path> extends { readonly transaction: string } ? Path : never;
}[PathOf<'POST'>];
/** The transaction that a command becomes, for those who sign it themselves. */
export type TransactionOf<Path extends CommandPath> =
  Operation<'POST', Path> extends { readonly transaction: infer Name } ? Name : never;
/** As it was typed: of a choice any text, of a number that is none its text; the ledger names the field that it does not take. */
export type Typed<Value> = Value extends string
  ? string
  : Value extends number
    ? number | string
    : Value extends readonly [unknown, ...unknown[]]
      ? Value
      : Value extends readonly (infer Item)[]
        ? readonly Typed<Item>[]
        : Value extends object
          ? { readonly [Name in keyof Value]: Typed<Value[Name]> }
          : Value;
/** A command of a form. */
export type CommandOf<Path extends CommandPath> = Typed<BodyOf<Path>>;
/** The same before it has its request id. */
export type CommandBody<Path extends CommandPath> = Path extends CommandPath
  ? Omit<CommandOf<Path>, 'requestId'>
  : never;
/** Where a command goes: the transaction for those who sign themselves, the path for those for whom the server signs. */
export type CommandTarget<Path extends CommandPath = CommandPath> = Path extends CommandPath
  ? {
      readonly transaction: TransactionOf<Path>;
      readonly path: Path;
      /** Whose it is, where that stands in the path. */
      readonly of?: Asked<'POST', Path> extends { readonly path: infer Parts } ? () => Parts : undefined;
    }
  : never;

/** Address of an operation, variable parts filled in; parameters that are empty are left out. */
export function addressOf(path: string, asked: { readonly path?: object; readonly query?: object } = {}): string {
  const parts = (asked.path ?? {}) as Readonly<Record<string, string>>;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''));
  const query = Object.entries(asked.query ?? {}).flatMap(([name, value]: [string, string | undefined]) =>
    value ? [[name, value.normalize('NFC')]] : [],
  );
  return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query).toString()}`;
}
