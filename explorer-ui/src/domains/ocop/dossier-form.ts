import type { Dossier, OcopGroup, ProductBody } from '@daunguon/records';
import { textInput } from '../../format/field-input.ts';

export interface MaterialForm {
  readonly name: string;
  /** Batch ids parted by blanks. */
  readonly batches: string;
}

/** A dossier as it is typed. */
export interface DossierForm {
  readonly name: string;
  readonly nameEn: string;
  readonly group: string;
  readonly subgroup: string;
  readonly taxCode: string;
  readonly storyVi: string;
  readonly storyEn: string;
  readonly materials: readonly MaterialForm[];
  /** Ids parted by blanks. */
  readonly areas: string;
  readonly reason: string;
}

export const blankDossier: DossierForm = {
  ...{ name: '', nameEn: '', group: '', subgroup: '', taxCode: '', storyVi: '', storyEn: '' },
  ...{ materials: [{ name: '', batches: '' }], areas: '', reason: '' },
};

const ids = (text: string): string[] => text.split(' ').filter(Boolean);

/** What the form begins with when a product is rated anew: its dossier as it stands. */
export const formOf = (body: ProductBody): DossierForm => ({
  ...{ name: body.name, nameEn: body.nameEn ?? '', group: body.group, subgroup: body.subgroup, taxCode: body.taxCode },
  ...{ storyVi: body.story.vi, storyEn: body.story.en ?? '', reason: '', areas: (body.growingAreas ?? []).join(' ') },
  materials: body.materials.map(({ name, batches }) => ({ name, batches: batches.join(' ') })),
});

/** The dossier of a form; `rest`: what the form does not show stays as it was. */
export function dossierOf(form: DossierForm, rest: Partial<ProductBody> = {}): Dossier {
  const [nameEn, en] = [textInput(form.nameEn), textInput(form.storyEn)];
  const { images, gtins, certificates } = rest;
  return {
    ...{ name: textInput(form.name), ...(nameEn === '' ? {} : { nameEn }), group: form.group as OcopGroup },
    ...{ subgroup: textInput(form.subgroup), taxCode: form.taxCode.replaceAll(/[\s-]/g, '') },
    story: { vi: textInput(form.storyVi), ...(en === '' ? {} : { en }) },
    materials: form.materials.map(({ name, batches }) => ({ name: textInput(name), batches: ids(batches) })),
    ...(form.areas === '' ? {} : { growingAreas: ids(form.areas) }),
    ...(images === undefined ? {} : { images }),
    ...(gtins === undefined ? {} : { gtins }),
    ...(certificates === undefined ? {} : { certificates }),
  };
}
