/** What people write in a report, part by part. Without zod, which pages must not load. */
export const narrativeFields = ['results', 'difficulties', 'plan', 'proposals'] as const;
export type NarrativeField = (typeof narrativeFields)[number];
export type Narrative = Readonly<Record<NarrativeField, string>>;
export const emptyNarrative: Narrative = { results: '', difficulties: '', plan: '', proposals: '' };
