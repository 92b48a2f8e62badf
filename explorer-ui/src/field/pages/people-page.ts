import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { attempt } from '../../command/attempt.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Acting, type Principal } from '../acting.ts';
import { Delegations } from '../delegations.ts';
import { qrPath, type QrPath } from '../../format/qr-path.ts';
import { Who } from '../who.ts';
import type { Invited } from './join-page.ts';

const hours = 72;

/** Who else records: people invited into the unit, and units for which this one records. */
@Component({
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './people-page.html',
})
export class PeoplePage {
  readonly #api = inject(Api);
  readonly #who = inject(Who);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly acting = inject(Acting);
  readonly delegations = inject(Delegations);
  readonly hours = hours;
  readonly inviting = attempt();
  readonly invitation = signal<(Invited & { readonly link: string; readonly qr: QrPath }) | null>(null);
  readonly mayInvite = computed(() => ['farmer', 'packer'].includes(this.#who.member()?.role ?? ''));
  readonly canShare = 'share' in navigator;

  constructor() {
    // On a new phone who this is comes with the gateway's first answer.
    effect(() => {
      if (this.#who.member() !== null) void this.delegations.load();
    });
  }

  choose(principal: Principal | null): void {
    void this.acting.choose(principal && { unit: principal.unit, name: principal.name });
  }

  async invite(): Promise<void> {
    this.invitation.set(null);
    const made = await this.inviting.run(() =>
      this.#api.post<Invited & { readonly token: string }>('/api/registry/invitations', {}),
    );
    if (made === undefined) return;
    const { token, ...invited } = made;
    const link = `${location.origin}/field/join#${token}`;
    this.invitation.set({ ...invited, link, qr: await qrPath(link) });
  }

  async share(link: string): Promise<void> {
    await navigator.share({ url: link }).catch(() => undefined);
  }
}
