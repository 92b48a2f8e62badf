import type { BodyOf } from '../api/asked.ts';

/** What the form for a new sharing system holds, as it is typed. */
export interface TypedPartner {
  readonly name: string;
  readonly legalBasis: string;
  readonly scopes: string;
  readonly hosts: string;
  readonly perMinute: string;
  readonly perDay: string;
  readonly unit: string;
  readonly sandbox: string;
}
export const emptyPartner: TypedPartner = {
  ...{ name: '', legalBasis: '', scopes: '', hosts: '', perMinute: '60', perDay: '10000', unit: '', sandbox: '' },
};

const words = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== '');
const text = (typed: string): string => typed.normalize('NFC').trim();

type NewPartner = BodyOf<'/api/exchange/partners'>;

/** The body of `POST /api/exchange/partners`. */
export const newPartner = (typed: TypedPartner): NewPartner => ({
  ...{
    name: text(typed.name),
    legalBasis: text(typed.legalBasis),
    scopes: words(typed.scopes) as NewPartner['scopes'],
  },
  hosts: words(typed.hosts.toLowerCase()),
  ...{ perMinute: Number(typed.perMinute), perDay: Number(typed.perDay), sandbox: typed.sandbox !== '' },
  ...(text(typed.unit) === '' ? {} : { unit: text(typed.unit).toUpperCase() }),
});
