import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import type { RegisterBatch } from '@daunguon/records';
import { harvestChoice } from '../../domains/origin/harvest-choice.ts';
import { HarvestFields, HarvestFilled } from '../../domains/origin/harvest-fields.ts';
import { productKey } from '../../domains/origin/own-products.ts';
import { FileChoice } from '../../form/file-choice.ts';
import { given } from '../../format/field-input.ts';
import { Formats } from '../../format/formats.ts';
import { today } from '../../format/today.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';
import { CommuneMapView } from '../../map/commune-map-view.ts';
import { captureForm } from '../capture-form.ts';
import { CaptureResult } from '../capture-result.ts';
import { OwnData } from '../own-data.ts';
import { takePhoto, type TakenPhoto } from '../photo.ts';
import { sentAs, type Entry } from '../queue/entry.ts';
import { photoOf } from '../queue/queue-db.ts';

/** What this form made of a harvest. */
type Recorded = Entry['command'] & RegisterBatch;

const blank = { product: '', weight: '', lot: '', farm: '' };

/** A harvest batch in three things: product, weight, photo. It is saved on this device first. */
@Component({
  imports: [CaptureResult, CommuneMapView, FileChoice, HarvestFields, HarvestFilled],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './harvest-page.html',
})
export class HarvestPage {
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
        `${this.harvest.chosen()?.product.name ?? ''} · ${this.harvest.lot()} · ${this.formats.number(weightInput(weight))} kg`,
      command: ({ farm, date, weight }): object => ({
        ...{ lot: this.harvest.lot(), ...given({ farm }) },
        ...{ product: this.harvest.chosen()?.product, growingArea: this.harvest.chosen()?.growingArea },
        ...{ harvestDate: date, weightKg: weightInput(weight) },
        ...(this.photo() === null ? {} : { photos: [this.photo()?.digest] }),
      }),
      // A farm lies in the growing area of the product for which it was chosen.
      clears: { product: ['farm'] },
      from: () => this.from(),
      typed: (command) => {
        const { product, growingArea, weightKg, harvestDate, lot, farm = '', photos = [] } = command as Recorded;
        for (const digest of photos) void photoOf(digest).then((photo) => photo && this.photo.set(photo));
        return { product: productKey({ product, growingArea }), weight: weightKg, date: harvestDate, lot, farm };
      },
    },
  );
  readonly harvest = harvestChoice(() => this.own.own(), this.form);
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
  readonly marks = computed(() => {
    const area = this.harvest.area();
    return area === undefined
      ? []
      : [{ id: area.id, label: area.body.name, commune: area.body.commune, polygonE7: area.body.polygonE7 }];
  });

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
    void this.form.save(event, photo === null ? [] : [photo]);
  }

  another(): void {
    this.photo.set(null);
    void this.form.another();
  }
}
