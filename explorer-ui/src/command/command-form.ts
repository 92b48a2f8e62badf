import { draft } from '../form/draft.ts';
import { commandRun, freshId } from './command-run.ts';

/** Ids of the request and of the record that it makes: sent again after an unknown outcome, it is the same request. */
export interface FormIds {
  readonly requestId: string;
  readonly id: string;
}
export type FormValues<Name extends string> = Readonly<Record<Name, string>>;

/** Where a command goes: the transaction for those who sign themselves, the path for those for whom the server signs. */
export interface CommandTarget {
  readonly transaction: string;
  readonly path: string | (() => string);
}

const pathOf = ({ path }: CommandTarget): string => (typeof path === 'string' ? path : path());

/**
 * A form whose fields are texts and that becomes one command. `name` keeps its draft apart from others'; `commandOf` makes the command of what
 * was typed. Call in an injection context.
 */
export function commandForm<Name extends string>(
  name: string,
  initial: FormValues<Name>,
  target: CommandTarget,
  commandOf: (values: FormValues<Name>, ids: FormIds) => object,
) {
  const run = commandRun();
  const blank = () => ({ ids: { requestId: freshId(), id: freshId() }, values: initial });
  const kept = draft(name, blank());
  return {
    run,
    restored: kept.restored,
    ids: () => kept.value().ids,
    values: () => kept.value().values,
    set: ([field, value]: readonly [string, string]): void =>
      kept.value.update(({ ids, values }) => ({ ids, values: { ...values, [field]: value } })),
    /** What the form begins with, once that is known; what was typed before stays. */
    fill: (values: Partial<FormValues<Name>>): void => {
      if (!kept.restored) kept.value.update((now) => ({ ...now, values: { ...now.values, ...values } }));
    },
    /** True once the command is on the ledger. */
    async send(event: Event): Promise<boolean> {
      event.preventDefault();
      const { ids, values } = kept.value();
      const command = { requestId: ids.requestId, ...commandOf(values, ids) };
      const sent = await run.send(target.transaction, pathOf(target), command);
      if (sent) kept.done();
      return sent;
    },
  };
}
export type CommandForm = ReturnType<typeof commandForm<string>>;
