import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { rolesFor } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { FormButtons } from '../../command/form-buttons.ts';
import { openForm } from '../../command/open-form.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Organisations } from '../../record/organisations.ts';
import { RecordView } from '../../record/record-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { AccreditationList } from './accreditation-list.ts';
import { GrantAccreditationForm } from './grant-accreditation-form.ts';
import { Invite } from './invite.ts';
import { isRegistrar } from './registrars.ts';
import { UnitMembers } from './unit-members.ts';

/** A unit, its accreditations and its people; the registrar of its organisation grants and suspends, and ends memberships. */
@Component({
  imports: [
    ...[AccreditationList, FormButtons, GrantAccreditationForm, Invite, PageState],
    ...[RecordView, RouterLink, StatusBadge, UnitMembers],
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/registry/units">{{ t('nav.units') }}</a>
    </p>
    @if (unit(); as it) {
      <h1>{{ it.body.name }}</h1>
      <p class="lead">
        <dn-status [status]="it.status" /> {{ words.of('kind', it.body.kind) }} ·
        {{ formats.commune(it.body.commune) }}
      </p>
      <section class="card">
        <h2>{{ t('accreditation.list') }}</h2>
        <dn-accreditation-list [unit]="it.id" [suspends]="accredits()" />
        @if (accredits()) {
          <dn-form-buttons [forms]="forms" [words]="names" />
          @if (forms.open() === 'grant') {
            <dn-grant-accreditation-form [unit]="it" (sent)="accreditations()?.list?.reload()" />
          }
        } @else if (registers()) {
          <p class="hint">
            {{ t('units.other-organisation', { organisation: organisations.nameOf(it.body.organisation) }) }}
          </p>
        }
      </section>
      @if (accredits()) {
        <section class="card"><dn-unit-members [unit]="it.id" /></section>
        @if (into(); as chosen) {
          @if (chosen.roles.length > 0) {
            <dn-invite [into]="chosen" />
          } @else {
            <p class="hint">{{ t('members.no-role') }}</p>
          }
        }
      }
      <dn-record-view [answer]="answer.value()!" />
    } @else {
      <h1>{{ t('type.registry/unit') }}</h1>
    }
    <dn-page-state [of]="answer" (again)="answer.reload()" />
  `,
})
export class UnitPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly organisations = inject(Organisations);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly id = input.required<string>();
  readonly names = { grant: 'accreditation.grant' } as const;
  readonly forms = openForm(signal(['grant'] as const));
  readonly accreditations = viewChild(AccreditationList);
  readonly people = viewChild(UnitMembers);
  /** What somebody can be invited as: roles that the registrar may give and to which an accreditation in force gives work. */
  readonly into = computed(() => {
    const [list, invites] = [this.accreditations()?.list, this.people()?.invites()];
    if (invites === undefined || list?.first.hasValue() !== true) return undefined;
    const may =
      this.accreditations()
        ?.inForce()
        .flatMap(({ body }) => body.may) ?? [];
    return { unit: this.id(), roles: rolesFor(may).filter((role) => invites.includes(role)) };
  });
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params: id, abortSignal }) => this.#api.get('/api/registry/units/{id}', { path: { id } }, abortSignal),
  });
  readonly unit = computed(() => (this.answer.hasValue() ? this.answer.value().record : undefined));
  readonly registers = isRegistrar();
  readonly accredits = computed(
    () => this.registers() && this.unit()?.body.organisation === this.#session.member()?.mspId,
  );
}
