import type { ItemBody, ItemDescription, TakenDownItemBody } from '@daunguon/records';
import type { HeritageEvent } from '@daunguon/records/heritage-words';
import { textInput } from '../../format/field-input.ts';
import { bothIn, linesIn } from './typed-words.ts';

export interface EventForm {
  readonly type: string;
  readonly when: string;
}

const blank = {
  ...{ kind: '', workType: '', name: '', nameEn: '', summary: '', summaryEn: '', story: '', storyEn: '' },
  ...{ commune: '', commune2: '', commune3: '', site: '', point: '', level: '', decision: '', decisionOn: '' },
  ...{ statement: '', holder: '', consent: '', consentOn: '', sources: '', reason: '', replaces: '' },
  /** A list of `EventForm` as JSON: what a form keeps are texts. */
  events: '[]',
};
export type ItemValues = Readonly<Record<keyof typeof blank, string>>;
export const blankItem: ItemValues = blank;

export const eventsIn = ({ events }: Pick<ItemValues, 'events'>): readonly EventForm[] =>
  JSON.parse(events) as readonly EventForm[];

/** "10.9648, 106.8015" as maps write it; decimal commas are not told from the one between the two. What is no pair is sent as it is. */
const pointIn = (typed: string): readonly [number, number] | string => {
  const [, latitude, longitude] = /^\s*(\d{1,2}\.\d+)\s*[,; ]\s*(\d{1,3}\.\d+)\s*$/.exec(typed) ?? [];
  if (latitude === undefined || longitude === undefined) return typed;
  return [Math.round(Number(longitude) * 1e7), Math.round(Number(latitude) * 1e7)];
};

/** What the ledger takes of a form; `known`: what the form does not show stays as it was. */
/** An item whose words are told; not of one that was taken down. */
export const itemIn = (body: ItemBody | TakenDownItemBody): ItemBody | undefined => ('name' in body ? body : undefined);

export function itemOf(values: ItemValues, known?: ItemBody): ItemDescription {
  const storyEn = linesIn(values.storyEn);
  const old = known?.events ?? [];
  const events = eventsIn(values)
    .filter(({ type, when }) => type !== '' || when.trim() !== '')
    .map(({ type, when }) => {
      // Found by what it says, since others may have been taken out before it.
      const same = old.find((one) => one.type === type && one.when.vi === textInput(when));
      return same ?? { type: type as HeritageEvent, when: { vi: textInput(when) } };
    });
  const [nameEn, site, holder] = [textInput(values.nameEn), textInput(values.site), textInput(values.holder)];
  const decision = textInput(values.decision);
  const recognition = {
    ...{ level: values.level, decision, ...(values.decisionOn === '' ? {} : { on: values.decisionOn }) },
  };
  const recognitions = [...(values.level === '' ? [] : [recognition]), ...(known?.recognitions ?? []).slice(1)];
  const sources = linesIn(values.sources);
  const minutes = known?.consent.minutes;
  return {
    ...{ kind: values.kind, workType: textInput(values.workType), name: textInput(values.name) },
    ...(nameEn === '' ? {} : { nameEn }),
    summary: bothIn(values.summary, values.summaryEn),
    story: { vi: linesIn(values.story), ...(storyEn.length === 0 ? {} : { en: storyEn }) },
    communes: [values.commune, values.commune2, values.commune3, ...(known?.communes ?? []).slice(3)].filter(
      (code) => code !== '',
    ),
    ...(site === '' ? {} : { site }),
    ...(values.point.trim() === '' ? {} : { pointE7: pointIn(values.point) }),
    ...(events.length === 0 ? {} : { events }),
    ...(recognitions.length === 0 ? {} : { recognitions }),
    ...(sources.length === 0 ? {} : { sources }),
    rights: { statement: values.statement, ...(holder === '' ? {} : { holder }) },
    consent: {
      level: values.consent,
      ...(values.consentOn === '' ? {} : { on: values.consentOn }),
      ...(minutes === undefined ? {} : { minutes }),
    },
    // The schema names whatever is not of its lists.
  } as ItemDescription;
}

/** What the form begins with when an item is described anew. */
export function valuesOf(body: ItemBody): ItemValues {
  const [commune = '', commune2 = '', commune3 = ''] = body.communes;
  const [recognition] = body.recognitions ?? [];
  const point = body.pointE7;
  return {
    ...{ kind: body.kind, workType: body.workType, name: body.name, nameEn: body.nameEn ?? '' },
    ...{ summary: body.summary.vi, summaryEn: body.summary.en ?? '' },
    ...{ story: body.story.vi.join('\n'), storyEn: (body.story.en ?? []).join('\n') },
    ...{ commune, commune2, commune3, site: body.site ?? '' },
    point: point === undefined ? '' : `${(point[1] / 1e7).toFixed(7)}, ${(point[0] / 1e7).toFixed(7)}`,
    ...{ level: recognition?.level ?? '', decision: recognition?.decision ?? '', decisionOn: recognition?.on ?? '' },
    ...{ statement: body.rights.statement, holder: body.rights.holder ?? '' },
    ...{ consent: body.consent.level, consentOn: body.consent.on ?? '' },
    ...{ sources: (body.sources ?? []).join('\n'), reason: '', replaces: '' },
    events: JSON.stringify((body.events ?? []).map(({ type, when }) => ({ type, when: when.vi }))),
  };
}
