import { addressOf, type CommandBody, type CommandPath, type CommandTarget } from '../api/asked.ts';
import { typedValues, type Clears, type FormIds, type FormValues } from '../form/typed-values.ts';
import { commandRun, freshId } from './command-run.ts';

export type { FormIds, FormValues } from '../form/typed-values.ts';

/**
 * A form whose fields are texts and that becomes one command. `name` keeps its draft apart from others': for a form about a record, the record's
 * id and version belong in it, as a request that was sent about one version is not sent again about the next. `commandOf` makes the command of
 * what was typed. Call in an injection context.
 */
export function commandForm<Name extends string, Path extends CommandPath>(
  name: string | (() => string),
  initial: FormValues<Name>,
  target: CommandTarget<Path> | (() => CommandTarget<Path>),
  commandOf: (values: FormValues<Name>, ids: FormIds) => CommandBody<Path>,
  clears: Clears<NoInfer<Name>> = {} as Clears<NoInfer<Name>>,
) {
  const run = commandRun();
  const typed = typedValues(name, initial, () => ({ requestId: freshId(), id: freshId() }), clears);
  return {
    run,
    typed,
    ids: typed.ids,
    values: typed.values,
    set: typed.set,
    fill: typed.fill,
    /** True once the command is on the ledger. */
    async send(event: Event): Promise<boolean> {
      event.preventDefault();
      const { transaction, path, of }: CommandTarget = typeof target === 'function' ? target() : target;
      const command = { requestId: typed.ids().requestId, ...commandOf(typed.freeze(), typed.ids()) };
      const sent = await run.sendTo(transaction, addressOf(path, { path: of?.() }), command);
      if (sent) typed.done();
      return sent;
    },
  };
}
export type CommandForm = ReturnType<typeof commandForm<string, CommandPath>>;

/** The part of a draft's name that stands for a record as it is now. */
export const versionOf = ({ id, version }: { readonly id: string; readonly version: number }): string =>
  `${id}.${version}`;
