import { fieldEn } from '../field/words.en.ts';
import { registrarEn } from '../domains/credential/registrar/words.en.ts';
import { attestEn } from '../domains/credential/attest/words.en.ts';
import { legalEn } from '../legal-signature/words.en.ts';
import { holderEn } from '../domains/credential/holder/words.en.ts';
import { carbonEn } from '../domains/carbon/words.en.ts';
import { healthEn } from '../domains/health/words.en.ts';
import { exchangeEn } from '../exchange/words.en.ts';
import { learnEn } from '../learn/words.en.ts';
import { reportsEn } from '../periodic-reports/words.en.ts';
import { heritageEn } from '../domains/heritage/words.en.ts';
import { ocopEn } from '../domains/ocop/words.en.ts';
import { tradeEn } from '../domains/origin/trade-words.en.ts';
import { registryEn } from '../domains/registry/words.en.ts';
import { originEn } from '../domains/origin/words.en.ts';
import { devicesEn } from '../devices/words.en.ts';
import { boardsEn } from '../dashboards/words.en.ts';
import { ledgerEn } from '../ledger/words.en.ts';
import { auditEn } from '../operations/words.en.ts';
import { commonEn } from './common.en.ts';
import { rolesEn } from './role-words.en.ts';
import type { WordTable } from './vi.ts';

/** The same in English; loaded when somebody asks for it. */
export const en: WordTable = {
  ...commonEn,
  ...rolesEn,
  ...boardsEn,
  ...devicesEn,
  ...ledgerEn,
  ...auditEn,
  ...registryEn,
  ...originEn,
  ...tradeEn,
  ...ocopEn,
  ...heritageEn,
  ...healthEn,
  ...exchangeEn,
  ...reportsEn,
  ...carbonEn,
  ...attestEn,
  ...learnEn,
  ...legalEn,
  ...holderEn,
  ...registrarEn,
  ...fieldEn,
};
