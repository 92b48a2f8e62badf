import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { FileChoice } from '../../form/file-choice.ts';
import { Words } from '../../i18n/words.ts';
import { importRun } from '../../import/import-run.ts';
import { ImportView } from '../../import/import-view.ts';

/** A CSV file of batches: every row seen before any is recorded, then progress as it happens. */
@Component({
  imports: [FileChoice, ImportView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-page.html',
})
export class ImportPage {
  readonly t = inject(Words).t;
  readonly run = importRun('/api/origin/imports');
  readonly file = signal<File | null>(null);

  choose(event: Event): void {
    this.file.set((event.target as HTMLInputElement).files?.[0] ?? null);
    this.run.reset();
  }

  async preview(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    if (file !== null) await this.run.preview(file);
  }
}
