import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { IssuerKeyBody, RecordState } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import { CommandProgress } from '../../../command/command-progress.ts';
import { commandRun, freshId } from '../../../command/command-run.ts';
import { TextField } from '../../../form/text-field.ts';
import { Formats } from '../../../format/formats.ts';
import { today } from '../../../format/today.ts';
import { Words } from '../../../i18n/words.ts';
import { pagedItems } from '../../../record/paged-list.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { attempt } from '../../../command/attempt.ts';

type Key = RecordState<IssuerKeyBody>;
const uses = ['sign', 'seal', 'badge'] as const;
type Use = (typeof uses)[number];
/** A signing key of Ed25519 signs badges alone. */
const useOf = ({ use, algorithm }: IssuerKeyBody): Use => (algorithm === 'EdDSA' ? 'badge' : use);

/** Keys by which the unit signs and seals: made, rotated, reported stolen with the day since when. */
@Component({
  imports: [CommandProgress, PageState, StatusBadge, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './issuer-keys-page.html',
})
export class IssuerKeysPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly theft = commandRun();
  readonly today = today();
  readonly list = pagedItems('/api/credential/issuer-keys', () => ({ query: { owner: this.#session.unit() } }));
  readonly isIssuer = computed(() => this.#session.role() === 'issuer');
  /** Uses for which the unit has no key that holds. */
  readonly missing = computed(() =>
    uses.filter((use) => !this.list.items().some(({ status, body }) => status === 'active' && useOf(body) === use)),
  );
  readonly recorded = signal(false);
  readonly stolen = signal<Key | null>(null);
  readonly stolenOn = signal(today());
  readonly sure = signal(false);
  readonly useText = ({ body }: Pick<Key, 'body'>): string => this.t(`keys.use.${useOf(body)}`);
  readonly useOf = useOf;
  readonly createText = (use: Use): string => this.t('keys.create', { use: this.t(`keys.use.${use}`) });
  readonly custodyText = ({ body }: Key): string => this.t(`keys.custody.${body.custody}`);
  readonly canRotate = ({ status, body }: Key): boolean =>
    this.isIssuer() && status === 'active' && body.custody === 'custodial';

  async make(use: Use, replaces?: string): Promise<void> {
    this.recorded.set(false);
    const key = { requestId: freshId(), id: freshId(), use, ...(replaces === undefined ? {} : { replaces }) };
    const done = await this.asking.run(() => this.#api.post('/api/credential/custodial/keys', { body: key }));
    this.recorded.set(done !== undefined);
    this.list.reload();
  }

  report(key: Key): void {
    this.stolen.set(key);
    this.sure.set(false);
    this.theft.reset();
  }
  async sendTheft(event: Event): Promise<void> {
    event.preventDefault();
    const id = this.stolen()?.id ?? '';
    const command = { requestId: freshId(), id, stolenOn: `${this.stolenOn()}T00:00:00Z` };
    if (!(await this.theft.send('Credential:ReportKeyTheft', '/api/credential/issuer-keys/theft', command))) return;
    this.stolen.set(null);
    this.list.reload();
  }
}
