import { ChangeDetectionStrategy, Component, computed, effect, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { commandForm } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { SelectField } from '../../form/select-field.ts';
import { TextField } from '../../form/text-field.ts';
import { textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { itemIn } from './item-form.ts';
import { blankRoute, routeOf, routeValues, stopsIn, type StopForm } from './route-form.ts';

/** A route: its name, its story, its stops in their order, each with a product to be had there. */
@Component({
  imports: [CommandFormView, PageState, RouterLink, SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t(id() ? 'heritage.edit' : 'heritage.route-new') }}</h1>
    <dn-page-state [of]="known" (again)="known.reload()" />
    @if (known.hasValue()) {
      <section class="card">
        <dn-command-form [form]="form" [specs]="specs()" [send]="t('heritage.send')">
          <dn-text-field
            [lines]="5"
            [maxlength]="20000"
            [label]="t('heritage.story')"
            [value]="form.values().story"
            (valueChange)="form.set(['story', $event])"
            [error]="wrong('/story/vi')"
          />
          <dn-text-field
            [lines]="5"
            [maxlength]="20000"
            [optional]="true"
            [label]="t('heritage.story-en')"
            [value]="form.values().storyEn"
            (valueChange)="form.set(['storyEn', $event])"
            [error]="wrong('/story/en')"
          />
          @for (stop of stops(); track $index; let index = $index) {
            <fieldset>
              <legend>{{ t('heritage.stop', { number: index + 1 }) }}</legend>
              <dn-select-field
                [label]="t('heritage.stop-item', { number: index + 1 })"
                [choices]="items()"
                [value]="stop.item"
                (valueChange)="setStop(index, { item: $event })"
                [error]="wrong('/stops/' + index + '/item')"
              />
              <dn-select-field
                [label]="t('heritage.stop-product', { number: index + 1 })"
                [choices]="products()"
                [optional]="true"
                [value]="stop.product"
                (valueChange)="setStop(index, { product: $event })"
                [error]="wrong('/stops/' + index + '/products')"
              />
              @if (stops().length > 2) {
                <button type="button" class="secondary" (click)="removeStop(index)">
                  {{ t('heritage.stop-remove', { number: index + 1 }) }}
                </button>
              }
            </fieldset>
          }
          <button type="button" class="secondary" (click)="addStop()">{{ t('heritage.stop-add') }}</button>
          <a after class="button secondary" routerLink="/heritage/routes">{{ t('heritage.nav.routes') }}</a>
        </dn-command-form>
      </section>
    }
  `,
})
export class RouteFormPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly id = input<string>();
  readonly known = resource({
    params: () => ({ id: this.id() }),
    loader: async ({ params: { id }, abortSignal }) => {
      const [items, products, route] = await Promise.all([
        this.#api.get('/api/heritage/items', { query: { status: 'active', limit: '1000' } }, abortSignal),
        this.#api.get('/api/ocop/catalogue', { query: { standing: 'active', limit: '100' } }, abortSignal),
        id === undefined ? undefined : this.#api.get('/api/heritage/routes/{id}', { path: { id } }, abortSignal),
      ]);
      return { items: items.items, products: products.items, route: route?.record.body };
    },
  });
  readonly #route = computed(() => (this.known.hasValue() ? this.known.value().route : undefined));
  readonly items = computed(() =>
    (this.known.hasValue() ? this.known.value().items : []).flatMap(({ id, body }) => {
      const item = itemIn(body);
      return item === undefined ? [] : [{ value: id, label: item.name }];
    }),
  );
  readonly products = computed(() =>
    (this.known.hasValue() ? this.known.value().products : []).map(({ id, name, stars }) => ({
      value: id,
      label: `${name} ${'★'.repeat(stars)}`,
    })),
  );
  readonly form = commandForm(
    () => `heritage/route/${this.id() ?? 'new'}`,
    blankRoute,
    () =>
      this.id() === undefined
        ? { transaction: 'Heritage:RegisterRoute', path: '/api/heritage/routes' }
        : { transaction: 'Heritage:UpdateRoute', path: '/api/heritage/routes/update' },
    (values, { id }) => ({
      ...{ id: this.id() ?? id, ...routeOf(values, this.#route()) },
      ...(this.id() === undefined ? {} : { reason: textInput(values.reason) }),
    }),
  );
  readonly stops = computed(() => stopsIn(this.form.values()));
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'name', label: this.t('heritage.route-name'), maxlength: 200 },
    { name: 'nameEn', label: this.t('heritage.name-en'), maxlength: 200, optional: true },
    ...(this.id() === undefined ? [] : [{ name: 'reason', label: this.t('heritage.reason') }]),
  ]);

  constructor() {
    effect(() => {
      const route = this.#route();
      if (route !== undefined) this.form.fill(routeValues(route));
    });
  }

  readonly wrong = (pointer: string): string | undefined =>
    Object.entries(this.form.run.fields()).find(([at]) => at === pointer || at.startsWith(`${pointer}/`))?.[1];

  setStop(at: number, change: Partial<StopForm>): void {
    this.#put(this.stops().map((stop, index) => (index === at ? { ...stop, ...change } : stop)));
  }
  addStop(): void {
    this.#put([...this.stops(), { item: '', product: '' }]);
  }
  removeStop(at: number): void {
    this.#put(this.stops().filter((_, index) => index !== at));
  }
  #put(stops: readonly StopForm[]): void {
    this.form.set(['stops', JSON.stringify(stops)]);
  }
}
