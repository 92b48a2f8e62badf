import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import type { BatchBody, DelegationBody, DiaryEntryBody, RecordState } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import { ReasonForm } from '../../../command/reason-form.ts';
import { unitChoices } from '../../origin/units.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { verifierLink } from '../../../proof/settings.ts';
import { PageState } from '../../../shell/page-state.ts';
import { GrantForm } from './grant-form.ts';

type Typed = RecordState<Partial<BatchBody & DiaryEntryBody>>;

/** Who may record for a unit and for whom it may record: give, end, and see what others recorded in its name. */
@Component({
  selector: 'dn-unit-delegations',
  imports: [GrantForm, PageState, ReasonForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './unit-delegations.html',
})
export class UnitDelegations {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly units = unitChoices();
  /** Which delegation is about to end. */
  readonly ending = signal('');
  readonly unit = input.required<string>();
  readonly found = resource({
    params: () => this.unit() || undefined,
    loader: async ({ params: unit, abortSignal }) => {
      const own = { owner: unit, limit: '1000' };
      const running = { status: 'active', limit: '1000' };
      const [given, held, batches, diary] = await Promise.all([
        this.#api.get('/api/registry/delegations', { query: { owner: unit, ...running } }, abortSignal),
        this.#api.get('/api/registry/delegations', { query: { unit, ...running } }, abortSignal),
        this.#api.get('/api/origin/batches', { query: own }, abortSignal),
        this.#api.get('/api/origin/diary', { query: own }, abortSignal),
      ]);
      const isRunning = ({ body }: RecordState<DelegationBody>): boolean => Date.parse(body.until) > Date.now();
      const recorded: readonly Typed[] = [...batches.items, ...diary.items];
      const typed = recorded.filter(({ body: { enteredBy = unit } }) => enteredBy !== unit);
      const links = await Promise.all(typed.map(({ id }) => verifierLink(id)));
      return {
        given: given.items.filter(isRunning),
        held: held.items.filter(isRunning),
        typed: typed.map((record, at) => ({ record, link: links[at] ?? null })),
      };
    },
  });
  /** Others of the same department: the ledger takes no delegation across departments. */
  readonly choices = computed(() => {
    const all = this.units.hasValue() ? this.units.value() : [];
    const organisation = all.find(({ value }) => value === this.unit())?.organisation;
    return all.filter((one) => one.organisation === organisation && one.value !== this.unit());
  });

  readonly sides = computed(() => {
    const { given = [], held = [] } = this.found.hasValue() ? this.found.value() : {};
    const day = ({ body }: RecordState<DelegationBody>): string => this.formats.date(body.until);
    return [
      {
        ...({ title: 'book.delegated-by-us', end: 'book.delegate-end' } as const),
        items: given.map((one) => ({ ...one, name: this.nameOf(one.body.delegate), day: day(one) })),
      },
      {
        ...({ title: 'book.delegated-to-us', end: 'book.delegate-stop' } as const),
        items: held.map((one) => ({ ...one, name: this.nameOf(one.body.principal), day: day(one) })),
      },
    ];
  });

  readonly nameOf = (unit: string | undefined): string =>
    (this.units.hasValue() ? this.units.value() : []).find(({ value }) => value === unit)?.label ?? unit ?? '';
  readonly titleOf = ({ body }: Typed): string =>
    body.activity === undefined
      ? `${body.product?.name ?? ''} · ${body.lot ?? ''} · ${this.formats.number(body.weightKg ?? '')} kg`
      : `${this.words.of('activity', body.activity.kind)} · ${this.formats.date(body.date ?? '')}`;
}
