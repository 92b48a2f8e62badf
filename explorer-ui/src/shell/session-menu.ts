import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { Session } from '../session/session.ts';
import { SignInButton } from '../session/sign-in-button.ts';

/** Who is signed in, in which unit, and the ways out. */
@Component({
  selector: 'dn-session-menu',
  imports: [SignInButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (session.signedIn(); as me) {
      <details class="menu">
        <summary>
          <span class="who">{{ me.name }}</span>
          @if (session.member(); as member) {
            <span class="where"
              >{{ words.of('role', member.role) }}
              @if (member.role !== 'holder') {
                · {{ member.name ?? t('session.department') }}
              }
            </span>
          }
        </summary>
        <div class="menu-body">
          @if (me.units.length > 1) {
            <fieldset>
              <legend>{{ t('session.choose-unit') }}</legend>
              @for (one of me.units; track one.unit) {
                <label class="choice">
                  <input
                    type="radio"
                    name="unit"
                    [checked]="one.unit === session.unit()"
                    (change)="session.chooseUnit(one.unit)"
                  />
                  {{ one.name ?? t('session.department') }} ({{ words.of('role', one.role) }})
                </label>
              }
            </fieldset>
          }
          <button type="button" class="secondary" (click)="session.signOut(false)">{{ t('session.sign-out') }}</button>
          <button type="button" class="plain" (click)="session.signOut(true)">
            {{ t('session.sign-out-everywhere') }}
          </button>
        </div>
      </details>
    } @else {
      <dn-sign-in-button />
    }
  `,
})
export class SessionMenu {
  readonly session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
}
