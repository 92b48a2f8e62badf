import { vietnamDate, type OpenDataset } from '@daunguon/records';
import type { Addresses } from './addresses.ts';
import { formats, licenceUrl, mediaTypes, type Format } from './files.ts';
import { blank, both, iri, typed, type Node, type Value } from './graph.ts';
import type { Snapshot } from './snapshot-store.ts';
import { pageWords } from './words.ts';

const authority = 'http://publications.europa.eu/resource/authority';
const mediaBase = 'https://www.iana.org/assignments/media-types';
const sha256Algorithm = 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256';
const vietnam = 'http://publications.europa.eu/resource/authority/country/VNM';
const languages = ['VIE', 'ENG'].map((code) => iri(`${authority}/language/${code}`));

/** A dataset and its newest version. */
export interface Published {
  readonly spec: OpenDataset;
  readonly snapshot: Snapshot;
  /** First and last day that it speaks of (YYYY-MM-DD). */
  readonly period: { readonly from: string; readonly until: string };
}
export interface CatalogueInput {
  readonly addresses: Addresses;
  readonly publicUrl: string;
  readonly publisher: readonly [vi: string, en: string];
  readonly published: readonly Published[];
}

const instant = (value: string): Value => typed(value, 'xsd:dateTime');
const day = (value: string): Value => typed(value, 'xsd:date');
const place = blank('dct:Location', [
  'skos:prefLabel',
  both(['Đồng Nai, Việt Nam (mã 75)', 'Đồng Nai, Việt Nam (code 75)']),
]);
const themeNames: Readonly<Record<OpenDataset['theme'], readonly [string, string]>> = {
  AGRI: ['Nông nghiệp, thủy sản, lâm nghiệp và lương thực', 'Agriculture, fisheries, forestry and food'],
  ECON: ['Kinh tế và tài chính', 'Economy and finance'],
  ENVI: ['Môi trường', 'Environment'],
  GOVE: ['Chính quyền và khu vực công', 'Government and public sector'],
};
/** What the catalogue refers to in vocabularies of others, each with the class that DCAT-AP asks of it, so that it validates by itself. */
const referred = (themes: readonly OpenDataset['theme'][]): readonly Node[] => {
  const of = (type: Node['type'], ...iris: readonly string[]): readonly Node[] =>
    iris.map((one) => ({ iri: one, type, properties: [] }));
  return [
    ...of('dct:LinguisticSystem', ...['VIE', 'ENG'].map((code) => `${authority}/language/${code}`)),
    ...of('dct:Location', vietnam),
    {
      ...{ iri: `${authority}/data-theme`, type: 'skos:ConceptScheme' },
      properties: [['dct:title', both(['Chủ đề dữ liệu của EU', 'Data themes of the EU'])]],
    },
    ...themes.map((theme): Node => ({
      ...{ iri: `${authority}/data-theme/${theme}`, type: 'skos:Concept' },
      properties: [['skos:prefLabel', both(themeNames[theme])]],
    })),
    ...of('dct:Frequency', `${authority}/frequency/DAILY`),
    ...of('dct:RightsStatement', `${authority}/access-right/PUBLIC`),
    ...of('dct:MediaTypeOrExtent', ...formats.map((format) => `${authority}/file-type/${format.toUpperCase()}`)),
    ...of('dct:MediaType', ...formats.map((format) => `${mediaBase}/${mediaTypes[format]}`)),
    ...of('spdx:ChecksumAlgorithm', sha256Algorithm),
  ];
};
const datasetIri = ({ addresses }: CatalogueInput, { id }: OpenDataset): string => `${addresses.dataset(id)}#dataset`;
const page = (url: string): Node => ({ iri: url, type: 'foaf:Document', properties: [] });
const agentIri = ({ addresses }: CatalogueInput): string => `${addresses.catalogue}#publisher`;
const serviceIri = ({ publicUrl }: CatalogueInput): string => `${publicUrl}/api/3/action`;
const distributionIri = ({ addresses }: CatalogueInput, { snapshot }: Published, format: Format): string =>
  `${addresses.dataset(snapshot.dataset)}#${format}-${snapshot.version}`;

const distribution = (input: CatalogueInput, one: Published, format: Format): Node => {
  const { spec, snapshot } = one;
  const { sha256, bytes } = snapshot.files[format];
  return {
    iri: distributionIri(input, one, format),
    type: 'dcat:Distribution',
    properties: [
      ['dct:title', both([`${spec.title[0]} (${format.toUpperCase()})`, `${spec.title[1]} (${format.toUpperCase()})`])],
      ['dcat:accessURL', [iri(input.addresses.dataset(spec.id))]],
      ['dcat:downloadURL', [iri(input.addresses.file(snapshot, format))]],
      ['dcat:mediaType', [iri(`${mediaBase}/${mediaTypes[format]}`)]],
      ['dct:format', [iri(`${authority}/file-type/${format.toUpperCase()}`)]],
      ['dcat:byteSize', [typed(String(bytes), 'xsd:nonNegativeInteger')]],
      ['dct:license', [iri(licenceUrl)]],
      ['dct:issued', [instant(snapshot.issued)]],
      ['dct:modified', [instant(snapshot.issued)]],
      ['dct:language', languages],
      [
        'spdx:checksum',
        [
          blank(
            'spdx:Checksum',
            ['spdx:algorithm', [iri(sha256Algorithm)]],
            ['spdx:checksumValue', [typed(sha256, 'xsd:hexBinary')]],
          ),
        ],
      ],
    ],
  };
};

