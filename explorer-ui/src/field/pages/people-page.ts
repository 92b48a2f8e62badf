import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { handlingColleagues } from '@daunguon/records';
import { Invite } from '../../domains/registry/invite.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Acting, type Principal } from '../acting.ts';
import { Delegations } from '../delegations.ts';
import { Who } from '../who.ts';

/** Who else records: people invited into the unit, and units for which this one records. */
@Component({
  imports: [Invite, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './people-page.html',
})
export class PeoplePage {
  readonly #who = inject(Who);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly acting = inject(Acting);
  readonly delegations = inject(Delegations);
  readonly mayInvite = computed(() => handlingColleagues.includes(this.#who.member()?.role ?? ''));

  constructor() {
    // On a new phone who this is comes with the gateway's first answer.
    effect(() => {
      if (this.#who.member() !== null) void this.delegations.load();
    });
  }

  choose(principal: Principal | null): void {
    void this.acting.choose(principal && { unit: principal.unit, name: principal.name });
  }
}
