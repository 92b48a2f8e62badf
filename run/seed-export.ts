import type { SeedIds } from './seed-ids.ts';
import type { MakeStep } from './seed-ocop.ts';
import type { SeedStep } from './seed-steps.ts';

/** The packed lot that has labels with serials and travels by container; the pallet by its SSCC. */
export const exportLot = 'HOP-0002';
const demonstrationSscc = '893850000000000012';

const carrier = 'Vận tải lạnh Trảng Bom (mẫu)';

/** Who keeps the gate of a port: another organisation than whoever owns the goods. */
export function portSteps(
  ids: SeedIds,
  step: MakeStep,
  commune: string,
  period: { readonly from: string; readonly until: string },
): SeedStep[] {
  return [
    step('unit-port', 'registrar-trade', '/api/registry/units', {
      ...{ id: ids.of('unit-port'), name: 'Cảng container (mẫu)', kind: 'port', commune },
    }),
    step('accreditation unit-port', 'registrar-trade', '/api/registry/accreditations', {
      ...{ id: ids.of('accreditation-unit-port'), unit: ids.of('unit-port'), may: ['origin:gate'], ...period },
    }),
    step('unit-market-surveillance', 'registrar-trade', '/api/registry/units', {
      ...{ id: ids.of('unit-market-surveillance'), name: 'Đội quản lý thị trường (mẫu)' },
      ...{ kind: 'inspectorate', commune },
    }),
  ];
}

/** A harvest becomes a lot for export, on a pallet in a container through the port's gate; a part of it is on its way by parcel. */
export function exportSteps(ids: SeedIds, step: MakeStep, durian: Record<string, string>): SeedStep[] {
  const send = (title: string, path: string, body: Record<string, unknown>, login = 'packer'): SeedStep =>
    step(title, login, `/api/origin/${path}`, { id: ids.of(title), ...body });
  const open = (name: string, identity: object, more: object = {}): SeedStep =>
    step(`open ${name}`, 'packer', '/api/origin/shipment-units', { id: ids.of(name), identity, carrier, ...more });
  const pack = (name: string, load: object, seal: string): SeedStep[] => [
    send(`load ${name}`, 'shipment-units/load', { shipmentUnit: ids.of(name), ...load }),
    send(`seal ${name}`, 'shipment-units/seal', { shipmentUnit: ids.of(name), seal }),
  ];
  const gate = (direction: 'in' | 'out'): SeedStep =>
    send(
      `gate ${direction}`,
      'shipment-units/gate',
      { shipmentUnit: ids.of('container-0'), direction, port: { locode: 'VNCMT', terminal: 'Cổng 1 (mẫu)' } },
      'port',
    );
  return [
    send('ship export', 'ship', { batch: ids.of('batch-6'), to: ids.of('unit-packing'), carrier }, 'farmer'),
    send('receive export', 'receive', { batch: ids.of('batch-6') }),
    send('pack export', 'pack', {
      ...{ inputs: [{ batch: ids.of('batch-6'), weightKg: '450' }], packingHouse: ids.of('packing-house') },
      ...{ market: 'CHN', output: { id: ids.of('packed-1'), lot: exportLot, weightKg: '445', product: durian } },
    }),
    send('split parcel', 'split', {
      ...{ batch: ids.of('packed-1'), parts: [{ id: ids.of('parcel-lot'), lot: 'HOP-0002-BK', weightKg: '5' }] },
    }),
    open('pallet-0', { kind: 'pallet', number: demonstrationSscc }),
    ...pack('pallet-0', { batches: [ids.of('packed-1')] }, 'PL-0001'),
    open('container-0', { kind: 'container', number: 'CSQU3054383' }, { billOfLading: 'DNPORT-0001' }),
    ...pack('container-0', { units: [ids.of('pallet-0')] }, 'VN-0001'),
    gate('in'),
    gate('out'),
    open('parcel-0', { kind: 'parcel', number: 'DNP-2026-0001' }),
    ...pack('parcel-0', { batches: [ids.of('parcel-lot')] }, 'BK-0001'),
    send('ship parcel', 'ship', { batch: ids.of('parcel-lot'), to: ids.of('unit-carrier'), carrier }),
  ];
}
