import { originEn } from '../domains/origin/words.en.ts';
import { commonEn } from '../i18n/common.en.ts';
import { rolesEn } from '../i18n/role-words.en.ts';
import { fieldEn } from './words.en.ts';

/** The field app's words in English, fetched when they are asked for. */
export const words = { ...commonEn, ...rolesEn, ...originEn, ...fieldEn };
