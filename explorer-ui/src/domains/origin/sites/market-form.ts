import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { MarketStanding, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { given, textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { today } from '../../../format/today.ts';

const statuses = ['applied', 'approved', 'suspended', 'revoked'] as const satisfies readonly MarketStanding['status'][];
/** ISO 3166-1 alpha-3 of the countries to which the province's fruit goes. */
const markets = ['CHN', 'USA', 'AUS', 'NZL', 'JPN', 'KOR', 'THA', 'IND', 'CHL', 'CAN', 'GBR', 'DEU', 'FRA', 'NLD'];

export const marketChoices = (words: Pick<Words, 'of'>) =>
  markets.map((value) => ({ value, label: words.of('market', value) }));

/** What an importing country says of a growing area or packing house. */
@Component({
  selector: 'dn-market-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form [form]="form" [specs]="specs()" [send]="t('site.set-market')" (sent)="sent.emit()" />`,
})
export class MarketForm {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly site = input.required<RecordState>();
  readonly sent = output();
  readonly form = commandForm(
    () => `origin/market/${versionOf(this.site())}`,
    { market: '', status: 'approved', from: today(), inspectedOn: '', nextInspectionOn: '', reason: '' },
    { transaction: 'Origin:SetSiteMarket', path: '/api/origin/sites/market' },
    ({ market, status, from, inspectedOn, nextInspectionOn, reason }) => ({
      ...{ id: this.site().id, market, status, from, ...given({ inspectedOn, nextInspectionOn }) },
      reason: textInput(reason),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'market', label: this.t('site.market'), kind: 'choice', choices: marketChoices(this.words) },
    {
      ...{ name: 'status', label: this.t('record.status'), kind: 'choice' },
      choices: statuses.map((value) => ({ value, label: this.words.of('standing', value) })),
    },
    { name: 'from', label: this.t('site.from'), kind: 'date' },
    { name: 'inspectedOn', label: this.t('site.inspected'), kind: 'date', optional: true, max: today() },
    { name: 'nextInspectionOn', label: this.t('site.next-inspection'), kind: 'date', optional: true },
    { name: 'reason', label: this.t('site.reason') },
  ]);
}
