import { presentFacts, textField } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Card, DomainView } from '../../domains.ts';

const titles: Record<string, string> = { 'ocop/rules': 'Bộ tiêu chí OCOP' };

function card({ type, body }: ProvenRecord): Card {
  const from = textField(body, 'from');
  return {
    title: textField(body, 'name') ?? titles[type] ?? type,
    facts: presentFacts([[{ vi: 'Từ ngày', en: 'From' }, from && formatDate(from)]]),
  };
}

export const ocopView: DomainView = { card, related: () => [], expiresAt: () => undefined };
