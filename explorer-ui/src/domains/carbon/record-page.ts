import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import type { BlockBody, PlotBody, RecordState } from '@daunguon/records';
import { recordTitle } from '@daunguon/records/record-title';
import { Api } from '../../api/api.ts';
import type { Answer } from '../../api/asked.ts';
import type { CarbonListPath } from '../../api/answers.ts';
import { Words } from '../../i18n/words.ts';
import { RecordTable } from '../../record/record-table.ts';
import { RecordView } from '../../record/record-view.ts';
import { PageState } from '../../shell/page-state.ts';
import { ActPanel } from './act-panel.ts';
import { InternalNotice } from './internal-notice.ts';
import { PlotsMap } from './plots-map.ts';

type CarbonAnswer = Answer<`${CarbonListPath}/{id}`>;

/** Lists whose records say that they are of this one. */
const relatedLists: Readonly<Record<string, readonly CarbonListPath[]>> = {
  'carbon/project': [
    ...(['/api/carbon/plots', '/api/carbon/monitoring', '/api/carbon/issuances'] as const),
    ...(['/api/carbon/blocks', '/api/carbon/retirements', '/api/carbon/reversals'] as const),
  ],
  'carbon/retirement': ['/api/carbon/annotations'],
  'carbon/block': ['/api/carbon/offers'],
};

/** Records without a name of their own: serials or a period alone do not say what they are. */
const byWhatTheyAre: ReadonlySet<string> = new Set(['carbon/issuance', 'carbon/monitoring', 'carbon/retirement']);

/** One carbon record: what it says, what can be done with it, what belongs to it. */
@Component({
  imports: [ActPanel, InternalNotice, PageState, PlotsMap, RecordTable, RecordView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (read.hasValue()) {
      @let record = read.value().answer.record;
      <h1>{{ title() }}</h1>
      <dn-carbon-notice [code]="code()" />
      @if (record.type === 'carbon/retirement') {
        <p>
          <a class="button primary" [href]="'/api/carbon/retirements/' + record.id + '/certificate.pdf'">{{
            t('carbon.certificate')
          }}</a>
        </p>
      }
      <dn-carbon-acts [of]="record.type" [record]="record" (changed)="read.reload()" />
      @if (plots().length > 0) {
        <section class="card">
          <h2>{{ t('carbon.map') }}</h2>
          <dn-carbon-plots [plots]="plots()" />
        </section>
      }
      <dn-record-view [answer]="read.value().answer" />
      @for (list of read.value().related; track list.type) {
        <section class="card">
          <h2>{{ words.of('type', list.type) }}</h2>
          <dn-record-table [records]="list.items" [label]="words.of('type', list.type)" />
        </section>
      }
    } @else {
      <h1>{{ words.of('type', type()) }}</h1>
    }
    <dn-page-state [of]="read" (again)="read.reload()" />
  `,
})
export class CarbonRecordPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly id = input.required<string>();
  readonly type = input.required<string>();
  readonly path = input.required<CarbonListPath>();
  readonly read = resource({
    params: () => ({ id: this.id(), type: this.type(), path: `${this.path()}/{id}` as const }),
    loader: async ({ params: { id, type, path }, abortSignal }) => {
      const answer: CarbonAnswer = await this.#api.get(path, { path: { id } }, abortSignal);
      const lists = await Promise.all(
        (relatedLists[type] ?? []).map((list) =>
          this.#api.get(list, { query: { subject: id, limit: '100' } }, abortSignal),
        ),
      );
      const related = lists.flatMap(({ items }: { readonly items: readonly RecordState[] }) => {
        const [first] = items;
        return first === undefined ? [] : [{ type: first.type, items }];
      });
      // A plot under suspicion is shown with the one that it seems to claim again.
      const { other } = (answer.record.body as Partial<PlotBody>).suspicion ?? {};
      const rival: CarbonAnswer | undefined =
        other === undefined ? undefined : await this.#api.get(path, { path: { id: other } }, abortSignal);
      return { answer, related, ...(rival === undefined ? {} : { rival: rival.record }) };
    },
  });
  readonly title = computed(() => {
    if (!this.read.hasValue()) return '';
    const { record } = this.read.value().answer;
    const { state } = record.body as Partial<BlockBody>;
    const word = this.words.of('type', record.type);
    const named = recordTitle(record);
    if (named === record.id) return word;
    if (state !== undefined) return `${word} ${named} · ${this.words.of('carbon.state', state)}`;
    return byWhatTheyAre.has(record.type) ? `${word} ${named}` : named;
  });
  readonly plots = computed((): readonly RecordState[] => {
    if (!this.read.hasValue()) return [];
    const { answer, related, rival } = this.read.value();
    if (answer.record.type === 'carbon/plot') return [...(rival === undefined ? [] : [rival]), answer.record];
    return related.find(({ type }) => type === 'carbon/plot')?.items ?? [];
  });
  readonly code = computed(() => {
    const body = this.read.hasValue() ? (this.read.value().answer.record.body as Partial<BlockBody>) : {};
    return body.national?.domesticCode ?? '';
  });
}
