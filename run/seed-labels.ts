import { join } from 'node:path';
import { openSerialStore } from '../gateway-api/src/labels/serial-store.ts';
import { exportLot } from './seed-export.ts';
import type { SeedIds } from './seed-ids.ts';
import type { SeedStep } from './seed-steps.ts';

/** Of the range that GS1 keeps for examples (prefix 952), so that it is nobody's. */
export const demonstrationGtin = '09521234543213';

const labelCount = 24;
/** Never drawn for anything: what a printer of copies made up. */
const inventedSerial = 'G1A0MA0CHEP00001X';

/** Labels with serials of the export lot; an event of its cold store; and two readers who saw a made-up serial on that lot. */
export function labelSteps(ids: SeedIds, gtin: string, today: Date): SeedStep[] {
  const issue = { id: ids.of('label-issue-0'), batch: ids.of('packed-1'), count: labelCount };
  const plain = (title: string, login: string, path: string, body: Record<string, unknown>): SeedStep => ({
    ...{ title, login, path, body },
  });
  const report = (number: number, commune: string): SeedStep[] => [
    plain(`device ${number}`, 'farmer', '/api/origin/scan-tokens', {}),
    {
      ...plain(`fake report ${number}`, 'farmer', '/api/origin/fake-reports', {
        ...{ id: ids.of(`fake-report-${number}`), gtin, lot: exportLot, serial: inventedSerial, commune },
        ...{ reason: 'label-copied', note: 'Dữ liệu mẫu: hai hộp khác nhau in cùng một số sê-ri' },
      }),
      take: { from: `device ${number}`, field: 'token' },
    },
  ];
  return [
    plain('draw serials', 'packer', '/api/origin/label-serials', issue),
    {
      ...plain('issue labels', 'packer', '/api/origin/label-issues', {
        ...{ requestId: ids.of('request issue labels'), ...issue },
      }),
      take: { from: 'draw serials', field: 'root' },
    },
    plain('EPCIS event', 'packer', '/epcis/events', {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      ...{ type: 'ObjectEvent', eventTime: today.toISOString(), eventTimeZoneOffset: '+07:00', action: 'OBSERVE' },
      ...{ bizStep: 'loading', disposition: 'in_progress' },
      quantityList: [{ epcClass: `https://id.gs1.org/01/${gtin}/10/${exportLot}`, quantity: 445, uom: 'KGM' }],
      sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 13.5, uom: 'CEL' }] }],
      destinationList: [{ type: 'possessing_party', destination: `urn:daunguon:unit:${ids.of('unit-carrier')}` }],
    }),
    ...report(1, '26080'),
    ...report(2, '26425'),
  ];
}

/** A link as one of those labels has it, for whoever wants to scan one; undefined before they are drawn. */
export function serialLink(data: string, ids: SeedIds, verifierUrl: string, gtin: string): string | undefined {
  const store = openSerialStore(join(data, 'labels.db'));
  const [serial] = store.serials(ids.of('label-issue-0'), 0, 1);
  store.close();
  return serial === undefined ? undefined : `${verifierUrl}/01/${gtin}/10/${exportLot}/21/${serial}`;
}
