import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RatingRulesBody } from '@daunguon/records';
import { commandForm } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { rulesCommand, type RulesForm } from './rules-command.ts';
import { today } from '../../format/today.ts';

/** What the form begins with: Decision 148/QĐ-TTg as amended by 1489/QĐ-TTg. */
const usual = (): RulesForm => ({
  ...{ from: today(), a: '40', b: '25', c: '35', five: '90', four: '70', three: '50' },
  ...{ nationalStars: '5', combine: 'mean', minMembers: '3', validityMonths: '36', noticeDays: '30', decision: '' },
});

/** The dated rules of rating, and a form for those that follow. */
@Component({
  imports: [CommandFormView, PagedListView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('ocop.nav.rules') }}</h1>
    <p class="lead">{{ t('ocop.rules.lead') }}</p>
    <dn-paged-list [of]="list" [label]="t('ocop.nav.rules')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('ocop.rules.from') }}</th>
            <th scope="col">{{ t('ocop.rules.weights') }}</th>
            <th scope="col">{{ t('ocop.rules.bands') }}</th>
            <th scope="col" class="number">{{ t('ocop.rules.months') }}</th>
            <th scope="col">{{ t('ocop.rules.decision') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (rules of list.items(); track rules.id) {
            <tr>
              <th scope="row">
                <a [routerLink]="'/records/ocop/rules/' + rules.id">{{ formats.date(rules.body.from) }}</a>
              </th>
              <td>{{ rules.body.weights.a }} / {{ rules.body.weights.b }} / {{ rules.body.weights.c }}</td>
              <td>{{ bandsOf(rules.body) }}</td>
              <td class="number">{{ rules.body.validityMonths }}</td>
              <td>{{ rules.body.decision }}</td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
    <section class="card">
      <h2>{{ t('ocop.rules.new') }}</h2>
      <dn-command-form [form]="form" [specs]="specs()" [send]="t('ocop.rules.send')" (sent)="list.reload()" />
    </section>
  `,
})
export class RulesPage {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly list = pagedItems('/api/ocop/rules');
  readonly form = commandForm(
    'ocop/rules',
    usual(),
    { transaction: 'Ocop:SetRatingRules', path: '/api/ocop/rules' },
    rulesCommand,
  );
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'from', label: this.t('ocop.rules.from'), kind: 'date' },
    ...(['a', 'b', 'c'] as const).map((part): FieldSpec => ({
      ...{ name: part, label: this.t('ocop.rules.weight', { part: part.toUpperCase() }), kind: 'number', maxlength: 3 },
      pointer: '/weights',
    })),
    ...(
      [
        ['five', 5],
        ['four', 4],
        ['three', 3],
      ] as const
    ).map(([name, stars]): FieldSpec => ({
      ...{ name, label: this.t('ocop.rules.band', { stars }), kind: 'number', maxlength: 3, pointer: '/bands' },
    })),
    { name: 'nationalStars', label: this.t('ocop.rules.national'), kind: 'number', maxlength: 1 },
    {
      ...{ name: 'combine', label: this.t('ocop.rules.combine'), kind: 'choice' },
      choices: (['mean', 'median'] as const).map((value) => ({ value, label: this.t(`ocop.rules.${value}`) })),
    },
    { name: 'minMembers', label: this.t('ocop.rules.members'), kind: 'number', maxlength: 2 },
    { name: 'validityMonths', label: this.t('ocop.rules.months'), kind: 'number', maxlength: 3 },
    { name: 'noticeDays', label: this.t('ocop.rules.notice'), kind: 'number', maxlength: 3 },
    { name: 'decision', label: this.t('ocop.rules.decision'), maxlength: 200 },
  ]);

  bandsOf({ bands }: RatingRulesBody): string {
    return bands.map(({ stars, from }) => `${'★'.repeat(stars)}\u00a0≥\u00a0${from}`).join(', ');
  }
}
