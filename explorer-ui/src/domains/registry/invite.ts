import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import type { UnitRole } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { AnswerTo } from '../../api/asked.ts';
import { attempt } from '../../command/attempt.ts';
import { SelectField } from '../../form/select-field.ts';
import { Formats } from '../../format/formats.ts';
import { qrPath, type QrPath } from '../../format/qr-path.ts';
import { Words } from '../../i18n/words.ts';

/** Where an invitation leads; its secret is not in it. */
export type Invited = AnswerTo<'POST', '/api/registry/invitations/look'>;

const hours = 72;

/** Makes an invitation into a unit: a code to scan, and its link. The enrolment agent decides. */
@Component({
  selector: 'dn-invite',
  imports: [SelectField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('book.invite') }}</h2>
      <p>{{ t('book.invite-lead', { hours }) }}</p>
      @if (into()) {
        <dn-select-field
          [label]="t('members.invite-role')"
          [hint]="t('members.invite-hint')"
          [choices]="choices()"
          [(value)]="role"
        />
      }
      <button type="button" class="primary" [disabled]="inviting.busy() || (into() && !role())" (click)="invite()">
        {{ t('book.invite-make') }}
      </button>
      @if (inviting.error(); as problem) {
        <p class="wrong" role="alert">{{ problem }}</p>
      }
      @if (invitation(); as made) {
        <p role="status">{{ t('book.invite-until', { time: formats.time(made.expiresAt) }) }}</p>
        <svg class="qr" role="img" [attr.aria-label]="t('book.invite-qr')" [attr.viewBox]="made.qr.viewBox">
          <path fill="#000" [attr.d]="made.qr.path" />
        </svg>
        <p>
          <code>{{ made.link }}</code>
        </p>
        @if (canShare) {
          <button type="button" class="secondary" (click)="share(made.link)">{{ t('book.invite-copy') }}</button>
        }
      }
    </section>
  `,
})
export class Invite {
  readonly #api = inject(Api);
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly formats = inject(Formats);
  readonly hours = hours;
  /** A registrar's choice: one of the organisation's units, and what people can be there. Without it people are invited beside oneself. */
  readonly into = input<{ readonly unit: string; readonly roles: readonly UnitRole[] }>();
  readonly choices = computed(() =>
    (this.into()?.roles ?? []).map((value) => ({ value, label: this.#words.of('role', value) })),
  );
  readonly role = linkedSignal(() => {
    const { roles = [] } = this.into() ?? {};
    return roles.length === 1 ? roles[0]! : '';
  });
  readonly inviting = attempt();
  readonly invitation = signal<(Invited & { readonly link: string; readonly qr: QrPath }) | null>(null);
  readonly canShare = 'share' in navigator;

  async invite(): Promise<void> {
    this.invitation.set(null);
    const unit = this.into()?.unit;
    const body = unit === undefined ? {} : { unit, role: this.role() as UnitRole };
    const made = await this.inviting.run(() => this.#api.post('/api/registry/invitations', { body }));
    if (made === undefined) return;
    const { token, ...invited } = made;
    const link = `${location.origin}/field/join#${token}`;
    this.invitation.set({ ...invited, link, qr: await qrPath(link) });
  }

  async share(link: string): Promise<void> {
    await navigator.share({ url: link }).catch(() => undefined);
  }
}
