import { fieldVi } from '../field/words.vi.ts';
import { registrarVi } from '../domains/credential/registrar/words.vi.ts';
import { attestVi } from '../domains/credential/attest/words.vi.ts';
import { legalVi } from '../legal-signature/words.vi.ts';
import { holderVi } from '../domains/credential/holder/words.vi.ts';
import { carbonVi } from '../domains/carbon/words.vi.ts';
import { healthVi } from '../domains/health/words.vi.ts';
import { exchangeVi } from '../exchange/words.vi.ts';
import { learnVi } from '../learn/words.vi.ts';
import { reportsVi } from '../periodic-reports/words.vi.ts';
import { heritageVi } from '../domains/heritage/words.vi.ts';
import { ocopVi } from '../domains/ocop/words.vi.ts';
import { tradeVi } from '../domains/origin/trade-words.vi.ts';
import { registryVi } from '../domains/registry/words.vi.ts';
import { originVi } from '../domains/origin/words.vi.ts';
import { devicesVi } from '../devices/words.vi.ts';
import { boardsVi } from '../dashboards/words.vi.ts';
import { ledgerVi } from '../ledger/words.vi.ts';
import { auditVi } from '../operations/words.vi.ts';
import { commonVi } from './common.vi.ts';
import { rolesVi } from './role-words.vi.ts';

/** Every word of the workspaces in Vietnamese, the language they open in. English has the same keys: it does not compile otherwise. */
export const vi = {
  ...commonVi,
  ...rolesVi,
  ...boardsVi,
  ...devicesVi,
  ...ledgerVi,
  ...auditVi,
  ...registryVi,
  ...originVi,
  ...tradeVi,
  ...ocopVi,
  ...heritageVi,
  ...healthVi,
  ...exchangeVi,
  ...reportsVi,
  ...carbonVi,
  ...attestVi,
  ...learnVi,
  ...legalVi,
  ...holderVi,
  ...registrarVi,
  ...fieldVi,
} as const;

export type WordKey = keyof typeof vi;
export type WordTable = Readonly<Record<WordKey, string>>;
