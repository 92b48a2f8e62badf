import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CredentialKind } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import { freshId } from '../../../command/command-run.ts';
import { FormFields, type FieldSpec } from '../../../form/form-fields.ts';
import { SelectField } from '../../../form/select-field.ts';
import { Words } from '../../../i18n/words.ts';
import { Session } from '../../../session/session.ts';
import { today } from '../../../format/today.ts';
import { attempt } from '../../../command/attempt.ts';
import { CopyBox } from '../../../shell/copy-box.ts';
import { PictureField } from './picture-field.ts';
import { issuedOf, formFields, kinds, specsOf } from './credential-fields.ts';
import type { LinksAnswer } from './registrar-answers.ts';

/** One diploma, certificate or badge by form. What is typed is kept nowhere but in this page: it is somebody's personal data. */
@Component({
  imports: [CopyBox, FormFields, PictureField, RouterLink, SelectField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './issue-page.html',
})
export class IssuePage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly sending = attempt();
  readonly kind = signal<CredentialKind>('diploma');
  readonly #requestId = signal(freshId());
  readonly values = signal<Readonly<Record<string, string>>>({
    issuedOn: today(),
    issuer: this.#session.member()?.name ?? '',
  });
  readonly issued = signal<LinksAnswer['links'][number] | null>(null);
  readonly kindChoices = computed(() =>
    kinds.map((value) => ({ value, label: this.words.of('credential-kind', value) })),
  );
  readonly #specs = (names: readonly string[], optional: boolean): FieldSpec[] =>
    specsOf(names, optional, { words: this.words, root: '/credentials/0/contents', today: today() });
  readonly needed = computed(() => this.#specs(formFields[this.kind()].needed, false));
  readonly more = computed((): FieldSpec[] => [
    ...this.#specs(formFields[this.kind()].more, true),
    {
      ...{ name: 'holder', label: this.t('issue.holder'), hint: this.t('issue.holder-hint'), optional: true },
      pointer: '/credentials/0/holder',
    },
  ]);
  readonly moreIsWrong = computed(() =>
    this.more().some(({ pointer = '' }) => this.sending.fields()[pointer] !== undefined),
  );
  readonly ready = computed(() => formFields[this.kind()].needed.every((name) => (this.values()[name] ?? '') !== ''));
  readonly receipt = computed(() => this.issued()?.link.split('#')[0] ?? '');

  choose(kind: string): void {
    this.kind.set(kind as CredentialKind);
    this.#requestId.set(freshId());
  }
  set([name, value]: readonly [string, string]): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const holder = this.values()['holder'] ?? '';
    const one = issuedOf(this.kind(), this.values());
    const answer = await this.sending.run(() =>
      this.#api.post('/api/credential/custodial/issue', {
        body: {
          requestId: this.#requestId(),
          credentials: [holder === '' ? one : { ...one, holder }],
        },
      }),
    );
    this.issued.set(answer?.links[0] ?? null);
    // Refused wrote nothing: what is corrected is another request.
    if (answer === undefined && Object.keys(this.sending.fields()).length > 0) this.#requestId.set(freshId());
  }

  another(): void {
    this.issued.set(null);
    this.#requestId.set(freshId());
    const { title = '', issuedOn = '', issuer = '' } = this.values();
    this.values.set({ title, issuedOn, issuer });
  }
}
