import type { RecordState } from '../../../record-state.ts';
import type { GrowingAreaBody } from '../growing-area.ts';
import type { PackingHouseBody } from '../packing-house.ts';
import { marketStandingOn } from '../site-rules.ts';
import { areaOf, eventsOf, harvestsOf, packedOf, type BatchDossier } from './dossier.ts';
import { owed, requirement, type Missing, type Requirement } from './requirement.ts';

const approved = (
  site: RecordState<GrowingAreaBody> | RecordState<PackingHouseBody> | undefined,
  today: string,
): boolean => site?.status === 'active' && marketStandingOn(site, 'CHN', today)?.status === 'approved';

const ofHarvests = (
  dossier: BatchDossier,
  present: (area: RecordState<GrowingAreaBody> | undefined) => boolean,
): readonly Missing[] =>
  owed(
    harvestsOf(dossier),
    (harvest) => present(areaOf(dossier, harvest)),
    (harvest) => areaOf(dossier, harvest)?.owner ?? harvest.body.producer,
  );

const ofPackings = (
  dossier: BatchDossier,
  present: (house: RecordState<PackingHouseBody> | undefined) => boolean,
): readonly Missing[] => {
  const packed = packedOf(dossier);
  if (packed.length === 0) return [{ of: dossier.batch.id, owedBy: dossier.batch.owner }];
  return owed(
    packed,
    ({ body }) => present(dossier.houses.get(body.packingHouse ?? '')),
    ({ body }) => body.producer,
  );
};

/** What China's customs (GACC) ask of fresh fruit: registered growing area and packing house, plant protection records, a sealed container. */
export const gacc: readonly Requirement[] = [
  requirement('puc', 'Mã số vùng trồng được GACC chấp thuận', 'Growing area approved by GACC', (dossier) =>
    ofHarvests(dossier, (area) => approved(area, dossier.today)),
  ),
  requirement('phc', 'Mã số cơ sở đóng gói được GACC chấp thuận', 'Packing house approved by GACC', (dossier) =>
    ofPackings(dossier, (house) => approved(house, dossier.today)),
  ),
  requirement('market', 'Lô được đóng gói cho thị trường CHN', 'Packed for the market CHN', (dossier) =>
    dossier.batch.body.market === 'CHN' ? [] : [{ of: dossier.batch.id, owedBy: dossier.batch.body.producer }],
  ),
  requirement(
    'diary',
    'Nhật ký bảo vệ thực vật của vùng trồng',
    'Plant protection diary of the growing area',
    (dossier) =>
      ofHarvests(dossier, (area) =>
        dossier.diary.some(({ body }) => body.growingArea === area?.id && body.activity.kind === 'pesticide'),
      ),
  ),
  requirement('inspection', 'Ngày kiểm tra vùng trồng gần nhất', 'Latest inspection of the growing area', (dossier) =>
    ofHarvests(
      dossier,
      (area) =>
        area?.body.markets?.some(({ market, inspectedOn }) => market === 'CHN' && inspectedOn !== undefined) ?? false,
    ),
  ),
  requirement('cadmium', 'Kết quả cadimi theo GB 2762', 'Cadmium result under GB 2762', (dossier) =>
    ofHarvests(
      dossier,
      (area) =>
        area?.body.certificates?.some((id) => {
          const certificate = dossier.certificates.get(id);
          const holds = certificate?.status === 'active' && certificate.body.until >= dossier.today;
          return holds && certificate.body.standard.startsWith('GB 2762');
        }) ?? false,
    ),
  ),
  requirement('container', 'Container đã niêm phong', 'Sealed container', (dossier) =>
    eventsOf(dossier, 'seal').length > 0 ? [] : [{ of: dossier.batch.id, owedBy: dossier.batch.owner }],
  ),
];
