import { checkRange, DomainError, type SerialRange } from '@daunguon/records';

/** Serials as another registry writes them, read into what they say. */
export interface ForeignSerials extends SerialRange {
  readonly registry: 'verra' | 'acr' | 'car';
  /** Everything that makes the numbers those of one series: two ranges of one series may not overlap. */
  readonly series: string;
  readonly vintage: number;
  /** Both ends counted. */
  readonly units: string;
}

/** Registries pad serials with zeros; the number is what counts. */
const serial = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

interface Form {
  readonly registry: ForeignSerials['registry'];
  readonly form: RegExp;
  read(groups: Readonly<Record<string, string>>): { series: string; vintage: string };
}

/**
 * One form a registry, none of them guessed: Verra `0001-000001-000100-VCS-VCU-003-VER-US-0003-01012020-31122020-1`, ACR
 * `ACR-US-192-2010-203-1-5000`, CAR `CAR-1-US-293-1-120-CA-2006-102-1 to 29251`.
 */
const forms: readonly Form[] = [
  {
    registry: 'verra',
    form: /^(?<batch>\d{1,8})-(?<start>\d{1,15})-(?<end>\d{1,15})-(?<series>VCS-VCU-\d{1,5}-[A-Z]{2,5}-[A-Z]{2}-\d{1,6}-\d{4}(?<from>\d{4})-\d{4}(?<year>\d{4})-\d{1,2})$/,
    read: ({ batch = '', series = '', year = '' }) => ({ series: `${batch}-${series}`, vintage: year }),
  },
  {
    registry: 'acr',
    form: /^(?<series>ACR-[A-Z]{2}-\d{1,6}-(?<year>\d{4})-\d{1,8})-(?<start>\d{1,15})-(?<end>\d{1,15})$/,
    read: ({ series = '', year = '' }) => ({ series, vintage: year }),
  },
  {
    registry: 'car',
    form: /^(?<series>CAR-\d{1,4}-[A-Z]{2}-\d{1,6}-\d{1,6}-\d{1,6}-[A-Z]{2}-(?<year>\d{4})-\d{1,8})-(?<start>\d{1,15}) to (?<end>\d{1,15})$/,
    read: ({ series = '', year = '' }) => ({ series, vintage: year }),
  },
];

/**
 * Reads serials of Verra, ACR or CAR. `count` is what stands beside them, if anything does: CAR's own pages print 1 to 29251 as 29250.
 * @throws DomainError carbon/serial-unknown-form, -range-reversed, -malformed or -miscounted
 */
export const parseForeignSerials = (text: string, count?: string): ForeignSerials => {
  for (const { registry, form, read } of forms) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const { series, vintage } = read(groups);
    const range = checkRange(serial(groups['start'] ?? ''), serial(groups['end'] ?? ''), count);
    const units = String(BigInt(range.end) - BigInt(range.start) + 1n);
    return { registry, series, vintage: Number(vintage), ...range, units };
  }
  throw new DomainError('carbon/serial-unknown-form', text.slice(0, 100));
};
