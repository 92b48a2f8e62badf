import {
  communes,
  DomainError,
  parseCommand,
  submitProjectSchema,
  type SubmitMonitoring,
  type SubmitProject,
} from '@daunguon/records';
import { coverage, registryCode, unitTypes } from './cad-trust.ts';
import { readCadUnits, type CadFinding, type ReadUnit } from './cad-units.ts';

/** A project as `Carbon:SubmitProject` takes it, as far as the file tells; `missing` is what a person has to add. */
export interface ProjectDraft {
  readonly project: Partial<Omit<SubmitProject, 'requestId' | 'id'>>;
  readonly missing: readonly string[];
  /** Its periods as `Carbon:SubmitMonitoring` takes them, one a vintage; report, verifier and our project's id are added by the owner. */
  readonly periods: readonly Pick<SubmitMonitoring, 'from' | 'until' | 'vintage' | 'tonnes' | 'origin'>[];
}
export interface CadImport {
  readonly projects: readonly ProjectDraft[];
  readonly units: number;
  /** Sum of the units that are right. */
  readonly quantity: string;
  /** Nothing is taken over from a file of which anything is wrong. */
  readonly findings: readonly CadFinding[];
}

type Fields = Readonly<Record<string, unknown>>;
const required = ['code', 'name', 'methodology', 'sector', 'kind', 'commune', 'creditingFrom', 'creditingUntil', 'bufferBps', 'coveredByNdc'] as const; // prettier-ignore
const codeForm = /^[A-Z0-9]{2,12}(-[A-Z0-9]{1,12}){0,3}$/;
const communeCodes = new Set(communes.map(({ code }) => code));
/** The name of ours that CAD Trust words in this way. */
const ours = <Name extends string>(words: Readonly<Record<Name, string>>, word: string): Name | undefined =>
  (Object.keys(words) as Name[]).find((name) => words[name] === word);
const objects = (value: unknown): Fields[] =>
  (Array.isArray(value) ? value : []).filter((one): one is Fields => typeof one === 'object' && one !== null);
const present = <Value extends object>(value: Value): Partial<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && one !== '')) as Partial<Value>;

const projectIn = (fields: Fields, units: readonly ReadUnit[]): Partial<Omit<SubmitProject, 'requestId' | 'id'>> => {
  const text = (name: string): string => String(fields[name] ?? '');
  const tags = new Map(text('projectTags').split(' ').map((tag) => tag.split('=') as [string, string])); // prettier-ignore
  const [estimation = {}] = objects(fields['estimations']);
  const [location = {}] = objects(fields['projectLocations']);
  const [code, commune, bps] = [text('projectId'), String(location['geographicIdentifier']), tags.get('bufferBps')];
  const kind = tags.get('kind') ?? '';
  return present({
    ...{ name: text('projectName'), methodology: text('methodology'), sector: text('sector') },
    ...{ code: codeForm.test(code) ? code : undefined, commune: communeCodes.has(commune) ? commune : undefined },
    kind: kind in unitTypes ? (kind as SubmitProject['kind']) : ours(unitTypes, units[0]?.type ?? ''),
    creditingFrom: estimation['creditingPeriodStart'] as string | undefined,
    creditingUntil: estimation['creditingPeriodEnd'] as string | undefined,
    bufferBps: bps === undefined ? undefined : Number(bps),
    coveredByNdc: ours(coverage, text('coveredByNDC')),
    description: text('description'),
    origin: {
      registry: text('registryOfOrigin') || text('currentRegistry') || registryCode,
      projectId: text('originProjectId') || code,
    },
  });
};

const periodsIn = (fields: Fields, units: readonly ReadUnit[], registry: string): ProjectDraft['periods'] =>
  objects(fields['issuances']).flatMap((issuance) => {
    const id = String(issuance['id'] ?? '');
    const own = Map.groupBy(units.filter((unit) => unit.issuance === id), ({ vintage }) => vintage); // prettier-ignore
    return [...own].map(([vintage, parts]) => ({
      ...{ from: String(issuance['startDate'] ?? ''), until: String(issuance['endDate'] ?? ''), vintage },
      tonnes: String(parts.reduce((sum, part) => sum + part.units, 0n)),
      origin: { registry, id: own.size === 1 ? id : `${id}/${vintage}` },
    }));
  });

/**
 * A file of CAD Trust, `{ projects, units }` or a list of units: what is wrong with it and, of what is right, the commands that take it over. Units of
 * other registries are not issued here again: a period comes in with its origin, and brings units once, after verification.
 */
export const readCadTrust = (value: unknown): CadImport => {
  const file = (Array.isArray(value) ? { units: value } : value) as Fields | null;
  if (typeof file !== 'object' || file === null || !(Array.isArray(file['units']) || Array.isArray(file['projects']))) {
    const findings = [{ pointer: '', code: 'wrong-type', detail: '{ projects: [], units: [] }' }];
    return { projects: [], units: 0, quantity: '0', findings };
  }
  const [units, at] = [(file['units'] ?? []) as readonly unknown[], Array.isArray(value) ? '' : '/units'];
  const { read, findings: wrong } = readCadUnits(units, at);
  const findings: CadFinding[] = [...wrong];
  const projects = objects(file['projects']).map((fields, index): ProjectDraft => {
    const own = read.filter(({ project }) => project === String(fields['warehouseProjectId'] ?? ''));
    const project = projectIn(fields, own);
    try {
      parseCommand(submitProjectSchema.partial(), project);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // A date that is none is wrong in two ways; one is enough.
      for (const [field, detail] of new Map(error.errors.map(({ pointer, detail }) => [pointer.slice(1), detail]))) {
        findings.push({ pointer: `/projects/${index}`, code: detail, detail: field });
      }
    }
    const missing = required.filter((name) => project[name] === undefined);
    return { project, missing, periods: periodsIn(fields, own, project.origin?.registry ?? registryCode) };
  });
  const quantity = String(read.reduce((sum, one) => sum + one.units, 0n));
  return { projects, units: units.length, quantity, findings };
};
