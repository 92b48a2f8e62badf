import type { AnswerTo } from '../api/asked.ts';

export type LegalAnswer = AnswerTo<'POST', '/api/legal-signatures/check'>;
