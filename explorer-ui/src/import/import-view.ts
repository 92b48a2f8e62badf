import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { RowProblem } from '../api/answers.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import type { ImportRun } from './import-run.ts';

/** What a file comes to, row by row, and how far it is; what can be done at its end is put inside. */
@Component({
  selector: 'dn-import-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-view.html',
})
export class ImportView {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly run = input.required<ImportRun>();
  readonly sameAs = ({ sameAs }: RowProblem): string =>
    sameAs === undefined ? '' : 'line' in sameAs ? `${this.t('import.line')} ${sameAs.line}` : sameAs.record;
}
