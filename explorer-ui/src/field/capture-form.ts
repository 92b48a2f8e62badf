import { computed, inject, signal } from '@angular/core';
import { freshId } from '../command/command-run.ts';
import { typedValues, type Clears, type FormIds, type FormValues } from '../form/typed-values.ts';
import { Words } from '../i18n/words.ts';
import { Acting } from './acting.ts';
import type { TakenPhoto } from './photo.ts';
import type { Entry, EntryKind } from './queue/entry.ts';
import { ReplacedWentOut } from './queue/queue-db.ts';
import { Queue } from './queue/queue.ts';
import { Who } from './who.ts';

export interface Capture<Name extends string> {
  readonly kind: EntryKind;
  readonly transaction: string;
  readonly path: string;
  command(values: FormValues<Name>, ids: FormIds): object;
  /** For lists, in the language of the day. */
  title(values: FormValues<Name>): string;
  /** Whether the record can be made in the name of a unit that delegated it. */
  readonly assisted: boolean;
}

/**
 * A form whose contents are saved on this device and sent when somebody answers. `save` returns once they are on the device's disk. Call in an
 * injection context.
 */
export function captureForm<Name extends string>(
  initial: FormValues<Name>,
  capture: Capture<Name>,
  clears: Clears<NoInfer<Name>> = {} as Clears<NoInfer<Name>>,
) {
  const [queue, who, acting, words] = [inject(Queue), inject(Who), inject(Acting), inject(Words)];
  const begin = () =>
    typedValues(`field/${capture.kind}`, initial, () => ({ requestId: freshId(), id: freshId() }), clears);
  const typed = signal(begin());
  const wrong = signal<Readonly<Record<string, string>>>({});
  const saved = signal<string | null>(null);
  const failure = signal<string | null>(null);
  const busy = signal(false);

  const entryOf = (): Entry | null => {
    const [member, principal] = [who.member(), acting.principal()];
    if (member === null) return null;
    const [values, ids] = [typed().freeze(), typed().ids()];
    const forOther = capture.assisted ? principal : null;
    const onBehalfOf = forOther === null ? {} : { onBehalfOf: forOther.unit };
    const note = forOther === null ? '' : ` · ${words.t('book.for-title', { name: forOther.name })}`;
    return {
      ...{ unit: member.unit, role: member.role, kind: capture.kind, savedAt: Date.now() },
      ...{ transaction: capture.transaction, path: capture.path, title: capture.title(values) + note },
      ...{ requestId: ids.requestId, command: { ...ids, ...onBehalfOf, ...capture.command(values, ids) } },
    };
  };

  return {
    values: computed(() => typed().values()),
    ids: (): FormIds => typed().ids(),
    restored: (): boolean => typed().restored,
    set: (change: readonly [string, string]): void => typed().set(change),
    fill: (change: Partial<FormValues<Name>>): void => typed().fill(change as FormValues<Name>),
    /** Messages by pointer. */
    wrong: wrong.asReadonly(),
    /** Title of what was saved. */
    saved: saved.asReadonly(),
    failure: failure.asReadonly(),
    busy: busy.asReadonly(),
    /** `instead`: request id of the refused entry that this one replaces. */
    async save(event: Event, photos: readonly TakenPhoto[] = [], instead?: string): Promise<void> {
      event.preventDefault();
      if (busy()) return;
      const entry = entryOf();
      if (entry === null) return failure.set(words.t('book.unknown'));
      busy.set(true);
      failure.set(null);
      try {
        const { wrongFields } = await import('./check-command.ts');
        wrong.set(wrongFields(entry.transaction, entry.command, words.lang()));
        if (Object.keys(wrong()).length > 0) return;
        const { unit, role, requestId } = entry;
        await queue.save(
          entry,
          photos.map((photo) => ({ ...photo, unit, role, requestId })),
          instead,
        );
        typed().done();
        saved.set(entry.title);
      } catch (error) {
        failure.set(error instanceof ReplacedWentOut ? words.t('book.state.sent') : String(error));
      } finally {
        busy.set(false);
      }
    },
    another(): void {
      typed.set(begin());
      wrong.set({});
      saved.set(null);
    },
  };
}
export type CaptureForm = ReturnType<typeof captureForm<string>>;
