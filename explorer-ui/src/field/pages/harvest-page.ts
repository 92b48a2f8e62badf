import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { productKey } from '../../domains/origin/own-products.ts';
import { SelectField } from '../../form/select-field.ts';
import { TextField } from '../../form/text-field.ts';
import { given } from '../../format/field-input.ts';
import { Formats } from '../../format/formats.ts';
import { lotNumber } from '../../format/lot-number.ts';
import { today } from '../../format/today.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';
import { CommuneMapView } from '../../map/commune-map-view.ts';
import { captureForm } from '../capture-form.ts';
import { CaptureResult } from '../capture-result.ts';
import { OwnData } from '../own-data.ts';
import { takePhoto, type TakenPhoto } from '../photo.ts';
import { sentAs } from '../queue/entry.ts';
import { photoOf } from '../queue/queue-db.ts';
import { Queue } from '../queue/queue.ts';

const blank = { product: '', weight: '', lot: '', farm: '' };

/** A harvest batch in three things: product, weight, photo. It is saved on this device first. */
@Component({
  imports: [CaptureResult, CommuneMapView, SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './harvest-page.html',
})
export class HarvestPage {
  readonly #queue = inject(Queue);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly own = inject(OwnData);
  readonly today = today();
  /** From the address: request id of the refused entry that is written anew. */
  readonly from = input<string>();
  readonly form = captureForm(
    { ...blank, date: this.today },
    {
      ...{ ...sentAs.harvest, assisted: true },
      title: ({ weight }): string =>
        `${this.chosen()?.product.name ?? ''} · ${this.lot()} · ${this.formats.number(weightInput(weight))} kg`,
      command: ({ farm, date, weight }): object => ({
        ...{ lot: this.lot(), ...given({ farm }) },
        ...{ product: this.chosen()?.product, growingArea: this.chosen()?.growingArea },
        ...{ harvestDate: date, weightKg: weightInput(weight) },
        ...(this.photo() === null ? {} : { photos: [this.photo()?.digest] }),
      }),
    },
    // A farm lies in the growing area of the product for which it was chosen.
    { product: ['farm'] },
  );
  #begunFrom = '';
  readonly values = this.form.values;
  readonly wrong = this.form.wrong;
  readonly photo = signal<TakenPhoto | null>(null);
  readonly photoWrong = signal(false);
  readonly photoUrl = linkedSignal<TakenPhoto | null, string | null>({
    source: this.photo,
    computation: (photo, before) => {
      if (before?.value) URL.revokeObjectURL(before.value);
      return photo && URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
    },
  });
  readonly chosen = computed(() => this.own.products().find((one) => productKey(one) === this.values().product));
  readonly area = computed(() => this.own.areas().find(({ id }) => id === this.chosen()?.growingArea));
  readonly farms = computed(() => {
    const area = this.area()?.id;
    const farms = this.own.own()?.farms ?? [];
    return farms
      .filter(({ body }) => body.growingArea === area)
      .map(({ id, body }) => ({ value: id, label: body.name }));
  });
  /** What the person typed, else made from product and day. */
  readonly lot = computed(() => {
    const { lot, date } = this.values();
    const product = this.chosen()?.product.name;
    return lot !== '' || product === undefined ? lot : lotNumber(product, date, this.form.ids().id);
  });
  readonly marks = computed(() => {
    const area = this.area();
    return area === undefined
      ? []
      : [{ id: area.id, label: area.body.name, commune: area.body.commune, polygonE7: area.body.polygonE7 }];
  });
  readonly isOpen = computed(() => ['/lot', '/harvestDate', '/farm'].some((pointer) => pointer in this.wrong()));

  constructor() {
    // One product only: nothing to choose.
    effect(() => {
      const [only, ...others] = this.own.products();
      if (only !== undefined && others.length === 0) this.form.fill({ product: productKey(only) });
    });
    effect(() => this.#writeAnew(this.from()));
  }

  #writeAnew(requestId: string | undefined): void {
    const entry = this.#queue.items().find((item) => item.entry.requestId === requestId)?.entry;
    // Once: what happens to others in the queue meanwhile brings no photo back that was taken anew.
    if (entry === undefined || entry.requestId === this.#begunFrom) return;
    this.#begunFrom = entry.requestId;
    const {
      product,
      growingArea,
      weightKg,
      harvestDate,
      lot,
      farm = '',
      photos,
    } = entry.command as unknown as {
      readonly [name in 'growingArea' | 'weightKg' | 'harvestDate' | 'lot']: string;
    } & {
      readonly product: { readonly code: string; readonly name: string };
      readonly farm?: string;
      readonly photos?: readonly string[];
    };
    this.form.fill({ product: productKey({ product, growingArea }), weight: weightKg, date: harvestDate, lot, farm });
    for (const digest of photos ?? []) void photoOf(digest).then((photo) => photo && this.photo.set(photo));
  }

  set(field: keyof typeof blank | 'date', value: string): void {
    this.form.set([field, value]);
  }

  asLast(): void {
    const last = this.own.last()?.body;
    if (last?.growingArea === undefined) return;
    this.set('product', productKey({ product: last.product, growingArea: last.growingArea }));
    this.set('weight', last.weightKg);
  }

  async takePhoto(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    this.photo.set(null);
    this.photoWrong.set(false);
    if (file === undefined) return;
    try {
      this.photo.set(await takePhoto(file));
    } catch {
      this.photoWrong.set(true);
    }
  }

  save(event: Event): void {
    const photo = this.photo();
    void this.form.save(event, photo === null ? [] : [photo], this.from());
  }

  another(): void {
    this.photo.set(null);
    this.form.another();
  }
}
