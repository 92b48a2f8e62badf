import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import { TextField } from '../form/text-field.ts';
import { Session } from '../session/session.ts';
import type { CourseAnswer } from './learn-answers.ts';
import { learnWords } from './learn-words.ts';

/** The badge of a course that was passed: needs a sign-in, because it is kept for its holder. */
@Component({
  selector: 'dn-certificate',
  imports: [TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>{{ t('learn.certificate') }}</h2>
    @if (!course().signedIn) {
      <p>{{ t('learn.certificate-sign-in') }}</p>
      <button type="button" class="primary" (click)="session.signIn()">{{ t('state.sign-in-first') }}</button>
    } @else if (!course().progress?.passedAt) {
      <p>{{ t('learn.certificate-pass') }}</p>
    } @else if (!course().certificates) {
      <p role="status">{{ t('learn.certificate-none') }}</p>
    } @else {
      <p>{{ t('learn.certificate-lead') }}</p>
      <form class="card form" novalidate (submit)="send($event)">
        @if (course().progress?.certificate; as taken) {
          <p>{{ t('learn.certificate-again', { name: taken.fullName }) }}</p>
        } @else {
          <dn-text-field
            [label]="t('learn.full-name')"
            [hint]="t('learn.full-name-hint')"
            [maxlength]="120"
            [value]="name()"
            (valueChange)="name.set($event)"
            [error]="asking.fields()['/fullName']"
          />
        }
        <button type="submit" class="primary" [disabled]="asking.busy() || !ready()">{{ t('learn.take') }}</button>
      </form>
      @if (asking.error(); as text) {
        <p class="card problem" role="alert">{{ text }}</p>
      }
      <div role="status">
        @if (link(); as address) {
          <p class="card">
            {{ t('learn.certificate-link') }}
            <a class="mono" [href]="address" target="_blank" rel="noopener">{{ address }}</a>
          </p>
        }
      </div>
    }
  `,
})
export class CertificateView {
  readonly #api = inject(Api);
  readonly session = inject(Session);
  readonly w = learnWords();
  readonly t = this.w.t;
  readonly course = input.required<CourseAnswer>();
  readonly taken = output();
  readonly asking = attempt();
  readonly name = signal(this.session.signedIn()?.name ?? '');
  readonly link = signal<string | null>(null);
  readonly ready = (): boolean => this.course().progress?.certificate !== undefined || this.name().trim() !== '';

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const fullName = this.course().progress?.certificate?.fullName ?? this.name().trim().normalize('NFC');
    const asked = { path: { course: this.course().id }, body: { fullName } };
    const made = await this.asking.run(() => this.#api.post('/api/learn/courses/{course}/certificate', asked));
    if (made === undefined) return;
    this.link.set(made.link);
    this.taken.emit();
  }
}
