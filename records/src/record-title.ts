const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
/** Days are written as Vietnam and most of the world do: 31/12/2025. */
const dayOf = (value: unknown): string | undefined => text(value)?.split('-').reverse().join('/');

/**
 * What a record is called in lists and where another refers to it: its name, lot, code or number, or the decision it stands on, in no language of its own; its id where it
 * has none, as a record that the ledger knows by its commitment alone.
 */
export function recordTitle(record: { readonly id: string; readonly body?: unknown }): string {
  const body = (record.body ?? {}) as Readonly<Record<string, unknown>>;
  const product = body['product'] as { name?: unknown } | string | undefined;
  const identity = body['identity'] as { number?: unknown } | undefined;
  const named = [
    body['name'],
    identity?.number,
    body['lot'],
    body['puc'],
    body['title'],
    typeof product === 'object' ? product.name : undefined,
    body['reason'],
    body['mspId'],
    body['number'],
    serialsOf(body),
    periodOf(body),
    inventoryOf(body),
    unitsOf(body),
    ratingOf(body),
    body['decision'],
  ];
  return named.map(text).find((one) => one !== undefined) ?? record.id;
}

/** Units of carbon by project, vintage and serials: `DN-NLKH-01/2025 301–900`. */
const serialsOf = ({ projectCode, vintage, start, end }: Readonly<Record<string, unknown>>): string | undefined =>
  text(projectCode) && text(start) && text(end) && `${projectCode}/${vintage} ${start}–${end}`;

/** What an OCOP product was given: its certificate and stars. */
const ratingOf = ({ certificate, stars }: Readonly<Record<string, unknown>>): string | undefined =>
  text(certificate) && `${text(certificate)} · ${stars}★`;

/** A period that is looked at, such as one of carbon monitoring: `01/01/2025 – 31/12/2025`. */
const periodOf = ({ from, until }: Readonly<Record<string, unknown>>): string | undefined =>
  dayOf(from) && dayOf(until) && `${dayOf(from)} – ${dayOf(until)}`;

/** An inventory of greenhouse gases: its facility and year. */
const inventoryOf = ({ facility, year }: Readonly<Record<string, unknown>>): string | undefined =>
  text(facility) && `${text(facility)} ${year}`;

/** So many units of a vintage that may be had: `200 tCO2e 2025`. */
const unitsOf = ({ block, quantity, vintage }: Readonly<Record<string, unknown>>): string | undefined =>
  text(block) && text(quantity) && `${text(quantity)} tCO2e ${vintage}`;
