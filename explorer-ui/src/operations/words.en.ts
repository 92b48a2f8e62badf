import type { auditVi } from './words.vi.ts';

/** The audit log of administration. */
export const auditEn: Readonly<Record<keyof typeof auditVi, string>> = {
  'audit.nav': 'Audit log',
  'audit.lead':
    'Every act of administration of this gateway, noted before it is done and after. People stand by a blinded account, without a name.',
  'audit.chain': 'Is the log whole',
  'audit.chain-lead':
    'Each line carries the hash of the one before. Write the newest down elsewhere: later it proves that no line before it was changed or left out.',
  'audit.check': 'Check the chain',
  'audit.whole': 'Whole: {{count}} lines, each following from the one before.',
  'audit.head': 'Number of lines and newest hash',
  'audit.broken':
    'NOT whole: a line was changed, left out or put in between. Treat this machine as taken over and follow the page on security incidents.',
  'audit.text': 'Find',
  'audit.text-hint': 'act, id of a record, of a person, of a request',
  'audit.phase': 'Outcome',
  'audit.phase.asked': 'asked',
  'audit.phase.done': 'done',
  'audit.phase.refused': 'refused',
  'audit.phase.failed': 'failed',
  'audit.from': 'From',
  'audit.to': 'To',
  'audit.csv': 'Download CSV',
  'audit.none': 'No act of administration yet.',
  'audit.none-found': 'No line fits the filter.',
  'audit.at': 'Time',
  'audit.seq': 'Line {{seq}}',
  'audit.act': 'Act',
  'audit.target': 'About',
  'audit.who': 'Who (blinded)',
};
