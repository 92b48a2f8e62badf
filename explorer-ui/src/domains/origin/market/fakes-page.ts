import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { SelectField } from '../../../form/select-field.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { ClusterReports } from './cluster-reports.ts';
import { clusterKinds, clusterQuery, labelName, type ClusterBy } from './cluster-query.ts';

/** Suspected fakes as inspectors see them: clusters, the reports behind one, its evidence. */
@Component({
  imports: [ClusterReports, PageState, SelectField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './fakes-page.html',
})
export class FakesPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly by = signal<ClusterBy>('lot');
  readonly kinds = computed(() => clusterKinds.map((value) => ({ value, label: this.t(`fakes.by.${value}`) })));
  readonly columns = {
    lot: 'fakes.by.lot',
    serial: 'fakes.by.serial',
    commune: 'fakes.by.commune',
    day: 'fakes.by.day',
  } as const;
  readonly clusters = resource({
    params: () => this.by(),
    loader: async ({ params: by, abortSignal }) =>
      (await this.#api.get('/api/origin/fake-reports/clusters', { query: { by } }, abortSignal)).items,
  });
  readonly items = computed(() => (this.clusters.hasValue() ? this.clusters.value() : []));
  /** The cluster that is looked at; another grouping has others. */
  readonly chosen = linkedSignal<ClusterBy, string | undefined>({
    source: () => this.by(),
    computation: () => undefined,
  });
  readonly query = computed(() => {
    const key = this.chosen();
    return key === undefined ? {} : clusterQuery(this.by(), key);
  });

  group(by: string): void {
    const known = clusterKinds.find((kind) => kind === by);
    if (known !== undefined) this.by.set(known);
  }

  /** As people read it. */
  nameOf(key: string): string {
    if (key === '') return this.t('fakes.unnamed');
    if (this.by() === 'commune') return this.formats.commune(key);
    if (this.by() === 'day') return this.formats.date(key);
    return labelName(key);
  }
}
