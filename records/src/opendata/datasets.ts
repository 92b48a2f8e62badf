import type { OpenDataset } from './dataset.ts';
import { accreditations } from './datasets/accreditations.ts';
import { carbonProjects } from './datasets/carbon-projects.ts';
import { carbonUnits } from './datasets/carbon-units.ts';
import { growingAreas } from './datasets/growing-areas.ts';
import { harvest } from './datasets/harvest.ts';
import { ocopProducts } from './datasets/ocop-products.ts';
import { recalls } from './datasets/recalls.ts';
import { units } from './datasets/units.ts';

/** The datasets that are published, in the order of the page. */
export const openDatasets: readonly OpenDataset[] = [
  harvest,
  growingAreas,
  ocopProducts,
  recalls,
  carbonProjects,
  carbonUnits,
  units,
  accreditations,
];

export const openDataset = (id: string): OpenDataset | undefined => openDatasets.find((one) => one.id === id);
