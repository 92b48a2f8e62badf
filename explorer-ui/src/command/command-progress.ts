import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
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
  readonly t = inject(Words).t;
  readonly run = input.required<CommandRun>();
  readonly step = computed(() => this.run().step());
  readonly stages = stages;
  readonly reached = computed(() => stages.findIndex((stage) => stage === this.step().at));
  readonly fieldTexts = computed(() =>
    Object.entries(this.run().fields()).map(([pointer, text]) => `${pointer.slice(1)}: ${text}`),
  );
}
