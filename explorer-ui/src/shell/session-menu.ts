import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, effect, inject, signal, viewChild } from '@angular/core';
import { hasDrafts } from '../form/draft.ts';
import { Words } from '../i18n/words.ts';
import type { Membership } from '../api/answers.ts';
import { isSameWork, Session } from '../session/session.ts';
import { SignInButton } from '../session/sign-in-button.ts';

/** Who is signed in, in which unit, and the ways out; before one is taken that drops what was typed, it asks. */
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
          @if (leaving(); as go) {
            <p #question tabindex="-1" role="alert">{{ t('session.drafts') }}</p>
            <button type="button" class="primary" (click)="leaving.set(null)">{{ t('session.drafts-keep') }}</button>
            <button type="button" class="danger" (click)="go()">{{ t('session.drafts-drop') }}</button>
          } @else {
            @if (me.units.length > 1) {
              <fieldset>
                <legend>{{ t('session.choose-unit') }}</legend>
                @for (one of me.units; track one.unit + one.role) {
                  <label class="choice">
                    <input
                      type="radio"
                      name="unit"
                      [checked]="isSameWork(one, session.member())"
                      (change)="leave(chosen(one))"
                    />
                    {{ one.name ?? t('session.department') }} ({{ words.of('role', one.role) }})
                  </label>
                }
              </fieldset>
            }
            <button type="button" class="secondary" (click)="leave(signedOut)">{{ t('session.sign-out') }}</button>
            <button type="button" class="plain" (click)="leave(signedOutEverywhere)">
              {{ t('session.sign-out-everywhere') }}
            </button>
          }
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
  readonly isSameWork = isSameWork;
  /** The way out that waits for the answer. */
  readonly leaving = signal<(() => void) | null>(null);
  readonly question = viewChild<ElementRef<HTMLElement>>('question');
  readonly chosen = (work: Membership) => (): void => void this.session.chooseUnit(work);
  readonly signedOut = (): void => void this.session.signOut(false);
  readonly signedOutEverywhere = (): void => void this.session.signOut(true);

  constructor() {
    effect(() => this.question()?.nativeElement.focus());
  }

  leave(go: () => void): void {
    if (hasDrafts()) this.leaving.set(go);
    else go();
  }
}
