import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CouncilBody, SheetBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { RecordView } from '../../record/record-view.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { CouncilOffice } from './council-office.ts';
import { OpenSheetForm } from './open-sheet-form.ts';
import { ScoreForm } from './score-form.ts';

/** One council: whose sheets are sealed and open, the member's own sheet, the department's steps. */
@Component({
  imports: [CouncilOffice, OpenSheetForm, PageState, RecordView, RouterLink, ScoreForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (read.hasValue()) {
      @let found = read.value();
      @let council = found.answer.record;
      <h1>{{ t('ocop.council.title', { name: found.product.body.name }) }}</h1>
      <p class="lead">
        {{ words.of('ocop.council.stage', council.body.stage) }} ·
        <a [routerLink]="'/ocop/products/' + found.product.id">{{ found.product.body.name }}</a>
      </p>
      <section class="card">
        <h2>{{ t('ocop.council.sheets') }}</h2>
        <dl>
          @for (row of rows(); track row.unit) {
            <div>
              <dt>{{ row.name }}</dt>
              <dd>{{ row.text }}</dd>
            </div>
          }
        </dl>
      </section>
      @if (mine() && council.body.stage === 'scoring') {
        <dn-score-form
          [council]="council"
          [weights]="found.rules.body.weights"
          [sealed]="own() !== undefined"
          (done)="read.reload()"
        />
      }
      @if (own(); as sheet) {
        @if (council.body.stage === 'opening' || sheet.body.scores) {
          <dn-open-sheet-form [sheet]="sheet" (done)="read.reload()" />
        }
      }
      @if (office()) {
        <dn-council-office
          [council]="council"
          [sheets]="found.sheets"
          [rules]="found.rules.body"
          (changed)="read.reload()"
        />
      }
      <dn-record-view [answer]="found.answer" />
    } @else {
      <h1>{{ t('ocop.council') }}</h1>
    }
    <dn-page-state [of]="read" (again)="read.reload()" />
  `,
})
export class CouncilPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #formats = inject(Formats);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly id = input.required<string>();
  readonly read = resource({
    params: () => this.id(),
    loader: async ({ params: id, abortSignal }) => {
      const [answer, sheets, units] = await Promise.all([
        this.#api.get('/api/ocop/councils/{id}', { path: { id } }, abortSignal),
        this.#api.get('/api/ocop/sheets', { query: { subject: id } }, abortSignal),
        this.#api.get('/api/registry/units', { query: { limit: '1000' } }, abortSignal),
      ]);
      const { product, rules } = answer.record.body;
      const [{ record: dossier }, { record: ruleSet }] = await Promise.all([
        this.#api.get('/api/ocop/products/{id}', { path: { id: product } }, abortSignal),
        this.#api.get('/api/ocop/rules/{id}', { path: { id: rules } }, abortSignal),
      ]);
      const names = new Map(units.items.map((unit) => [unit.id, unit.body.name]));
      return { answer, sheets: sheets.items, product: dossier, rules: ruleSet, names };
    },
  });
  readonly #council = computed(() => (this.read.hasValue() ? this.read.value().answer.record : undefined));
  readonly mine = computed(
    () => this.#session.role() === 'council' && this.#council()?.body.members.includes(this.#session.unit()) === true,
  );
  readonly office = computed(() => this.#session.role() === 'registrar' && this.#session.member()?.mspId === 'AgriMSP');
  readonly #sheetOf = (unit: string) =>
    (this.read.hasValue() ? this.read.value().sheets : []).find(({ body }) => body.member === unit);
  readonly own = computed(() => (this.mine() ? this.#sheetOf(this.#session.unit()) : undefined));
  readonly rows = computed(() => {
    const council = this.#council();
    if (council === undefined || !this.read.hasValue()) return [];
    const { names } = this.read.value();
    return council.body.members.map((unit) => ({
      unit,
      name: names.get(unit) ?? unit,
      text: this.#standing(council.body, this.#sheetOf(unit)?.body),
    }));
  });

  #standing(council: CouncilBody, sheet: SheetBody | undefined): string {
    if (sheet === undefined) return this.t(council.stage === 'scoring' ? 'ocop.sheet.none' : 'ocop.sheet.absent');
    if (sheet.scores === undefined) return this.t('ocop.sheet.sealed');
    const { number } = this.#formats;
    const { a, b, c } = sheet.scores;
    const said = {
      a: number(a),
      b: number(b),
      c: number(c),
      total: sheet.total === undefined ? '' : number(sheet.total),
    };
    return this.t('ocop.sheet.opened', said);
  }
}
