import { readLabelPath } from '../check/label.ts';
import type { Label } from '../check/label.ts';

/** Below it every label has a small page that other sites may show in a frame. */
export const embedPrefix = '/nhung';

/** The label of a small page's path: `/nhung/R/<code>` or `/nhung/01/…`; null for any other. */
export const readEmbedPath = (path: string): Label | null =>
  path.startsWith(`${embedPrefix}/`) ? readLabelPath(path.slice(embedPrefix.length)) : null;
