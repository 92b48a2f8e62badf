import { z } from 'zod';
import { decodeCursor } from '../../index-store/page-cursor.ts';

const isCursor = (text: string): boolean => {
  try {
    return typeof decodeCursor(text).value === 'string';
  } catch {
    return false;
  }
};

/** `next` of the page before, of a list that is sorted by a text. */
export const cursorSchema = z.string().max(500).refine(isCursor, 'not-allowed').optional();
