import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CredentialKind } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import { SelectField } from '../../../form/select-field.ts';
import { TextField } from '../../../form/text-field.ts';
import { Formats } from '../../../format/formats.ts';
import { today } from '../../../format/today.ts';
import { Words } from '../../../i18n/words.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { attempt } from '../../../command/attempt.ts';
import { kinds } from './credential-fields.ts';
import { saveFile } from '../../../form/save-file.ts';
import type { EntryAnswer, EntryPage } from './registrar-answers.ts';

/** Columns of the printed book, beside number and status; which of them a kind has, its entries say. */
const columns = ['registerNumber', 'serialNumber', 'fullName', 'birthDate', 'classification', 'course', 'achievement'];
const yearsShown = 10;

/** Numbers inside numbers in their order: 2/2026 before 10/2026. */
const inOrder = new Intl.Collator('vi', { numeric: true }).compare;
const numberOf = ({ contents }: EntryAnswer): string => String(contents['registerNumber'] ?? '');

/** The unit's register book: read, found in by number, printed, exported as a file. */
@Component({
  imports: [PageState, RouterLink, SelectField, StatusBadge, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './register-book-page.html',
})
export class RegisterBookPage {
  readonly #api = inject(Api);
  readonly session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly kind = signal<CredentialKind>('diploma');
  readonly year = signal('');
  readonly number = signal('');
  readonly found = signal<readonly EntryAnswer[] | null>(null);
  readonly #query = computed(() => ({ kind: this.kind(), year: this.year() }));
  readonly #more = signal<{ readonly of: object; readonly pages: readonly EntryPage[] }>({ of: {}, pages: [] });
  readonly first = resource({
    params: () => this.#query(),
    loader: ({ params: query, abortSignal }) => this.#api.get('/api/credential/register', { query }, abortSignal),
  });
  readonly pages = computed((): readonly EntryPage[] => {
    if (!this.first.hasValue()) return [];
    return [this.first.value(), ...(this.#more().of === this.#query() ? this.#more().pages : [])];
  });
  readonly entries = computed(() => {
    const shown = this.found() ?? this.pages().flatMap(({ items }) => items);
    return [...shown].sort((a, b) => inOrder(numberOf(a), numberOf(b)));
  });
  readonly next = computed(() => (this.found() === null ? this.pages().at(-1)?.next : undefined));
  readonly columns = computed(() =>
    columns.filter((name) => name === 'fullName' || this.entries().some(({ contents }) => name in contents)),
  );
  readonly kindChoices = computed(() =>
    kinds.map((value) => ({ value, label: this.words.of('credential-kind', value) })),
  );
  readonly yearChoices = computed(() => {
    const now = Number(today().slice(0, 4));
    const years = Array.from({ length: yearsShown }, (_, back) => String(now - back));
    return [
      { value: 'all', label: this.t('register-book.all-years') },
      ...years.map((value) => ({ value, label: value })),
    ];
  });
  readonly cell = ({ contents }: EntryAnswer, name: string): string => {
    const value = String(contents[name] ?? '');
    return /^\d{4}-\d\d-\d\d$/.test(value) ? this.formats.date(value) : value;
  };

  choose(kind: string): void {
    this.kind.set(kind as CredentialKind);
    this.found.set(null);
  }
  chooseYear(year: string): void {
    this.year.set(year === 'all' ? '' : year);
    this.found.set(null);
  }

  async more(): Promise<void> {
    const [of, after] = [this.#query(), this.next()];
    if (after === undefined) return;
    const page = await this.asking.run(() => this.#api.get('/api/credential/register', { query: { ...of, after } }));
    if (page === undefined) return;
    this.#more.update((known) => ({ of, pages: [...(known.of === of ? known.pages : []), page] }));
  }

  async find(event: Event): Promise<void> {
    event.preventDefault();
    const number = this.number().normalize('NFC').trim();
    if (number === '') return this.found.set(null);
    const page = await this.asking.run(() => this.#api.post('/api/credential/register/find', { body: { number } }));
    if (page !== undefined) this.found.set(page.items);
  }

  /** Printing the book means all of it. */
  async print(): Promise<void> {
    while (this.next() !== undefined) {
      const before = this.entries().length;
      await this.more();
      if (this.entries().length === before) return;
    }
    setTimeout(() => print());
  }

  async export(): Promise<void> {
    const file = await this.asking.run(() =>
      this.#api.getFile('/api/credential/register/export.csv', { query: this.#query() }),
    );
    if (file !== undefined) saveFile(file, `${this.kind()}-${this.year() || 'all'}.csv`);
  }
}
