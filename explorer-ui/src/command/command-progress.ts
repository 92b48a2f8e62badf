import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { WordKey } from '../i18n/vi.ts';
import { Words } from '../i18n/words.ts';
import { Session } from '../session/session.ts';
import type { CommandRun } from './command-run.ts';

const stages = ['sending', 'committed', 'proven'] as const;

/** đang gửi -> trên sổ -> đã có bằng chứng, as far as it is true; else what went wrong and what to do. */
@Component({
  selector: 'dn-command-progress',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './command-progress.html',
})
export class CommandProgress {
  readonly session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly run = input.required<CommandRun>();
  /** Words for how many descendants a recall or its end reached. */
  readonly spread = input<WordKey>('recall.spread');
  readonly step = computed(() => this.run().step());
  readonly stages = stages;
  readonly reached = computed(() => stages.findIndex((stage) => stage === this.step().at));
  readonly fieldTexts = computed(() =>
    Object.entries(this.run().fields()).map(([pointer, text]) => `${this.#label(pointer)}: ${text}`),
  );

  /** `/parts/0/weightKg` -> "Phần 1 › Khối lượng (kg)". */
  #label(pointer: string): string {
    const parts = pointer.split('/').slice(1);
    return parts
      .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : this.words.of('field', part)))
      .join(' › ');
  }
}
