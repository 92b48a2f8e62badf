import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { attempt } from '../../../command/attempt.ts';
import { FileChoice } from '../../../form/file-choice.ts';
import { Words } from '../../../i18n/words.ts';

/** The picture of a badge: it goes to the server, its digest into the badge. */
@Component({
  selector: 'dn-picture-field',
  imports: [FileChoice],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="field">
      <label for="picture">{{ t('issue.picture') }}</label>
      <dn-file-choice>
        <input id="picture" type="file" accept="image/png,image/svg+xml" (change)="choose($event)" />
      </dn-file-choice>
      <p class="hint" role="status">{{ digest() ? t('issue.picture-sent') : t('issue.picture-hint') }}</p>
      @if (sending.error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
    </div>
  `,
})
export class PictureField {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly digest = input('');
  readonly digestChange = output<string>();
  readonly sending = attempt();

  async choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file === undefined) return;
    const answer = await this.sending.run(() => this.#api.post('/api/credential/badge-images', { body: file }));
    this.digestChange.emit(answer?.digest ?? '');
  }
}
