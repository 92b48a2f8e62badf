import { newId } from '@daunguon/proof';
import type { BlockBody, MonitoringBody, ProjectBody, RecordState } from '@daunguon/records';
import type { FieldSpec } from '../../form/form-fields.ts';
import type { ChoiceSource } from './choices.ts';

export type Values = Readonly<Record<string, string>>;
export interface Ids {
  readonly requestId: string;
  readonly id: string;
}
export type CarbonViewer = { readonly role: string; readonly unit: string };

/** A fresh record id: 128 random bits. */
export const freshId = (): string => newId(crypto.getRandomValues(new Uint8Array(16)));

/** A field by its name; what it is called stands in the words as `carbon.field.<name>`. */
export interface ActField extends Pick<FieldSpec, 'kind' | 'optional' | 'pointer' | 'maxlength'> {
  readonly name: string;
  readonly choices?: readonly string[];
  /** Choices that are read and searched by name. */
  readonly source?: ChoiceSource;
  readonly initial?: string | ((record: RecordState) => string);
}

/** One step somebody takes: what is asked for, when it is offered, and the command that it becomes. */
export interface CarbonAct {
  /** Its words: `carbon.act.<name>`. */
  readonly name: string;
  readonly transaction: string;
  readonly path: string;
  readonly fields: readonly ActField[];
  /** A file of which the digest (`digest`) or the polygon (`geojson`) is sent. */
  readonly file?: 'digest' | 'geojson';
  /** The ledger takes it with a person's own key only. */
  readonly ownKey?: boolean;
  /** A kindness only: the ledger decides who may. */
  offered(record: RecordState, viewer: CarbonViewer): boolean;
  command(values: Values, ids: Ids, record: RecordState, file: string): object;
}

export const clean = (text: string | undefined): string => (text ?? '').normalize('NFC').trim();
export const given = (values: Values, ...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, clean(values[name])]).filter(([, value]) => value !== ''));
export const field = (name: string, more: Partial<ActField> = {}): ActField => ({ name, ...more });
/** A field whose value is found among those of a source. */
export const find = (name: string, source: ChoiceSource, more: Partial<ActField> = {}): ActField =>
  field(name, { kind: 'find', source, ...more });
export const day = (name: string): ActField => field(name, { kind: 'date' });
export const reason = field('reason');
export const paper: readonly ActField[] = ['number', 'date', 'authority'].map((name) =>
  field(name, { pointer: `/decision/${name}`, ...(name === 'date' ? { kind: 'date' } : {}) }),
);
export const decisionIn = (values: Values) => given(values, 'number', 'date', 'authority');

export const mine = ({ owner }: RecordState, { role, unit }: CarbonViewer): boolean =>
  role === 'project-owner' && owner === unit;
export const blockIs =
  (...states: readonly BlockBody['state'][]) =>
  (record: RecordState): boolean =>
    states.includes((record.body as BlockBody).state);
export const periodIs = (record: RecordState, ...stages: MonitoringBody['stage'][]): boolean =>
  stages.includes((record.body as MonitoringBody).stage);
export const projectIs = (record: RecordState, stage: ProjectBody['stage']): boolean =>
  (record.body as ProjectBody).stage === stage;
export const mineActive = (record: RecordState, viewer: CarbonViewer): boolean =>
  mine(record, viewer) && blockIs('active')(record);

/** Reason only. */
export const because = (
  name: string,
  transaction: string,
  path: string,
  offered: CarbonAct['offered'],
  more: Partial<CarbonAct> = {},
): CarbonAct => ({
  ...{ name, transaction: `Carbon:${transaction}`, path: `/api/carbon/${path}`, fields: [reason], offered },
  command: (values, _ids, record) => ({ id: record.id, ...given(values, 'reason') }),
  ...more,
});
export const owns = { ownKey: true } as const;
