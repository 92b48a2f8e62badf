import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { ItemOf } from '../../api/asked.ts';
import { attempt } from '../../command/attempt.ts';
import { SureButton } from '../../exchange/sure-button.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';

type Person = ItemOf<'/api/registry/members'>;

/** Who works for a unit, by the names of their sign-in; a membership that came of an invitation can be ended. */
@Component({
  selector: 'dn-unit-members',
  imports: [PageState, SureButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>{{ t('members.people') }}</h2>
    <p class="hint">{{ t('members.people-hint') }}</p>
    @if (ending.error(); as problem) {
      <p class="wrong" role="alert">{{ problem }}</p>
    }
    @if (people.hasValue() && people.value().items.length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('members.people')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('record.name') }}</th>
              <th scope="col">{{ t('members.role') }}</th>
              <th scope="col">{{ t('members.since') }}</th>
              <th scope="col">{{ t('batch.actions') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (one of people.value().items; track $index) {
              <tr>
                <th scope="row">
                  {{ nameOf(one) }}
                  @if (one.isYou) {
                    <small>{{ t('members.you') }}</small>
                  }
                </th>
                <td>{{ words.of('role', one.role) }}</td>
                <td>{{ one.joinedAt ? formats.time(one.joinedAt) : t('members.listed') }}</td>
                <td>
                  @if (one.mayEnd && one.id; as id) {
                    <dn-sure-button
                      [label]="one.isYou ? t('members.leave') : t('members.end', { name: nameOf(one) })"
                      [question]="one.isYou ? t('members.leave-sure') : t('members.end-sure', { name: nameOf(one) })"
                      [disabled]="ending.busy()"
                      (sure)="end(id, one.isYou)"
                    />
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
    <dn-page-state
      [of]="people"
      [empty]="people.hasValue() && people.value().items.length === 0"
      [emptyText]="t('members.none')"
      (again)="people.reload()"
    />
  `,
})
export class UnitMembers {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  /** For a registrar, who works in none; everybody else looks after their own. */
  readonly unit = input.required<string>();
  readonly ending = attempt();
  readonly people = resource({
    params: () => this.unit(),
    loader: ({ params: unit, abortSignal }) => this.#api.get('/api/registry/members', { query: { unit } }, abortSignal),
  });
  /** Roles in which the person may let others work, as the enrolment agent says; undefined until it has. */
  readonly invites = computed(() => (this.people.hasValue() ? this.people.value().invites : undefined));
  readonly nameOf = ({ name }: Person): string => name ?? this.t('members.no-name');

  async end(id: string, isYou: boolean): Promise<void> {
    const ended = await this.ending.run(() => this.#api.post('/api/registry/members/{id}/end', { path: { id } }));
    if (ended === undefined) return;
    // Whoever has left works elsewhere now, or nowhere.
    if (isYou) await this.#session.load();
    else this.people.reload();
  }
}
