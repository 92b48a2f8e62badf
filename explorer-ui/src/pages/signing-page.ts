import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { Location } from '@angular/common';
import { CommandSender } from '../command/command-sender.ts';
import { Words } from '../i18n/words.ts';
import { Session } from '../session/session.ts';
import { labelOfBrowser } from '../devices/device-label.ts';
import { MyDevices } from '../devices/my-devices.ts';
import { TextField } from '../form/text-field.ts';
import { beginEnrolment, enrolmentToken } from '../signing/enrolment-sign-in.ts';
import { forgetOwnKey, keepOwnKey } from '../signing/own-keys.ts';

/** A key of the person's own: made in this browser, certified by their organisation, never seen by the gateway. */
@Component({
  imports: [MyDevices, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('key.title') }}</h1>
    <p class="lead">{{ t('key.lead') }}</p>
    @if (problem(); as why) {
      <p class="card problem" role="alert">{{ t('key.failed', { why }) }}</p>
    }
    @if (session.member(); as member) {
      <section class="card">
        <p role="status">
          @if (busy()) {
            {{ t('key.enrolling') }}
          } @else if (sender.ownKey.hasValue() && sender.ownKey.value()) {
            <strong class="good">✔ {{ t('key.have') }}</strong>
          } @else {
            {{ t('key.none') }}
          }
        </p>
        <p>{{ words.of('role', member.role) }} · {{ member.name ?? t('session.department') }}</p>
        @if (sender.ownKey.hasValue() && sender.ownKey.value(); as key) {
          <details>
            <summary>{{ t('key.certificate') }} ({{ key.identity.mspId }})</summary>
            <pre class="mono" tabindex="0">{{ key.identity.certificatePem }}</pre>
          </details>
          <button type="button" class="secondary" (click)="forget()">{{ t('key.forget') }}</button>
        } @else {
          <dn-text-field
            [label]="t('device.label')"
            [hint]="t('device.label-hint')"
            [maxlength]="60"
            [optional]="true"
            [(value)]="label"
          />
          <button type="button" class="primary" [disabled]="busy()" (click)="begin()">{{ t('key.enrol') }}</button>
        }
      </section>
      @if (!busy()) {
        <dn-my-devices />
      }
    } @else {
      <p class="card">{{ t('state.sign-in-first') }}</p>
    }
  `,
})
export class SigningPage {
  readonly #location = inject(Location);
  readonly session = inject(Session);
  readonly sender = inject(CommandSender);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly label = signal(labelOfBrowser(navigator.userAgent));
  readonly busy = signal(false);
  readonly problem = signal<string | null>(null);
  /** From the address, when the issuer sent the person back. */
  readonly code = input<string>();
  readonly state = input<string>();

  constructor() {
    effect(() => {
      const [code, state] = [this.code(), this.state()];
      if (code !== undefined && state !== undefined) void this.#enrol(code, state);
    });
  }

  async begin(): Promise<void> {
    const settings = this.session.signedIn()?.signing;
    if (settings === undefined) return;
    this.busy.set(true);
    await beginEnrolment(settings, this.label().normalize('NFC').trim()).catch((error: unknown) => this.#failed(error));
  }

  async forget(): Promise<void> {
    const member = this.session.member();
    if (member !== null) await forgetOwnKey(member);
    this.sender.ownKey.reload();
  }

  async #enrol(code: string, state: string): Promise<void> {
    const settings = this.session.signedIn()?.signing;
    if (settings === undefined) return;
    this.busy.set(true);
    try {
      // The code leaves the address bar before anything else: it must not be sent twice. The page stays, and tells what comes of it.
      this.#location.replaceState('/signing');
      const { token, label } = await enrolmentToken(settings, code, state);
      const [{ newPersonKey }, { enrolOwnKey }] = await Promise.all([
        import('../signing/person-key.ts'),
        import('../signing/sign-and-submit.ts'),
      ]);
      const { key, pair } = await newPersonKey();
      const identity = await enrolOwnKey(settings.agentUrl, token, key, fetch.bind(globalThis), label);
      await keepOwnKey({ pair, identity });
      this.sender.ownKey.reload();
      this.busy.set(false);
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    this.busy.set(false);
    this.problem.set((error as Error).message);
  }
}
