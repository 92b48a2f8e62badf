import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { attempt } from '../../../command/attempt.ts';
import { TextField } from '../../../form/text-field.ts';
import { Words } from '../../../i18n/words.ts';
import { paperLines } from './paper-lines.ts';

const most = 500;

/** A unit that keeps its own keys lets its printed documents be found by their three numbers, or takes them out again. */
@Component({
  imports: [TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('paper.title') }}</h1>
    <p class="lead">{{ t('paper.lead') }}</p>
    <form class="card form" novalidate autocomplete="off" (submit)="send($event)">
      <dn-text-field
        [label]="t('paper.lines')"
        [hint]="t('paper.hint')"
        [lines]="8"
        [maxlength]="100000"
        [value]="text()"
        (valueChange)="change($event)"
        [error]="wrong()"
      />
      <p role="status">
        @if (kept(); as count) {
          <span class="good">✔ {{ t('paper.kept', { count }) }}</span>
        } @else {
          {{ t('paper.count', { count: read().items.length }) }}
        }
      </p>
      @if (sending.error(); as why) {
        <p class="problem" role="alert">{{ why }}</p>
      }
      <button type="submit" class="primary" [disabled]="!ready()">{{ t('paper.send') }}</button>
    </form>
  `,
})
export class PaperPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly sending = attempt();
  readonly text = signal('');
  readonly kept = signal(0);
  readonly read = computed(() => paperLines(this.text()));
  readonly wrong = computed(() => {
    const { items, wrong } = this.read();
    if (items.length > most) return this.t('paper.too-many', { most });
    return wrong.length === 0 ? undefined : this.t('paper.wrong', { lines: wrong.slice(0, 10).join(', ') });
  });
  readonly ready = computed(() => this.read().items.length > 0 && this.wrong() === undefined && !this.sending.busy());

  change(text: string): void {
    this.text.set(text);
    this.kept.set(0);
  }
  async send(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.ready()) return;
    const papers = this.read().items;
    const done = await this.sending.run(() => this.#api.post('/api/credential/paper-tags', { body: { papers } }));
    if (done === undefined) return;
    // Personal data: what was taken stays on no page.
    this.text.set('');
    this.kept.set(done.kept);
  }
}
