import { computed, DestroyRef, effect, inject, signal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { freshId } from '../command/command-run.ts';
import { typedValues, type Clears, type FormIds, type FormValues } from '../form/typed-values.ts';
import { Words } from '../i18n/words.ts';
import { Acting, type Principal } from './acting.ts';
import type { TakenPhoto } from './photo.ts';
import type { Entry, EntryKind } from './queue/entry.ts';
import { ReplacedWentOut, sameMember } from './queue/queue-db.ts';
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
  readonly clears?: Clears<NoInfer<Name>>;
  /** Request id of the refused entry that is written anew, from the page's address. */
  from(): string | undefined;
  /** What the form begins with then. */
  typed(command: Entry['command']): Partial<FormValues<Name>>;
}

/** In whose name an entry was recorded; null: its own unit's. */
const principalOf = ({ command, forName }: Entry): Principal | null => {
  const unit = command['onBehalfOf'];
  return typeof unit === 'string' ? { unit, name: forName ?? unit } : null;
};

/**
 * A form whose contents are saved on this device and sent when somebody answers. `save` returns once they are on the device's disk. With `from` it
 * begins as the entry that was refused, for whom that was recorded. Call in an injection context.
 */
export function captureForm<Name extends string>(initial: FormValues<Name>, capture: Capture<Name>) {
  const [queue, who, acting, words] = [inject(Queue), inject(Who), inject(Acting), inject(Words)];
  const [router, route] = [inject(Router), inject(ActivatedRoute)];
  const begin = () =>
    typedValues(
      () => ['field', capture.kind, ...(capture.from() === undefined ? [] : [capture.from()])].join('/'),
      initial,
      () => ({ requestId: freshId(), id: freshId() }),
      capture.clears,
    );
  const typed = signal(begin());
  const wrong = signal<Readonly<Record<string, string>>>({});
  const saved = signal<string | null>(null);
  const failure = signal<string | null>(null);
  const busy = signal(false);

  const replaced = computed(() => {
    const from = capture.from();
    return from === undefined ? undefined : queue.items().find(({ entry }) => entry.requestId === from)?.entry;
  });
  let begunFrom: Entry | undefined;
  effect(() => {
    const entry = replaced();
    // Once: what happens to others in the queue meanwhile does not begin it again.
    if (entry === undefined || entry.requestId === begunFrom?.requestId) return;
    begunFrom = entry;
    if (capture.assisted) acting.instead(principalOf(entry));
    typed().fill(capture.typed(entry.command) as FormValues<Name>);
  });
  inject(DestroyRef).onDestroy(() => acting.asChosen());

  const entryOf = (): Entry | null => {
    const [member, principal] = [who.member(), acting.principal()];
    if (member === null) return null;
    const [values, ids] = [typed().freeze(), typed().ids()];
    const forOther = capture.assisted ? principal : null;
    const onBehalfOf = forOther === null ? {} : { onBehalfOf: forOther.unit };
    const note = forOther === null ? '' : ` · ${words.t('book.for-title', { name: forOther.name })}`;
    const named = forOther === null ? {} : { forName: forOther.name };
    return {
      ...{ unit: member.unit, role: member.role, kind: capture.kind, savedAt: Date.now() },
      ...{ transaction: capture.transaction, path: capture.path, title: capture.title(values) + note, ...named },
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
    /** The refused entry that is written anew. */
    replaced,
    async save(event: Event, photos: readonly TakenPhoto[] = []): Promise<void> {
      event.preventDefault();
      if (busy()) return;
      const entry = entryOf();
      const instead = replaced();
      if (entry === null) return failure.set(words.t('book.unknown'));
      if (instead !== undefined && !sameMember(instead, entry)) return failure.set(words.t('book.other-person'));
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
          instead?.requestId,
        );
        typed().done();
        saved.set(entry.title);
      } catch (error) {
        failure.set(error instanceof ReplacedWentOut ? words.t('book.state.sent') : String(error));
      } finally {
        busy.set(false);
      }
    },
    async another(): Promise<void> {
      if (capture.from() !== undefined) await router.navigate([], { relativeTo: route, queryParams: {} });
      acting.asChosen();
      typed.set(begin());
      wrong.set({});
      saved.set(null);
    },
  };
}
export type CaptureForm = ReturnType<typeof captureForm<string>>;