const dataset = (input: CatalogueInput, one: Published): Node => {
  const { spec, snapshot, period } = one;
  const landing = input.addresses.dataset(spec.id);
  return {
    iri: datasetIri(input, spec),
    type: 'dcat:Dataset',
    properties: [
      ['dct:title', both(spec.title)],
      ['dct:description', both(spec.description)],
      ['dct:identifier', [{ text: landing }]],
      ['dcat:keyword', spec.keywords.flatMap(both)],
      ['dcat:theme', [iri(`${authority}/data-theme/${spec.theme}`)]],
      ['dct:publisher', [iri(agentIri(input))]],
      ['dct:issued', [instant(snapshot.issued)]],
      ['dct:modified', [instant(snapshot.issued)]],
      ['dct:accrualPeriodicity', [iri(`${authority}/frequency/DAILY`)]],
      ['dct:language', languages],
      ['dct:spatial', [place, iri(vietnam)]],
      [
        'dct:temporal',
        [blank('dct:PeriodOfTime', ['dcat:startDate', [day(period.from)]], ['dcat:endDate', [day(period.until)]])],
      ],
      ['dct:provenance', [blank('dct:ProvenanceStatement', ['rdfs:label', both(spec.method)])]],
      ['dct:accessRights', [iri(`${authority}/access-right/PUBLIC`)]],
      ['dcat:version', [{ text: String(snapshot.version) }]],
      ['dcat:landingPage', [iri(landing)]],
      ['dcat:distribution', formats.map((format) => iri(distributionIri(input, one, format)))],
    ],
  };
};

/** The catalogue by DCAT-AP 3.0.1. */
export function catalogueOf(input: CatalogueInput): readonly Node[] {
  const { addresses, publicUrl, published, publisher } = input;
  const issued = published.map(({ snapshot }) => snapshot.issued).sort();
  const [oldest, newest] = [issued[0], issued.at(-1)];
  return [
    {
      iri: `${addresses.catalogue}/catalog`,
      type: 'dcat:Catalog',
      properties: [
        ['dct:title', both(pageWords.title)],
        ['dct:description', both(pageWords.lead)],
        ['dct:publisher', [iri(agentIri(input))]],
        ['dct:license', [iri(licenceUrl)]],
        ['dct:language', languages],
        ['dct:spatial', [iri(vietnam)]],
        ['foaf:homepage', [iri(addresses.catalogue)]],
        ['dcat:themeTaxonomy', [iri(`${authority}/data-theme`)]],
        ['dct:issued', oldest === undefined ? [] : [instant(oldest)]],
        ['dct:modified', newest === undefined ? [] : [instant(newest)]],
        ['dcat:dataset', published.map(({ spec }) => iri(datasetIri(input, spec)))],
        ['dcat:service', [iri(serviceIri(input))]],
      ],
    },
    { iri: agentIri(input), type: 'foaf:Agent', properties: [['foaf:name', both(publisher)]] },
    {
      iri: serviceIri(input),
      type: 'dcat:DataService',
      properties: [
        ['dct:title', both(pageWords.service)],
        ['dcat:endpointURL', [iri(serviceIri(input))]],
        ['dcat:endpointDescription', [iri(`${publicUrl}/openapi.json`)]],
        ['dcat:servesDataset', published.map(({ spec }) => iri(datasetIri(input, spec)))],
        ['dct:license', [iri(licenceUrl)]],
        ['dct:publisher', [iri(agentIri(input))]],
      ],
    },
    page(addresses.catalogue),
    ...referred([...new Set(published.map(({ spec }) => spec.theme))]),
    ...published.flatMap((one) => [
      page(addresses.dataset(one.spec.id)),
      dataset(input, one),
      ...formats.map((format) => distribution(input, one, format)),
    ]),
    {
      iri: licenceUrl,
      type: 'dct:LicenseDocument',
      properties: [['dct:title', both(['Ghi công 4.0 Quốc tế', 'Attribution 4.0 International'])]],
    },
  ];
}

const firstDay = (value: string): string => `${value}-01-01`.slice(0, 10);
const lastDay = (value: string): string =>
  new Date(Date.UTC(Number(value.slice(0, 4)), value.length > 4 ? Number(value.slice(5, 7)) : 12, 0))
    .toISOString()
    .slice(0, 10);

/** The period of a version: of its months or years where it has such a column, else the day that it speaks of. */
export function periodOf(spec: OpenDataset, rows: readonly Readonly<Record<string, unknown>>[], asOf: string) {
  const column = spec.columns.find(({ name }) => name === 'month' || name === 'year')?.name;
  const values = column === undefined ? [] : rows.map((row) => String(row[column])).sort();
  const [first, last] = [values[0], values.at(-1)];
  const today = vietnamDate(asOf);
  return first === undefined || last === undefined
    ? { from: today, until: today }
    : { from: firstDay(first), until: lastDay(last) };
}
